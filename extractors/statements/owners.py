"""Whose recommendation it is, judged by headings and by the short names of bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from extractors.statements.actors import ACTOR, ENDS_WITH_ACTOR
from models.records import Statement
from vocabulary.agencies import agencies_in
from vocabulary.bodies import bodies_of
from vocabulary.rules import asked

_OWNER_HEADING, _TO_WHOM = asked("owners", "owner_heading"), asked("owners", "to_whom")
_ASKED_TO_DO = asked("owners", "asked_to_do")
_ASIDE = asked("bodies", "aside")
_SEVERAL = asked("owners", "several")
_INTRODUCED = asked("bodies", "introduced")
_MOST_WORDS = 9
_SERVICE, _SERVES = asked("bodies", "service"), asked("bodies", "serves")
_TOPIC = asked("bodies", "topic_of")
_TOLD_OFTEN = 3


def owner_in(heading: str | None) -> str | None:
    """The agency that a heading above a list of recommendations names, if it names nothing else."""
    if not heading:
        return None
    aside, told = _ASIDE.find(heading.strip()), _told(_ASIDE.plain.sub("", heading.strip()))
    if not told or len(told.who.split()) > told.most_words or _SEVERAL.find(told.who):
        return None
    if not agencies_in(told.who) or not (told.is_told or _is_name(told.who)):
        return None
    return " ".join(f"{told.who}{aside.group() if aside else ''}".split())


def addressee_in(heading: str | None) -> str | None:
    """Whom a heading addresses outright: "Considerations for the Partnership"."""
    told = _told(heading.strip()) if heading else None
    return owner_in(heading) if told and told.is_outright else None


class _Told(NamedTuple):
    """Whom a heading names; whether its words say that they are asked."""

    who: str
    is_told: bool
    is_outright: bool
    most_words: int = _MOST_WORDS


def _told(heading: str) -> _Told | None:
    if match := _TO_WHOM.find(heading):  # each of several has its article
        return _Told(match["who"], is_told=True, is_outright=True, most_words=2 * _MOST_WORDS)
    if match := _ASKED_TO_DO.find(heading):
        return _Told(match["who"], is_told=True, is_outright=True)
    match = _OWNER_HEADING.find(heading)
    if match is None:
        return None
    return _Told(match["who"], bool(match["for"] or match["of"]), bool(match["for"]))


def abbreviations_in(texts: Iterable[str]) -> frozenset[str]:
    """Short names that the text introduces for bodies: "Wexmere Safeguarding Children Board (WSCB)"."""
    found: set[str] = set()
    for text in texts:
        if "(" not in text:
            continue
        for match in _INTRODUCED.finditer(text):
            short = match.group("short")
            if short.upper() == short and ACTOR.find(match.group("name")):
                found.add(short)
    return frozenset(found)


def services_in(texts: Iterable[str]) -> frozenset[str]:
    """Names that act in the text as bodies do, though no word of theirs says what they are.

    "Turnstone Recovery is commissioned ..., Turnstone Recovery recorded ...": of two or three words
    with capitals, mentioned at least three times, and at least once to provide or to be commissioned.
    """
    told: Counter[str] = Counter()
    acting: set[str] = set()
    for text in texts:
        for match in _SERVICE.finditer(text):
            told[match["name"]] += 1
            if _SERVES.find(text, match.end()):
                acting.add(match["name"])
    return frozenset(name for name in acting if told[name] >= _TOLD_OFTEN)


def _is_name(who: str) -> bool:
    """Whether words are a name and no topic: "Hospital Trust", not "Hospital discharge planning"."""
    who = _TOPIC.plain.split(who, maxsplit=1)[0]
    last = " ".join(who.split()[-2:])
    acts = ENDS_WITH_ACTOR.find(last)
    return bool(acts) or bool(agencies_in(last)) or " " not in who


OWN_BOARD = "own_board"  # in vocabulary/agencies.yaml; never leaves an extraction
OWN_TRUST = "own_trust"  # likewise
_TRUSTS = tuple(
    (code, asked("owners", code))
    for code in (
        "hospital_trust",
        "mental_health_service",
        "health_board",
        "education",
        "childrens_social_care",
        "probation",
    )
)
_CHILDRENS = "safeguarding_children_partnership"
_BOARDS = {
    "safeguarding_adults": "safeguarding_adults_board",
    "adult_protection": "safeguarding_adults_board",
    "community_safety": "community_safety_partnership",
    "child_protection": "child_protection_committee",
    "public_protection": "child_protection_committee",
}
_BOARDS_OF_TYPES = {
    "sar": "safeguarding_adults_board",
    "adult_practice_review": "safeguarding_adults_board",
    "dhr": "community_safety_partnership",
}


def board_of_report(publisher: str | None, report_type: str | None) -> str:
    """Which type of board "the Board" of a report is: its publisher's, else its type's."""
    kinds = [body.kind for body in bodies_of(publisher or "") if body.kind != "other"]
    if kinds:
        return _BOARDS.get(kinds[0], _CHILDRENS)
    return _BOARDS_OF_TYPES.get(report_type or "", _CHILDRENS)


def trust_of_report(texts: Iterable[str]) -> str:
    """Which type of agency "the Trust" is: the one whose trusts the report names most often."""
    named = Counter(
        code for text in texts if "rust" in text for code, found in _TRUSTS if found.find(text)
    )
    return named.most_common(1)[0][0] if named else _TRUSTS[0][0]


def with_own_bodies(
    statements: Iterable[Statement], board: str, trust: str
) -> tuple[Statement, ...]:
    """The statements with "the Board" and "the Trust" given as what they are in this report."""
    meant = {OWN_BOARD: board, OWN_TRUST: trust}
    return tuple(
        msgspec.structs.replace(
            s, agencies=tuple(dict.fromkeys(meant.get(a, a) for a in s.agencies))
        )
        if meant.keys() & set(s.agencies)
        else s
        for s in statements
    )
