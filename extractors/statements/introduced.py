"""What a report says about the bodies that it names: "Turnstone (drug and alcohol treatment)"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from extractors.statements.addressees import agencies_of
from models.records import Statement
from vocabulary.agencies import OWN, agencies_in
from vocabulary.rules import asked

_INTRODUCED_AS = asked("bodies", "introduced_as")
# What a name says that is no more than "of the health service" yields to what the report says.
_HEALTH_TRUST = frozenset({"hospital_trust", "health_other"})
_OF_HEALTH = frozenset({"mental_health_service", "ambulance", "health_visiting"})
_NAMED_FOR_IT = ("hospital", "infirmary")


def kinds_introduced(texts: Iterable[str]) -> dict[str, str]:
    """The kind of agency of each name that the texts introduce with one kind alone."""
    found: dict[str, str] = {}
    for text in texts:
        if "(" not in text and ", " not in text:
            continue
        for match in _INTRODUCED_AS.finditer(text):
            told = agencies_in(match["what"] or match["aside"])
            if len(told) == 1 and not told[0].startswith(OWN):
                found.setdefault(_plain(match["name"]), told[0])
    return found


def with_introduced(
    statements: Iterable[Statement], kinds: Mapping[str, str]
) -> tuple[Statement, ...]:
    """The statements with the kinds of those addressees whose names do not show them."""
    return tuple(_with_kinds(statement, kinds) for statement in statements)


def _with_kinds(statement: Statement, kinds: Mapping[str, str]) -> Statement:
    asked_of = statement.addressee
    if not asked_of and _HEALTH_TRUST.issuperset(statement.agencies):
        asked_of = statement.heading  # above what its own trust is to do
    names = (asked_of or "").split("; ")
    if not kinds.keys() & {_plain(name) for name in names}:
        return statement
    told = [code for name in names for code in _kinds_of(name, kinds)]
    agencies = tuple(dict.fromkeys(told)) or statement.agencies
    several = statement.is_multi_agency
    if several is None and agencies:
        several = len(agencies) > 1
    return msgspec.structs.replace(statement, agencies=agencies, is_multi_agency=several)


def _kinds_of(name: str, kinds: Mapping[str, str]) -> tuple[str, ...]:
    by_name, told = agencies_of(name), kinds.get(_plain(name))
    if told is None or (by_name and not _HEALTH_TRUST.issuperset(by_name)):
        return by_name
    is_told = not by_name or (
        told in _OF_HEALTH and not any(word in name.lower() for word in _NAMED_FOR_IT)
    )
    return (told,) if is_told else by_name


def _plain(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ").strip()
