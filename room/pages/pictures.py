"""The picture of a page."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response


def picture(request: Request) -> Response:
    """A page as PNG, without what the page does not show."""
    document_id, page = request.path_params["document_id"], request.path_params["page"]
    is_id = len(document_id) == 64 and set(document_id) <= set("0123456789abcdef")
    if not is_id or not 1 <= page <= 100_000:
        raise HTTPException(404)
    drawn = request.app.state.room.pictures.picture(document_id, page)
    if drawn is None:
        raise HTTPException(404, "This page cannot be shown.")
    # A browser must not keep it, because a purged document must be gone.
    return Response(drawn, media_type="image/png")
