"""The list of reviews, and one review: its pages beside its statements."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from room.asking import whole, words
from room.pages.cards import as_found, marks
from room.pictures import PageSheet
from room.questions import reviews, statements, themes
from room.rendering import query, render
from warehouse.desk import (
    Desk,
    PageFacts,
    abstained,
    cards,
    cards_of,
    documents_of,
    inside,
    left_out,
    page_facts,
    printed_lines,
    stated,
)
from warehouse.errors import QueryError

_ON_A_LIST, _ON_ALL = 40, 2000
_HITS = 200


def listing(request: Request) -> Response:
    """The list of reviews."""
    desk = request.app.state.room.desk
    asked = {name: words(request, name) for name in ("q", "nation", "family")}
    at = whole(request, "at", 1)
    rows, n = reviews.listed(
        desk,
        asked["q"],
        nation=asked["nation"],
        family=asked["family"],
        skip=(at - 1) * _ON_A_LIST,
        limit=_ON_A_LIST,
    )
    last = max(1, -(-n // _ON_A_LIST))
    nations = desk.once("nations", lambda: reviews.values(desk, "nation"))
    families = desk.once("families", lambda: reviews.values(desk, "report_family"))
    return render(
        request,
        "reviews.html",
        rows=rows,
        n=n,
        total=reviews.total(desk),
        at=min(at, last),
        last=last,
        asked=asked,
        named=themes.named(desk, asked["q"]),
        nations=nations,
        families=families,
    )


def statement(request: Request) -> Response:
    """Redirect to the page of the review that a statement is on."""
    found = statements.one(request.app.state.room.desk, request.path_params["statement_id"])
    if found is None:
        raise HTTPException(
            404,
            "There is no such statement in this build of the warehouse. Its report may have been "
            "withdrawn or purged, or a correction has changed it.",
        )
    return RedirectResponse(address_of(found), 303)


def address_of(row: dict[str, Any], find: str = "") -> str:
    """Where a statement is shown on its page."""
    rest = query(
        document=row["document_id"],
        page=row["page_first"],
        statement=row["statement_id"],
        find=find,
    )
    return f"/reviews/{row['review_id']}{rest}#s-{row['statement_id']}"


def show(request: Request) -> Response:
    """A review: one of its pages beside the statements on it, and the facts about the review."""
    desk = request.app.state.room.desk
    review = reviews.review(desk, request.path_params["review_id"])
    if review is None:
        raise HTTPException(
            404,
            "There is no such review in this build of the warehouse. It may have been withdrawn or "
            "purged.",
        )
    documents = documents_of(desk, review["review_id"])
    document = _document(documents, words(request, "document"))
    view = words(request, "view")
    if view == "all" and document:
        return _all(request, review, documents, document)
    if view == "similar":
        similar = reviews.similar(desk, review["review_id"])
        return render(
            request,
            "review_similar.html",
            review=review,
            documents=documents,
            document=document,
            similar=similar,
            tab="similar",
        )
    if view == "about" or document is None:
        return _about(request, review, documents, document)
    return _page(request, review, documents, document)


def _document(documents: list[dict[str, Any]], wanted: str) -> dict[str, Any] | None:
    named = [d for d in documents if d["document_id"] == wanted]
    return next(iter(named or documents), None)


def _page(
    request: Request,
    review: dict[str, Any],
    documents: list[dict[str, Any]],
    document: dict[str, Any],
) -> Response:
    room = request.app.state.room
    desk, document_id = room.desk, document["document_id"]
    find = words(request, "find")
    hits, n_hits, problem = _hits(desk, find, review["review_id"])
    if hits and not {"page", "statement"} & request.query_params.keys():
        return RedirectResponse(address_of(hits[0], find), 303)
    order = cards_of(desk, document_id)
    first = order[0]["page_first"] if order else 1
    n_pages = document["n_pages"] or 0
    number = min(whole(request, "page", first), max(n_pages, 1))
    rows = statements.of_page(desk, document_id, number)
    chosen = words(request, "statement", 40)
    sheet = room.pictures.sheets(document_id).get(number)
    facts = page_facts(desk, document_id, number)
    return render(
        request,
        "review.html",
        review=review,
        documents=documents,
        document=document,
        page=number,
        n_pages=n_pages,
        label=_label(rows, sheet, number),
        facts=facts,
        has_picture=room.pictures.has(document_id, number),
        boxes=_boxes(desk, document_id, number, facts, rows),
        rows=as_found(desk, rows, find),
        chosen=chosen,
        around=_around(order, chosen, number),
        with_statements=sorted({row["page_first"] for row in order}),
        left_out=[i for i in left_out(desk, document_id) if i["page"] == number],
        n_hidden=len(sheet.hidden) if sheet else 0,
        unsure=abstained(desk, document_id),
        tray=marks(request, rows),
        find=find,
        hits=hits,
        n_hits=n_hits,
        n_in_all=sum(d["n_statements"] for d in documents),
        problem=problem,
        tab="pages",
    )


def _all(
    request: Request,
    review: dict[str, Any],
    documents: list[dict[str, Any]],
    document: dict[str, Any],
) -> Response:
    desk = request.app.state.room.desk
    kind = words(request, "kind")
    every = cards_of(desk, document["document_id"])
    rows = every[:_ON_ALL]
    counts = {name: sum(r["kind"] == name for r in rows) for name in {r["kind"] for r in rows}}
    return render(
        request,
        "review_all.html",
        review=review,
        documents=documents,
        document=document,
        rows=[row for row in rows if not kind or row["kind"] == kind],
        n_all=len(rows),
        n_in_all=len(every),
        counts=counts,
        kind=kind,
        unsure=abstained(desk, document["document_id"]),
        tray=marks(request, rows),
        tab="all",
    )


def _about(
    request: Request,
    review: dict[str, Any],
    documents: list[dict[str, Any]],
    document: dict[str, Any] | None,
) -> Response:
    room = request.app.state.room
    desk = room.desk
    document_id = document["document_id"] if document else ""
    sheets = room.pictures.sheets(document_id) if document else {}
    return render(
        request,
        "review_about.html",
        review=review,
        documents=documents,
        document=document,
        stated=stated(desk, document_id),
        issues=left_out(desk, document_id),
        hidden={number: len(sheet.hidden) for number, sheet in sheets.items() if sheet.hidden},
        themes=reviews.themes_of(desk, review["review_id"]) if review["is_counted"] else [],
        dropped=room.corrected.dropped(
            document_id,
            {row["statement_id"] for row in cards_of(desk, document_id)},
            themes.labels(desk),
        ),
        responses=reviews.responses(desk, review["review_id"]),
        tab="about",
    )


def _label(rows: list[dict[str, Any]], sheet: PageSheet | None, number: int) -> str | None:
    """The printed number of the page."""
    if sheet and sheet.label:
        return sheet.label
    starts = [r["page_label_first"] for r in rows if r["page_first"] == number]
    return next((str(label) for label in starts if label), None)


def _boxes(
    desk: Any,
    document_id: str,
    page: int,
    facts: PageFacts | None,
    rows: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Each statement's lines on the page, as rectangles in points."""
    if facts is None:
        return []
    by_statement: dict[str, list[dict[str, Any]]] = {}
    for line in printed_lines(desk, document_id, page):
        by_statement.setdefault(line["statement_id"], []).append(
            {
                "x": round(line["x0"] - 2, 1),
                "y": round(line["top"] - 1, 1),
                "width": round(line["x1"] - line["x0"] + 4, 1),
                "height": round(line["bottom"] - line["top"] + 2, 1),
            }
        )
    return [
        {"row": row, "lines": by_statement[row["statement_id"]]}
        for row in rows
        if row["statement_id"] in by_statement
    ]


def _around(
    order: list[dict[str, Any]], chosen: str, page: int
) -> dict[str, dict[str, Any] | None]:
    """The statements before and after the chosen one, or before and after this page."""
    places = [n for n, row in enumerate(order) if row["statement_id"] == chosen]
    if places:
        before, after = places[0] - 1, places[0] + 1
    else:
        before = max((n for n, r in enumerate(order) if r["page_first"] < page), default=-1)
        after = next((n for n, r in enumerate(order) if r["page_first"] >= page), len(order))
    return {
        "before": order[before] if before >= 0 else None,
        "after": order[after] if after < len(order) else None,
    }


def _hits(desk: Desk, find: str, review_id: str) -> tuple[list[dict[str, Any]], int, str]:
    """The first statements of this review that contain the words, how many there are, and what is
    wrong with the words.
    """
    try:
        found = inside(desk, find, review_id) if find else []
    except QueryError as error:
        return [], 0, str(error)
    return cards(desk, found[:_HITS]), len(found), ""
