"""Whom a document is about, children or adults, where its type can be about either."""

from __future__ import annotations

from models.records import Stated
from vocabulary.report_types import ReportType
from vocabulary.rules import asked

_CHILD, _ADULT = "child", "adult"
_BODIES = ((_CHILD, asked("sectors", "child_body")), (_ADULT, asked("sectors", "adult_body")))
_TITLES = ((_CHILD, asked("sectors", "child_title")), (_ADULT, asked("sectors", "adult_title")))
_OF_CHILDREN = frozenset({"under 1", "1-4", "5-10", "11-15", "16-17"})
_OF_ADULTS = frozenset({"18-64", "65 and over"})
_POSSIBLE = {
    _CHILD: _OF_CHILDREN,
    _ADULT: _OF_ADULTS,
    "domestic_abuse": _OF_ADULTS | {"16-17"},  # as the law has it
}


def sector_named(
    kind: ReportType | None, publisher: Stated | None, title: Stated | None
) -> Stated | None:
    """By the publisher's name, then by the title; None where the type says it, or both say both."""
    if kind and kind.sector != "all":
        return None
    for stated, asks, rule in ((publisher, _BODIES, "body"), (title, _TITLES, "title")):
        found = [name for name, asked_of in asks if stated and asked_of.find(stated.value)]
        if stated and len(found) == 1:
            return Stated(found[0], 0.85, stated.page, stated.quote, f"sector:{rule}")
    return None


def sector_by_ages(kind: ReportType | None, bands: tuple[str, ...]) -> Stated | None:
    """By the ages of the people that it is about, where all are children or all are adults."""
    if not bands or (kind and kind.sector != "all"):
        return None
    for name, ages in ((_CHILD, _OF_CHILDREN), (_ADULT, _OF_ADULTS)):
        if ages.issuperset(bands):
            return Stated(name, 0.7, rule="sector:ages")
    return None


def ages_possible(kind: ReportType | None, named: Stated | None) -> frozenset[str]:
    """The bands in which the people can be that a review of this sector is about."""
    sector = named.value if named else kind.sector if kind else "all"
    return _POSSIBLE.get(sector, _OF_CHILDREN | _OF_ADULTS)
