"""What the cards of a page show beside the warehouse's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from room.asking import Fields, is_fragment, local
from room.questions import statements, themes
from room.rendering import back, render
from room.session import Marks


def marks(request: Request, rows: Iterable[dict[str, Any]]) -> Marks:
    """The session's marks, and what people corrected of these statements."""
    room = request.app.state.room
    labels = themes.labels(room.desk)
    said = {row["statement_id"]: room.corrected.of(row, labels) for row in rows}
    mine: Marks = room.tray.marks()
    return msgspec.structs.replace(
        mine, corrections={name: told for name, told in said.items() if told}
    )


def answer(request: Request, fields: Fields, row: dict[str, Any]) -> Response:
    """The card again where htmx asked, else the page that the form was sent from."""
    here = local(fields.get("back", "/"))
    if not is_fragment(request):
        return back(f"{here.split('#')[0]}#s-{row['statement_id']}")
    fresh = statements.one(request.app.state.room.desk, row["statement_id"]) or row
    return render(
        request,
        "card.html",
        s=fresh,
        tray=marks(request, [fresh]),
        back_to=here,
        # The page of a review names it already.
        with_review=not here.startswith("/reviews/"),
    )
