"""What the warehouse holds and what it lacks."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from archive.accepted import load_held
from archive.places import Places
from room.questions import coverage
from room.rendering import render
from vocabulary.issues import issue_codes


def show(request: Request) -> Response:
    """Sources, years, what was not read or held, and the last run."""
    desk = request.app.state.room.desk
    codes = issue_codes()
    issues = desk.once("issues", lambda: coverage.held(desk))
    held_build = load_held(Places(request.app.state.room.settings.data))
    return render(
        request,
        "coverage.html",
        sums=desk.once("sums", lambda: coverage.sums(desk)),
        run=desk.once("run", lambda: coverage.last_run(desk)),
        sources=desk.once("sources", lambda: coverage.by_source(desk)),
        never=desk.once("never", lambda: coverage.never_collected(desk)),
        years=desk.once("years", lambda: coverage.by_year(desk)),
        unread=desk.once("unread", lambda: coverage.unread(desk)),
        held_build=held_build.build_id if held_build else "",
        held=[(row, codes.get(row["code"])) for row in issues],
    )
