"""Statements with all that a card shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from warehouse.desk import Desk, labels_of

Row = dict[str, Any]
_CARD = (
    "select s.*, r.title, r.publisher, r.nation, r.year, r.published_on, r.published_precision,"
    " r.is_fictional, r.report_family, r.licence from statements s"
    " left join reviews r using (review_id)"
)


def of_page(desk: Desk, document_id: str, page: int) -> list[Row]:
    """Statements that stand, wholly or in part, on a page, in reading order."""
    return _full(
        desk,
        desk.rows(
            f"{_CARD} where s.document_id = $id and $page between s.page_first and s.page_last"
            " order by s.ordinal",
            {"id": document_id, "page": page},
        ),
    )


def of_document(desk: Desk, document_id: str, limit: int = 2000) -> list[Row]:
    """All statements of a document in reading order."""
    return _full(
        desk,
        desk.rows(
            f"{_CARD} where s.document_id = $id order by s.ordinal limit $limit",
            {"id": document_id, "limit": limit},
        ),
    )


def by_id(desk: Desk, ids: Sequence[str]) -> list[Row]:
    """The statements with these ids, in the order given; those that are gone are left out."""
    found = _full(
        desk,
        desk.rows(f"{_CARD} where s.statement_id in (select unnest($ids))", {"ids": list(ids)}),
    )
    places = {name: number for number, name in enumerate(ids)}
    return sorted(found, key=lambda row: places[row["statement_id"]])


def one(desk: Desk, statement_id: str) -> Row | None:
    """One statement."""
    found = by_id(desk, [statement_id])
    return found[0] if found else None


def order(desk: Desk, document_id: str) -> list[Row]:
    """Ids, pages and headings of a document's statements in order: for going on and back."""
    return desk.once(
        ("order", document_id),
        lambda: desk.rows(
            "select statement_id, page_first, kind, heading from statements"
            " where document_id = $id order by ordinal",
            {"id": document_id},
        ),
    )


def _full(desk: Desk, rows: list[Row]) -> list[Row]:
    """The rows with `themes` and the places of their words, `spans`."""
    if not rows:
        return rows
    labels = labels_of(desk, [row["statement_id"] for row in rows])
    of: dict[str, list[Row]] = {}
    for label in labels:
        of.setdefault(label["statement_id"], []).append(label)
    for row in rows:
        mine = of.get(row["statement_id"], [])
        row["themes"] = mine
        # Where all of it is the evidence, a mark would say nothing.
        row["spans"] = [
            (t["evidence_start"], t["evidence_end"])
            for t in mine
            if t["evidence_end"] - t["evidence_start"] < 0.6 * len(row["text"])
        ]
    return rows
