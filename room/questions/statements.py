"""Statements with everything that a card shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from warehouse.desk import Desk, cards, cards_of, numbers_of

Row = dict[str, Any]


def of_page(desk: Desk, document_id: str, page: int) -> list[Row]:
    """Statements that stand, wholly or in part, on a page, in reading order."""
    rows = cards_of(desk, document_id)
    return [row for row in rows if row["page_first"] <= page <= row["page_last"]]


def by_id(desk: Desk, ids: Sequence[str]) -> list[Row]:
    """The statements with these ids, in the order given; those that are gone are left out."""
    numbers = numbers_of(desk, ids)
    return cards(desk, [numbers[name] for name in ids if name in numbers])


def one(desk: Desk, statement_id: str) -> Row | None:
    """One statement."""
    found = by_id(desk, [statement_id])
    return found[0] if found else None
