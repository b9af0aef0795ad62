"""Hyphens in place of a word that comes later, as in "under- and over-fives"."""

from __future__ import annotations

import re

_AND = re.compile(r"(?:and|or|nor|to|as well as|rather than|neu|ac|a)\b(?!-)", re.IGNORECASE)


def is_suspended(following: str) -> bool:
    """Whether a hyphen at a line's end replaces a later word: "under- / and over-fives"."""
    return bool(_AND.match(following))
