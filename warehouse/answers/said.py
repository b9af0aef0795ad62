"""A finding or recommendation with what it prints about others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One statement of a review. `number` is its digits; `names_*` are numbers that it names."""

    review: str
    document_id: str
    number: str | None
    path: tuple[str, ...]
    is_in_list: bool
    names_findings: frozenset[str] = frozenset()
    names_recommendations: frozenset[str] = frozenset()
    names_paragraphs: frozenset[str] = frozenset()
    ordinal: int = 0  # place in the document's reading order
