"""Ready lists: what worked, what was asked before, questions to ask."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from room.asking import whole, words
from room.pages.cards import marks
from room.questions import themes
from room.rendering import query, render
from warehouse.desk import advice, cards, totals
from warehouse.desk import ready as ready_list

_ON_A_PAGE = 20
_LISTS = {
    "worked": ("What worked", "good_practice", "Good practice"),
    "questions": ("Questions", "question", "Questions that reviews put to boards and to readers"),
}


def _themes(request: Request) -> tuple[dict[str, float], str]:
    """The themes of a list with their weights: the one that was named, all themes, or the
    session's.
    """
    named = words(request, "theme")
    if named == "all":
        return {}, "all"
    if named:
        return {named: 1.0}, named
    return request.app.state.room.tray.themes(), ""


def ready(request: Request) -> Response:
    """Good practice or questions on the session's themes."""
    name = "worked" if request.url.path.endswith("worked") else "questions"
    title, kind, what = _LISTS[name]
    desk = request.app.state.room.desk
    chosen, named = _themes(request)
    at = whole(request, "at", 1, 1000)
    found = ready_list(desk, kind, chosen, skip=(at - 1) * _ON_A_PAGE, limit=_ON_A_PAGE)
    rows = cards(desk, found.numbers)
    return render(
        request,
        "list.html",
        name=name,
        title=title,
        what=what,
        rows=rows,
        n=found.n_statements,
        n_reviews=found.n_reviews,
        total=totals(desk).get(("all", "all"), 0),
        chosen=chosen,
        named=named,
        labels=themes.labels(desk),
        places=request.app.state.room.tray.read().take.leave_out_places,
        at=at,
        last=max(1, -(-found.n_statements // _ON_A_PAGE)),
        address=f"/lists/{name}{query(theme=named)}",
        tray=marks(request, rows),
    )


def asked(request: Request) -> Response:
    """Advice that was given more than once, with boards, nations and years."""
    desk = request.app.state.room.desk
    chosen, named = _themes(request)
    at = whole(request, "at", 1, 1000)
    rows, n = advice(desk, list(chosen), skip=(at - 1) * _ON_A_PAGE, limit=_ON_A_PAGE)
    return render(
        request,
        "asked.html",
        rows=rows,
        n=n,
        chosen=chosen,
        named=named,
        labels=themes.labels(desk),
        places=request.app.state.room.tray.read().take.leave_out_places,
        at=at,
        last=max(1, -(-n // _ON_A_PAGE)),
        address=f"/lists/asked{query(theme=named)}",
        in_session=request.app.state.room.tray.asked(),
    )
