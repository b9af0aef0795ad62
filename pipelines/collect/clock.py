"""The time of day, in one place, so that a test can live through a year."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime | None = None) -> str:
    """A moment, or the present one, as the records write it: ISO 8601, seconds."""
    return (moment or now()).isoformat(timespec="seconds")
