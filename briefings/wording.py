"""Dates, people and documents in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from vocabulary.counting import plural

UNREAD = "\ufffd"  # marks letters that were not read: such words differ from the page
_DOCUMENTS = ("executive_summary", "briefing", "action_plan", "response", "translation")
_CHILDREN = ("under 1", "1-4", "5-10", "11-15", "16-17")  # as the warehouse writes age bands
_BAND = re.compile(r"^(\d+)-(\d+)$")


def dated(day: date | None, precision: str | None) -> str | None:
    """A date only as exact as it was stated: a month stays a month."""
    if day is None:
        return None
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}"


def document_in_words(role: str | None) -> str:
    """What kind of document it is besides the report, for a citation."""
    return role.replace("_", " ") if role and role in _DOCUMENTS else "another document"


def people_in_words(
    number: int | None, bands: Sequence[str], sector: str | None = None
) -> str | None:
    """The people at the centre as a number and age bands, never names.

    If a report states fewer ages than there are people, the text does not claim that they cover
    everybody.
    """
    if number is None and not bands:
        return None
    who = "number not stated" if number is None else _who(number, bands, sector)
    if not bands:
        return who
    *some, last = [_BAND.sub(r"\1 to \2", band) for band in sorted(bands, key=_youngest)]
    said = "aged" if number is not None and len(bands) >= number else "ages stated:"
    return f"{who}, {said} {', '.join(some)}{' and ' * bool(some)}{last}"


def _who(number: int, bands: Sequence[str], sector: str | None) -> str:
    """A number of children, of adults, or of both; if neither is known, of people."""
    children = any(band in _CHILDREN for band in bands) or (not bands and sector == "child")
    adults = any(band not in _CHILDREN for band in bands) or (not bands and sector == "adult")
    if children and adults:
        return f"{number} people, children and adults"
    if children:
        return plural(number, "child", "children")
    return plural(number, "adult") if adults else plural(number, "person", "people")


def _youngest(band: str) -> tuple[int, str]:
    found = re.search(r"\d+", band)
    return (int(found[0]) - band.startswith("under") if found else 0, band)
