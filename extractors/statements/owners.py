"""Whose recommendation it is by what stands around it: headings, and short names of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.statements.actors import ACTOR
from vocabulary.agencies import agencies_in

# "Adult Social Care" above a list of its recommendations.
_OWNER_HEADING = re.compile(
    r"^(?:[A-Z]?\d[\d.]*\s+)?(?P<for>(?:single[- ]agency |individual agency )?(?:recommendations?|considerations?|actions?|strategies|proposals|priorities|"
    r"questions|issues) (?:for|to) )?(?P<who>(?:the )?[A-Z][^.:;?]{1,80}?)(?P<of> (?:recommendations?|actions?))?:?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?:multi|single|inter|individual|other|partner|overview|summary|key|learning|conclusion|working|improving|"
    r"understanding|responding|managing|information|communication|practice|response|role|work|use|quality)\b",
    re.IGNORECASE,
)
# "The Wexmere Safeguarding Children Partnership (WSCP, "the Partnership")".
_INTRODUCED = re.compile(
    r"(?P<name>(?:[A-Z][\w’'&-]*|of|and|for|the|in)(?: (?:[A-Z][\w’'&-]*|of|and|for|the|in)){1,9}) "
    r"\([‘'“\"]?(?:hereafter |the )?(?P<short>[A-Z][A-Za-z&]{1,8})[’'”\"]?[,;)]"
)
_MOST_WORDS = 9


def owner_in(heading: str | None) -> str | None:
    """The agency that a heading above a list of recommendations names, if it names nothing else."""
    match = _OWNER_HEADING.match(heading.strip()) if heading else None
    who = match.group("who") if match else ""
    if not who or len(who.split()) > _MOST_WORDS or _SEVERAL.match(who):
        return None
    told = match and (match.group("for") or match.group("of"))
    if not agencies_in(who) or not (told or _is_name(who)):
        return None
    return " ".join(who.split())


def addressee_in(heading: str | None) -> str | None:
    """Whom a heading addresses outright: "Considerations for the Partnership"."""
    match = _OWNER_HEADING.match(heading.strip()) if heading else None
    return owner_in(heading) if match and match.group("for") else None


def body_in(column: str | None) -> str | None:
    """What a column of owners says, if it names a body: an officer alone is no addressee."""
    if not column or not (agencies_in(column) or ACTOR.search(column)):
        return None
    return column


def abbreviations_in(texts: Iterable[str]) -> frozenset[str]:
    """Short names that the text introduces for bodies: "Wexmere Safeguarding Children Board (WSCB)"."""
    found: set[str] = set()
    for text in texts:
        if "(" not in text:
            continue
        for match in _INTRODUCED.finditer(text):
            short = match.group("short")
            if short.upper() == short and ACTOR.search(match.group("name")):
                found.add(short)
    return frozenset(found)


def _is_name(who: str) -> bool:
    """Whether words are a name and no topic: "Hospital Trust", not "Hospital discharge planning"."""
    last = who.rsplit(maxsplit=1)[-1].strip("’'s")
    return bool(ACTOR.search(last)) or bool(agencies_in(last)) or len(who.split()) == 1
