"""Statements of a review as what decides whether two of them say the same."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6  # letters by which forms of a word are taken for one
_SMALL = frozenset(
    {
        "about", "also", "been", "being", "each", "ensure", "from", "have", "into", "made", "make",
        "more", "must", "other", "should", "such", "than", "that", "their", "them", "there",
        "these", "they", "this", "those", "were", "what", "when", "where", "which", "will", "with",
    }
)  # fmt: skip


class Said(NamedTuple):
    """A statement of a document of the review."""

    statement_id: str
    kind: str
    number: str | None
    text: str


def digits(number: str | None) -> str:
    """A number without its label: "3.1" of "Recommendation 3.1"."""
    return ".".join(re.findall(r"\d+", number or ""))


def shared_part(a: Said, b: Said) -> float:
    """How much of the shorter text's words the other has, 0 to 1."""
    one, two = words_of(a.text), words_of(b.text)
    return len(one & two) / max(1, min(len(one), len(two)))


def words_of(text: str) -> frozenset[str]:
    """The informative words of a text, their endings cut off."""
    return frozenset(w[:_STEM] for w in _WORD.findall(text.lower()) if w not in _SMALL)
