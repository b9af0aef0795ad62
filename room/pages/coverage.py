"""What the warehouse holds and what it lacks."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from archive.accepted import waiting_held
from archive.errors import UserError
from archive.places import Places
from room.questions import coverage
from room.rendering import render
from vocabulary.issues import issue_codes
from warehouse.desk import Desk


def show(request: Request) -> Response:
    """Sources, years, what was not read or held, and the last run."""
    room = request.app.state.room
    codes = issue_codes()
    found = answers(room.desk)
    held_build = waiting_held(Places(room.settings.data))
    return render(
        request,
        "coverage.html",
        sums=found["sums"],
        run=found["run"],
        sources=found["sources"],
        never=found["never"],
        years=found["years"],
        unread=found["unread"],
        held_build=held_build.build_id if held_build else "",
        held=[(row, codes.get(row["code"])) for row in found["issues"]],
    )


def report(request: Request) -> Response:
    """What the last run did, as `reviews report` tells it."""
    from pipelines.reporting.content import blocks  # noqa: PLC0415 - few look at it
    from pipelines.reporting.keep import last_summary  # noqa: PLC0415

    try:
        summary = last_summary(request.app.state.room.settings.data)
    except UserError as problem:
        raise HTTPException(404, str(problem)) from problem
    return render(request, "report.html", blocks=list(blocks(summary)))


def answers(desk: Desk) -> dict[str, Any]:
    """What the page shows for a build. It stays the same until another build is published."""
    return desk.once(
        "coverage",
        lambda: {
            "sums": coverage.sums(desk),
            "run": coverage.last_run(desk),
            "sources": coverage.by_source(desk),
            "never": coverage.never_collected(desk),
            "years": coverage.by_year(desk),
            "unread": coverage.unread(desk),
            "issues": coverage.held(desk),
        },
        stays=True,
    )
