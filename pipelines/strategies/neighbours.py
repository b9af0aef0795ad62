"""Whose review a link is about: a board's page also lists its neighbours' and national reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipelines.strategies.vocabulary import ELSEWHERE

# One name a line: local authorities and joint areas that give boards their names.
_PLACES = Path(__file__).with_name("places.txt")

_BODY = (
    r"(?:safeguarding|council|partnership|board|committee|lscb|lscp|scp|scb|sab|csp|cpc|ssp|county|city|borough"
    r"|l?cspr|spr|scr|sar|dhr|dardr|cpr|apr|susr|cmr|learning|serious|significant|child|children'?s?|adults?|domestic)"
)
_BY = r"(?:by|from|in|for)\s+(?:the\s+)?(?:london borough of\s+|city of\s+)?"


@cache
def places() -> tuple[str, ...]:
    """Names of places, the longest first, so that "East Lothian" is met before "Lothian"."""
    lines = _PLACES.read_text(encoding="utf-8").splitlines()
    names = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in places())
    before = rf"(?i:\b{_BY})(?P<first>{names})\b"
    next_words = rf"[\s,:&\u2013-]+(?:[\w&]+\s+){{0,3}}?(?i:{_BODY})\b"
    after = rf"\b(?P<second>{names})(?:['\u2019]s)?\b(?={next_words})"
    return re.compile(f"{before}|{after}")


def named_places(text: str) -> tuple[str, ...]:
    """Places that `text` names as a publisher; a bare name may be a pseudonym and is none."""
    found = (match["first"] or match["second"] for match in _pattern().finditer(text))
    return tuple(dict.fromkeys(found))


def other_publisher(text: str, headings: Iterable[str], own: Iterable[str]) -> str | None:
    """Why the link seems to be about somebody else's review, or None.

    `own` are the places of the page's publisher; without them nothing can be told, so None.
    """
    mine = tuple(place.lower() for place in own)
    if not mine:
        return None
    if any(ELSEWHERE.search(heading) for heading in headings):
        return "stands below a heading for reviews from elsewhere"
    if any(place in text.lower() for place in mine):
        return None
    other = [name for name in named_places(text) if name.lower() not in mine]
    return f"names another area as publisher: {', '.join(other)}" if other else None
