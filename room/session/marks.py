"""What a card shows of the session."""

from __future__ import annotations

import msgspec


class Marks(msgspec.Struct, frozen=True):
    """Statements that the session keeps, strikes and has notes on, and what people corrected."""

    kept: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    notes: dict[str, str] = {}
    corrections: dict[str, list[str]] = {}
