"""What is behind a page and a statement: sizes, facts with their place, themes held back.

A document is asked for once, with all of its pages: whoever reads one reads the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from vocabulary.statuses import readable
from warehouse.desk.cards import cards_of
from warehouse.desk.connection import Desk
from warehouse.desk.labels import labels
from warehouse.desk.papers import A4, papers

Row = dict[str, Any]
_Shape = TypeVar("_Shape")


class PageFacts(msgspec.Struct, frozen=True):
    """A document that may be shown, and the size of one of its pages in points."""

    document_id: str
    n_pages: int
    width: float
    height: float
    media_type: str


def page_facts(desk: Desk, document_id: str, page: int) -> PageFacts | None:
    """The page, where the published build has its document and nobody has withdrawn it."""
    document = papers(desk).row(document_id)
    if not document or document["status"] not in readable():
        return None
    n_pages = document["n_pages"] or 0
    if document["publisher_state"] == "withdrawn" or not 1 <= page <= n_pages:
        return None
    size = document["width"], document["height"]
    if size[0] is None:
        size = _sizes(desk, document_id).get(page, A4)
    return PageFacts(document_id, n_pages, *size, document["media_type"] or "")


def _sizes(desk: Desk, document_id: str) -> dict[int, tuple[float, float]]:
    sql = "select page, width, height from core.pages where document_id = $document"
    return _of(
        desk,
        document_id,
        sql,
        lambda rows: {row["page"]: (row["width"] or A4[0], row["height"] or A4[1]) for row in rows},
    )


def held_lines(desk: Desk, document_id: str, page: int) -> list[tuple[float, ...]]:
    """Where the lines of held statements are on a page: left, top, right, bottom, in points."""
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
        shown = {row["statement_no"]: row["statement_id"] for row in rows}
        # Sorted here: it takes the warehouse longer than all the rest.
        lines = sorted(
            desk.table(
                "select statement_no, line, page, x0, top, x1, bottom from core.evidence"
                " where statement_no between $first and $last",
                {"first": min(shown), "last": max(shown)},
            )[1]
        )
        found: dict[int, list[Row]] = {}
        for number, _, at, *box in lines:
            if number in shown:
                places = dict(zip(("x0", "top", "x1", "bottom"), box, strict=True))
                found.setdefault(at, []).append({"statement_id": shown[number], **places})
        return found

    return desk.once(("lines", document_id), ask).get(page, [])


def documents_of(desk: Desk, review_id: str) -> list[Row]:
    """The documents of a review with how many statements each gave, the report first."""

    shelf = papers(desk)
    return sorted(
        (shelf.at(place) for place in shelf.of_review.get(review_id, ())),
        key=lambda d: (not d["is_primary"], d["role"] or "~", d["file_name"] or "~"),
    )


def stated(desk: Desk, document_id: str) -> list[Row]:
    """What the document says of itself: field, value, how sure, page, printed words, rule."""
    return _of(
        desk,
        document_id,
        "select field, value, confidence, page, quote, rule from core.stated"
        " where document_id = $document",
        lambda rows: sorted(rows, key=lambda row: row["field"]),
    )


def left_out(desk: Desk, document_id: str) -> list[Row]:
    """What was left out of a document or could not be read."""
    return _of(
        desk,
        document_id,
        "select severity, code, message, page from core.issues where document_id = $document",
        lambda rows: sorted(rows, key=lambda row: (row["page"] or 0, row["code"])),
    )


def abstained(desk: Desk, document_id: str) -> dict[str, list[Row]]:
    """Themes too uncertain to be given, by statement."""

    called = labels(desk)

    def by_statement(rows: list[Row]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: (-row["score"], row["theme_id"])):
            row["label"] = called.name_of(row["theme_id"])
            found.setdefault(row["statement_id"], []).append(row)
        return found

    return _of(
        desk,
        document_id,
        "select statement_id, theme_id, score from core.abstained where document_id = $document",
        by_statement,
    )


def _of(desk: Desk, document_id: str, sql: str, shape: Callable[[list[Row]], _Shape]) -> _Shape:
    """The answer about one document, remembered."""
    return desk.once((sql, document_id), lambda: shape(desk.rows(sql, {"document": document_id})))
