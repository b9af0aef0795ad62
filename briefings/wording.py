"""Dates in words."""

from __future__ import annotations

from datetime import date


def dated(day: date | None, precision: str | None) -> str | None:
    """A date as far as it was stated: a month stays a month."""
    if day is None:
        return None
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}"
