"""What the session holds, as far as a card shows it."""

from __future__ import annotations

import msgspec


class Marks(msgspec.Struct, frozen=True):
    """Statements that the session keeps, strikes and has notes on, and what people corrected."""

    kept: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    notes: dict[str, str] = {}
    corrections: dict[str, list[str]] = {}


class Tray:
    """The session's shortlist."""

    def marks(self) -> Marks:
        return Marks()

    def themes(self) -> tuple[str, ...]:
        return ()

    def asked(self) -> frozenset[str]:
        return frozenset()
