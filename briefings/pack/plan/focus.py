"""The slides of the review in focus: its facts, and its own words."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.pack.content import Pack
from briefings.pack.facts import ReviewFacts
from briefings.pack.notes import evidence_notes, review_notes
from briefings.pack.plan.slide import Slide, quote_slides, yours_or_written
from briefings.pack.wording import joined

_MOST_QUOTES = 4  # slides; the last one's notes and the documents have the rest
_MOST_AGENCIES = 5
NOT_STATED = "not stated"


def focus(pack: Pack, focus: ReviewFacts) -> Iterable[Slide]:
    """Facts, room for the story in her own words, and the quotes."""
    rows = [("About the review", "As the report states it"), *facts_of(focus)]
    yield Slide(
        "Facts",
        "The review in focus",
        {},
        tuple(rows),
        "Facts of the review in focus, one to a row",
        (2.2, 9.6),
        (*review_notes(focus), "", *evidence_notes(focus)),
        2,
        {focus.title: focus.link} if focus.link else {},
    )
    where = f" The report’s own account: PDF p. {focus.summary_page}." if focus.summary_page else ""
    label = f"Yours to write: what happened, in three sentences.{where}"
    notes = ("No text about the case is written by the program.",)
    yield from yours_or_written("What happened", label, pack.own_words.get("happened", ()), notes)
    yield from quote_slides(
        "What the review says", pack.focus_quotes, pack, 2, _MOST_QUOTES, is_inside=True
    )


def facts_of(focus: ReviewFacts) -> Iterable[tuple[str, str]]:
    """What the report states about its review, for a table; a fact without a page is not stated."""
    where = ", ".join(part for part in (focus.publisher, focus.nation) if part)
    asked = joined([f"{number} {noun}" for number, noun in focus.counts])
    rows = (
        ("Report", focus.title),
        ("Published", ", ".join(part for part in (where, focus.published) if part)),
        ("Kind", focus.kind),
        ("People", focus.people),
        ("Outcome", focus.outcome),
        ("Period", focus.period),
        ("Method", focus.method),
        ("Among the agencies", joined(_some(focus.agencies))),
        ("In it", asked),
    )
    yield from ((name, value or NOT_STATED) for name, value in rows)


def _some(agencies: tuple[str, ...]) -> tuple[str, ...]:
    """The first agencies, and how many more there are."""
    if len(agencies) <= _MOST_AGENCIES + 1:
        return agencies
    return (*agencies[:_MOST_AGENCIES], f"{len(agencies) - _MOST_AGENCIES} more")
