"""The last day on which something is due, as far as a date is printed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from vocabulary.months import months
from vocabulary.rules import asked

_BEGINS = asked("timescales", "begins")
_MONTHS = [month.english[:3] for month in months()]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>(?:20)?\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -])?{_MONTH},?[ -]{_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})[./-](?P<number>\d{{1,2}})[./-]{_YEAR}\b",
        r"\b(?P<year>20\d\d)-(?P<number>\d\d)(?:-(?P<day>\d\d))?\b",
        r"\b(?:end of|by|in|during)(?: the)?(?: year)? (?P<year>20\d\d)\b(?![/-])",
        r"^(?P<year>20\d\d)$",
    )
)


def due_on(printed: str | None) -> date | None:
    """31 March 2023 for "March 2023", the later of two dates; None for "6 months" or "ongoing".

    A date from which something goes on ("from September 2023") is not one by which it is due.
    """
    text = (printed or "").strip()
    found = (
        _day(match)
        for form in _FORMS
        for match in form.finditer(text)
        if not _BEGINS.find(text[: match.start()])
    )
    return max(filter(None, found), default=None)


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    year = int(part["year"][-2:]) + 2000
    if part.get("month"):
        month = _MONTHS.index(part["month"].lower()) + 1
    else:
        month = int(part.get("number") or 12)
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(part.get("day") or last)
    return date(year, month, day) if 1 <= day <= last else None
