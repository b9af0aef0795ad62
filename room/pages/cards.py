"""What the cards of a page show in addition to the warehouse's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from room.asking import Fields, is_fragment, local, tidy
from room.questions import statements, themes
from room.rendering import back, render
from room.session import Marks
from warehouse.desk import Desk, forms_of, places_of

Row = dict[str, Any]


def marks(request: Request, rows: Iterable[dict[str, Any]]) -> Marks:
    """The session's marks, and people's corrections of these statements."""
    room = request.app.state.room
    labels = themes.labels(room.desk)
    said = {row["statement_id"]: room.corrected.of(row, labels) for row in rows}
    mine: Marks = room.tray.marks()
    return msgspec.structs.replace(
        mine, corrections={name: told for name, told in said.items() if told}
    )


def as_found(desk: Desk, rows: list[Row], words: str) -> list[Row]:
    """The statements with the words that were searched for marked, not those of their themes."""
    if not words:
        return rows
    forms = forms_of(desk, words)
    return [{**row, "spans": places_of(forms, row["text"])} for row in rows]


def _searched_for(address: str) -> str:
    """The words that a page was searched for, in all statements or in those of one review."""
    parts = urlsplit(address)
    name = "q" if parts.path == "/search" else "find"
    return tidy(next(iter(parse_qs(parts.query).get(name, [])), ""))


def answer(request: Request, fields: Fields, row: dict[str, Any]) -> Response:
    """The new card if htmx asked for it, otherwise the page that the form was sent from."""
    here = local(fields.get("back", "/"))
    if not is_fragment(request):
        return back(f"{here.split('#')[0]}#s-{row['statement_id']}")
    desk = request.app.state.room.desk
    fresh = statements.one(desk, row["statement_id"]) or row
    find = _searched_for(here)
    (fresh,) = as_found(desk, [fresh], find)
    return render(
        request,
        "card.html",
        s=fresh,
        tray=marks(request, [fresh]),
        back_to=here,
        find=find,
        # The page of a review already has its name.
        with_review=not here.startswith("/reviews/"),
    )
