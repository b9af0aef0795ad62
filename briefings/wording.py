"""Dates, links, cuts and reasons in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

LONGEST = 600  # characters of an extract: about five printed lines
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘(])")


def dated(day: date | None, precision: str | None) -> str | None:
    """A date as far as it was stated: a month stays a month."""
    if day is None:
        return None
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}"


def link_to(url: str | None, page: int) -> str | None:
    """The address of a page: PDF readers open "#page=N"."""
    return f"{url}#page={page}" if url else None


def cut(text: str) -> tuple[str, bool]:
    """A text no longer than `LONGEST`, cut after a whole sentence; and whether it was cut."""
    if len(text) <= LONGEST:
        return text, False
    kept = ""
    for sentence in _SENTENCE.split(text):
        if kept and len(kept) + len(sentence) + 1 > LONGEST:
            return kept, True
        kept = f"{kept} {sentence}".strip()
    return kept, False


def why_themes(labels: Sequence[str], asked: int, likeness: float) -> str:
    """Why a review was chosen, in one sentence."""
    named = ", ".join(labels[:4]) + (f" and {len(labels) - 4} more" if len(labels) > 4 else "")
    close = f" Likeness in themes and words: {likeness:.2f} of 1." if likeness else ""
    return f"Shares {len(labels)} of {asked} themes: {named}.{close}"


def plural(count: int, one: str, many: Any = None) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"
