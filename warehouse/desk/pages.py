"""What is behind a page and a statement: sizes, facts with their place, themes held back."""

from __future__ import annotations

from typing import Any

import msgspec

from warehouse.desk.connection import Desk


class PageFacts(msgspec.Struct, frozen=True):
    """A document that may be shown, and the size of one of its pages in points."""

    document_id: str
    n_pages: int
    width: float
    height: float
    media_type: str


_MAY_BE_SHOWN = "('ok', 'partial', 'scanned_ocr')"  # a withdrawn document is not


def page_facts(desk: Desk, document_id: str, page: int) -> PageFacts | None:
    """The page, where the published build has its document and nobody has withdrawn it."""
    found = desk.rows(
        "select d.document_id, coalesce(d.n_pages, 0) as n_pages, coalesce(p.width, 595) as width,"
        " coalesce(p.height, 842) as height, coalesce(d.media_type, '') as media_type"
        " from core.documents d"
        " left join core.pages p on p.document_id = d.document_id and p.page = $page"
        f" where d.document_id = $document and d.status in {_MAY_BE_SHOWN}"
        " and coalesce(d.publisher_state, '') <> 'withdrawn'"
        " and $page between 1 and coalesce(d.n_pages, 0)",
        {"document": document_id, "page": page},
    )
    return msgspec.convert(found[0], PageFacts) if found else None


def printed_lines(desk: Desk, document_id: str, page: int) -> list[dict[str, Any]]:
    """The printed lines of all statements on a page, statement after statement."""
    return desk.rows(
        "select statement_id, x0, top, x1, bottom from core.evidence where page = $page"
        " and statement_no in (select statement_no from core.statements"
        " where document_id = $document and $page between page_first and page_last)"
        " order by statement_id, line",
        {"document": document_id, "page": page},
    )


def documents_of(desk: Desk, review_id: str) -> list[dict[str, Any]]:
    """The documents of a review with how many statements each gave, the report first."""
    return desk.rows(
        "select d.*, coalesce(t.label, d.document_type) as type_label, coalesce(s.n, 0) as"
        " n_statements from documents d left join core.report_types t on t.code = d.document_type"
        " left join (select document_id, count(*) as n from core.statements where document_id in"
        " (select document_id from core.documents where review_id = $review)"
        " group by document_id) s on s.document_id = d.document_id"
        " where d.review_id = $review order by d.is_primary desc, d.role, d.file_name",
        {"review": review_id},
    )


def stated(desk: Desk, document_id: str) -> list[dict[str, Any]]:
    """What the document says of itself: field, value, how sure, page, printed words, rule."""
    return desk.rows(
        "select field, value, confidence, page, quote, rule from core.stated"
        " where document_id = $document order by field",
        {"document": document_id},
    )


def abstained(desk: Desk, document_id: str) -> list[dict[str, Any]]:
    """Themes too uncertain to be given, by statement."""
    return desk.rows(
        "select a.statement_id, a.theme_id, t.label, a.score from core.abstained a"
        " join core.themes t using (theme_id) where a.document_id = $document"
        " order by a.score desc, a.theme_id",
        {"document": document_id},
    )
