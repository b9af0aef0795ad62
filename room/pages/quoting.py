"""Copying a quote."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from room.questions import statements
from room.quoting import as_html, as_text
from room.rendering import render


def page(request: Request) -> Response:
    """The quote in boxes to copy from, for browsers without scripts."""
    row = _row(request)
    return render(request, "quote.html", row=row, text=as_text(row), html=as_html(row))


def both(request: Request) -> Response:
    """The quote for the clipboard, as text and as HTML."""
    row = _row(request)
    return JSONResponse({"text": as_text(row), "html": str(as_html(row))})


def _row(request: Request) -> dict[str, object]:
    found = statements.one(request.app.state.room.desk, request.path_params["statement_id"])
    if found is None:
        raise HTTPException(404, "There is no such statement in this build of the warehouse.")
    return found
