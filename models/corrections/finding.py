"""Finds the statement that a correction speaks of, also after a new extraction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.corrections.reading import MIN_QUOTE
from models.records import Statement

_WORD = re.compile(r"\w+")


def words(text: str) -> str:
    """A text reduced to its words in small letters, for comparing."""
    return " ".join(_WORD.findall(text.lower()))


def find(statements: Sequence[Statement], statement_id: str, quote: str) -> Statement | None:
    """The statement with this id, else the only one whose words are, begin with, or hold the
    quote's (quotes of 20 characters or more), or are held by them; None where no one or several
    would do.
    """
    for statement in statements:
        if statement.statement_id == statement_id:
            return statement
    wanted = words(quote)
    same = [s for s in statements if words(s.text) == wanted]
    if len(same) == 1:
        return same[0]
    if same or len(wanted) < MIN_QUOTE:
        return None
    held = [s for s in statements if wanted in words(s.text)]
    if not held:
        held = [s for s in statements if len(s.text) >= MIN_QUOTE and words(s.text) in wanted]
    return held[0] if len(held) == 1 else None
