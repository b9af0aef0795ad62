"""Whose review a link is about: a board's page also lists its neighbours' and national reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pipelines.strategies.vocabulary import ELSEWHERE

# One name per line: local authorities and joint areas after which boards are named.
_PLACES = Path(__file__).with_name("places.txt")

_BODY = (
    r"(?:safeguarding|council|partnership|board|committee|lscb|lscp|scp|scb|sab|csp|cpc|ssp"
    r"|county|city|borough)"
)
_REVIEW = (
    r"(?:l?cspr|spr|scr|sar|dhr|dardr|cpr|apr|susr|cmr|learning|serious|significant"
    r"|child|children'?s?|adults?|domestic)"
)
_BY = r"(?:by|from|in|for)\s+(?:the\s+)?(?:london borough of\s+|city of\s+)?"
_PERSON = r"(?<!Child )(?<!Baby )(?<!Adult )(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss )(?<!Family )"
# "Local and national reviews" heads a publisher's own page.
_OWN_TOO = re.compile(r"\blocal (?:and|&|or)\b|\b(?:and|&|or) local\b", re.IGNORECASE)


@cache
def places() -> tuple[tuple[str, bool], ...]:
    """Names of places and whether each is unmistakable, the longest first.

    So "East Lothian" is tried before "Lothian".
    """
    lines = _PLACES.read_text(encoding="utf-8").splitlines()
    names = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    split = ((name.removesuffix(" *"), not name.endswith(" *")) for name in names)
    return tuple(sorted(split, key=lambda place: (-len(place[0]), place[0])))


@cache
def _pattern() -> re.Pattern[str]:
    plain = "|".join(re.escape(name) for name, is_plain in places() if is_plain)
    starred = "|".join(re.escape(name) for name, is_plain in places() if not is_plain)
    before = rf"(?i:\b{_BY})(?P<first>{plain})\b"
    own = r"(?:['\u2019]s)?\b"
    gap = r"[\s,:&\u2013-]+"
    near = rf"{gap}(?:[\w&]+\s+){{0,3}}?(?i:{_BODY}|{_REVIEW})\b"
    after = rf"{_PERSON}\b(?P<second>{plain}){own}(?={near})"
    beside = rf"{_PERSON}\b(?P<third>{starred}){own}(?={gap}(?i:{_BODY})\b)"
    return re.compile(f"{before}|{after}|{beside}")


def named_places(text: str) -> tuple[str, ...]:
    """Places that `text` names as a publisher. A name alone may be a pseudonym: it is left out."""
    found = (match[match.lastgroup or 0] for match in _pattern().finditer(text))
    return tuple(dict.fromkeys(found))


def other_publisher(text: str, headings: Iterable[str], own: Iterable[str]) -> str | None:
    """Why the link seems to be about another board's review, or None.

    `own` are the places of the page's publisher. Without them nothing can be decided: None.
    """
    mine = tuple(place.lower() for place in own)
    if not mine:
        return None
    if any(ELSEWHERE.search(above) and not _OWN_TOO.search(above) for above in headings):
        return "is below a heading for reviews from elsewhere"
    if any(place in text.lower() for place in mine):
        return None
    other = [name for name in named_places(text) if name.lower() not in mine]
    return f"names another area as publisher: {', '.join(other)}" if other else None
