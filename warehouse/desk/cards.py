"""What stands beside a statement wherever it is shown, found by the numbers of statements.

Tables lie in the order of these numbers, so that a look at a few of them reads few blocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from warehouse.desk.connection import Desk


def labels_of(desk: Desk, statement_ids: Iterable[str]) -> list[dict[str, Any]]:
    """The themes of these statements with the words that led to them, the surest first."""
    return desk.rows(
        "select l.statement_id, l.theme_id, t.label, l.score, l.origin, l.evidence,"
        " l.evidence_start, l.evidence_end, l.stance from core.labels l"
        " join core.themes t using (theme_id) where l.statement_no in (select statement_no"
        " from core.statements where list_contains($ids, statement_id))"
        " order by l.score desc, l.theme_id",
        {"ids": list(statement_ids)},
    )


def named(desk: Desk, numbers: Iterable[int]) -> list[str]:
    """The ids of the statements with these numbers, in the order given."""
    asked = list(numbers)
    rows = desk.rows(
        "select statement_no, statement_id from core.statements"
        " where statement_no in (select unnest($numbers::bigint[]))",
        {"numbers": asked},
    )
    names = {row["statement_no"]: str(row["statement_id"]) for row in rows}
    return [names[number] for number in asked if number in names]
