"""A finding or recommendation as linking looks at it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One statement. `number` is its digits; `names_*` are numbers that it names itself."""

    statement_id: str
    document_id: str
    kind: str
    number: str | None
    text: str
    path: tuple[str, ...]
    is_in_list: bool
    themes: frozenset[str] = frozenset()
    names_findings: frozenset[str] = frozenset()
    names_recommendations: frozenset[str] = frozenset()
    names_paragraphs: frozenset[str] = frozenset()
