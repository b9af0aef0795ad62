"""Dates as printed, in English and in Welsh, to ISO with their own precision."""

from __future__ import annotations

import re

from vocabulary.months import month_numbers, months

_MONTHS = month_numbers()
MONTH = (
    "(?:"
    + "|".join([*(month.english for month in months()), *(month.welsh for month in months())])
    + rf"|(?:{'|'.join(short for month in months() for short in month.short)})\b\.?)"
)
YEAR = r"(?:19|20)\d\d(?!\d)"
SEASON = r"(?:(?:early |late |mid-?)?(?:spring|summer|autumn|winter)(?: of)?|early|late|mid-?)"
_NTH = r"\d{1,2}(?:st|nd|rd|th|af|il|ydd|ed|eg|fed)?"
DAY = rf"(?:{_NTH}(?: of)? {MONTH},? {YEAR}|{MONTH} {_NTH},? {YEAR})"
SLASHED = r"\b\d{1,2}[./]\d{1,2}[./](?:(?:19|20)\d\d|\d\d)\b(?![./]?\d)"
DATE = rf"(?:{DAY}|{MONTH},? {YEAR}|{SLASHED})"


def iso(text: str) -> str | None:
    """A printed date as ISO with its own precision: "4th March 2022" is 2022-03-04."""
    words = re.findall(r"[a-z]+|\d+", text.lower())
    month = next((_MONTHS[w] for w in words if w in _MONTHS), None)
    numbers = [int(w) for w in words if w.isdigit()]
    if month is None and len(numbers) == 3:
        day, month, year = numbers
        year += (2000 if year <= 40 else 1900) if year < 100 else 0
        return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    year = next((n for n in numbers if n >= 1900), 0)
    if not year:
        return None
    if month is None:
        return str(year)
    day = next((n for n in numbers if 1 <= n <= 31), 0)
    return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"
