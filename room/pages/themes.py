"""The list of themes, and one theme."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from room import charts
from room.asking import words
from room.questions import themes
from room.rendering import render

# A picture has no access to the page; matplotlib's own styles are in it.
_OF_A_PICTURE = "default-src 'none'; style-src 'unsafe-inline'"


def listing(request: Request) -> Response:
    """All themes by group."""
    return render(request, "themes.html", rows=themes.listed(request.app.state.room.desk))


def show(request: Request) -> Response:
    """One theme: what it means, how often it is found, and how reliable that is."""
    desk = request.app.state.room.desk
    theme = themes.theme(desk, request.path_params["theme_id"])
    if theme is None:
        raise HTTPException(404, "There is no such theme. The list of themes shows what there is.")
    theme_id = theme["theme_id"]
    return render(
        request,
        "theme.html",
        theme=theme,
        rates=themes.review_rates(desk, theme_id),
        crosswalk=themes.crosswalk(desk, theme_id),
        trend={name: rows for name, rows in themes.trend(desk, theme_id).items() if rows},
        together=themes.together(desk, theme_id),
        reviews=themes.reviews_with(desk, theme_id),
    )


def trend(request: Request) -> Response:
    """Its trend as a picture."""
    desk = request.app.state.room.desk
    theme = themes.theme(desk, request.path_params["theme_id"])
    if theme is None:
        raise HTTPException(404)
    theme_id, is_narrow = theme["theme_id"], words(request, "narrow") == "yes"
    drawn = desk.once(
        ("chart", theme_id, is_narrow),
        lambda: charts.trend(theme["label"], themes.trend(desk, theme_id), is_narrow=is_narrow),
    )
    return Response(
        drawn, media_type="image/svg+xml", headers={"Content-Security-Policy": _OF_A_PICTURE}
    )
