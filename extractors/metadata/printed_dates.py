"""Dates as printed, in English and in Welsh, to ISO with their own precision.

What counts as a date is in `vocabulary/rules/dates.yaml`.
"""

from __future__ import annotations

import re

from vocabulary.months import month_numbers

_MONTHS = month_numbers()


def iso(text: str) -> str | None:
    """A printed date as ISO with its own precision: "4th March 2022" is 2022-03-04."""
    words = re.findall(r"[a-z]+|\d+", text.lower())
    month = next((_MONTHS[w] for w in words if w in _MONTHS), None)
    numbers = [int(w) for w in words if w.isdecimal()]
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
