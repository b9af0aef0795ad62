"""What is behind a page and a statement: sizes, facts with their place, themes held back.

A document is asked for once, with all of its pages: whoever reads one reads the next.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import msgspec

from warehouse.desk.cards import cards_of
from warehouse.desk.catalogue import report_types
from warehouse.desk.connection import Desk

Row = dict[str, Any]
_Shape = TypeVar("_Shape")
_MAY_BE_SHOWN = frozenset({"ok", "partial", "scanned_ocr"})  # a withdrawn document is not
_A4 = 595.0, 842.0
# Few columns: each takes its time, and lists of agencies and laws most.
_DOCUMENT = (
    "select document_id, role, file_name, status, n_pages, review_type as document_type, language,"
    " is_primary, grouped_by, publisher_state, media_type, message from core.documents"
)


class PageFacts(msgspec.Struct, frozen=True):
    """A document that may be shown, and the size of one of its pages in points."""

    document_id: str
    n_pages: int
    width: float
    height: float
    media_type: str


def page_facts(desk: Desk, document_id: str, page: int) -> PageFacts | None:
    """The page, where the published build has its document and nobody has withdrawn it."""
    document = desk.once(
        ("document", document_id),
        lambda: next(
            iter(desk.rows(f"{_DOCUMENT} where document_id = $id", {"id": document_id})), None
        ),
    )
    if not document or document["status"] not in _MAY_BE_SHOWN:
        return None
    n_pages = document["n_pages"] or 0
    if document["publisher_state"] == "withdrawn" or not 1 <= page <= n_pages:
        return None
    width, height = _sizes(desk, document_id).get(page, _A4)
    return PageFacts(document_id, n_pages, width, height, document["media_type"] or "")


def _sizes(desk: Desk, document_id: str) -> dict[int, tuple[float, float]]:
    sql = "select page, width, height from core.pages where document_id = $document"
    return _of(
        desk,
        document_id,
        sql,
        lambda rows: {
            row["page"]: (row["width"] or _A4[0], row["height"] or _A4[1]) for row in rows
        },
    )


def held_lines(desk: Desk, document_id: str, page: int) -> list[tuple[float, ...]]:
    """Where the lines of held statements stand on a page: left, top, right, bottom, in points."""
    found = desk.rows(
        "select e.x0, e.top, e.x1, e.bottom from core.evidence e join core.statements s"
        " using (statement_id) where s.is_held and s.document_id = $document and e.page = $page"
        " order by all",
        {"document": document_id, "page": page},
    )
    return [tuple(row.values()) for row in found]


def printed_lines(desk: Desk, document_id: str, page: int) -> list[Row]:
    """The printed lines of all statements on a page, statement after statement."""

    def ask() -> dict[int, list[Row]]:
        rows = cards_of(desk, document_id)
        if not rows:
            return {}
        shown = {row["statement_id"] for row in rows}
        numbers = [row["statement_no"] for row in rows]
        lines = desk.table(
            "select page, statement_id, x0, top, x1, bottom from core.evidence"
            " where statement_no between $first and $last order by statement_no, line",
            {"first": min(numbers), "last": max(numbers)},
        )[1]
        found: dict[int, list[Row]] = {}
        for at, name, *box in lines:
            if name in shown:
                places = dict(zip(("x0", "top", "x1", "bottom"), box, strict=True))
                found.setdefault(at, []).append({"statement_id": name, **places})
        return found

    return desk.once(("lines", document_id), ask).get(page, [])


def documents_of(desk: Desk, review_id: str) -> list[Row]:
    """The documents of a review with how many statements each gave, the report first."""

    def ask() -> list[Row]:
        found = desk.rows(f"{_DOCUMENT} where review_id = $review", {"review": review_id})
        types, n_statements = report_types(desk), _counted(desk)
        for row in found:
            row["type_label"] = types.get(row["document_type"], row["document_type"])
            row["n_statements"] = n_statements.get(row["document_id"], 0)
            # What page_facts asks for next.
            desk.once(("document", row["document_id"]), partial(_itself, row))
        return sorted(
            found, key=lambda d: (not d["is_primary"], d["role"] or "~", d["file_name"] or "~")
        )

    return desk.once(("documents", review_id), ask)


def _counted(desk: Desk) -> dict[str, int]:
    """How many statements each document gave: counting all takes as long as ten of them."""

    def ask() -> dict[str, int]:
        _, rows = desk.table("select document_id, count(*) from core.statements group by all")
        return dict(rows)

    return desk.once("statements of documents", ask, stays=True)


def stated(desk: Desk, document_id: str) -> list[Row]:
    """What the document says of itself: field, value, how sure, page, printed words, rule."""
    return _of(
        desk,
        document_id,
        "select field, value, confidence, page, quote, rule from core.stated"
        " where document_id = $document order by field",
        _as_it_is,
    )


def left_out(desk: Desk, document_id: str) -> list[Row]:
    """What was left out of a document or could not be read."""
    return _of(
        desk,
        document_id,
        "select severity, code, message, page from issues where document_id = $document"
        " order by page nulls first, code",
        _as_it_is,
    )


def abstained(desk: Desk, document_id: str) -> dict[str, list[Row]]:
    """Themes too uncertain to be given, by statement."""

    def by_statement(rows: list[Row]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row["statement_id"], []).append(row)
        return found

    return _of(
        desk,
        document_id,
        "select a.statement_id, a.theme_id, t.label, a.score from core.abstained a"
        " join core.themes t using (theme_id) where a.document_id = $document"
        " order by a.score desc, a.theme_id",
        by_statement,
    )


def _of(desk: Desk, document_id: str, sql: str, shape: Callable[[list[Row]], _Shape]) -> _Shape:
    """The answer about one document, remembered."""
    return desk.once((sql, document_id), lambda: shape(desk.rows(sql, {"document": document_id})))


def _itself(row: Row) -> Row:
    return row


def _as_it_is(rows: list[Row]) -> list[Row]:
    return rows
