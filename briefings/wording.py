"""Dates and documents in words."""

from __future__ import annotations

from datetime import date

_DOCUMENTS = ("executive_summary", "briefing", "action_plan", "response", "translation")


def dated(day: date | None, precision: str | None) -> str | None:
    """A date as far as it was stated: a month stays a month."""
    if day is None:
        return None
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}"


def document_in_words(role: str | None) -> str:
    """What a document beside a report is, for a citation."""
    return role.replace("_", " ") if role and role in _DOCUMENTS else "another document"
