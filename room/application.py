"""The web application: its routes, its guard, and what its pages share."""

from __future__ import annotations

import contextlib
from typing import Any

import jinja2
import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from archive.errors import UserError
from archive.places import Places
from briefings.selection import BriefingError
from briefings.shortlist import ShortlistError
from room.asking import posted
from room.corrections import Corrected
from room.pages import (
    candidates,
    correcting,
    coverage,
    door,
    home,
    lists,
    own,
    packs,
    pictures,
    quoting,
    review,
    search,
    session,
    themes,
)
from room.pictures import Pictures
from room.questions.themes import labels
from room.rendering import FOLDER, problem, templates
from room.security import Guard, Secrets, add_headers
from room.session import Tray
from room.settings import RoomSettings
from room.turns import aside, in_turn
from warehouse.desk import Desk, frequencies, register, stems, totals
from warehouse.errors import QueryError, WarehouseError

_SESSION = {
    "about": home.save,
    "asked": session.asked,
    "bring-back": session.bring_back,
    "choose": candidates.choose,
    "done": packs.done,
    "fill": candidates.fill,
    "focus": session.focus,
    "keep": session.keep,
    "leave-out": session.leave_out,
    "move": session.move,
    "note": session.note,
    "own": own.save,
    "own-move": own.move,
    "own-out": own.take_out,
    "pack": packs.write,
    "review-words": own.save_review,
    "strike": session.strike,
    "take-out": session.take_out,
}


class Room(msgspec.Struct, frozen=True):
    """What every page may use."""

    settings: RoomSettings
    keys: Secrets
    desk: Desk
    pictures: Pictures
    templates: jinja2.Environment
    tray: Tray
    corrected: Corrected


def application(settings: RoomSettings) -> Starlette:
    """The pages over one data folder. Raises RoomError for settings that are not safe."""
    settings.check()
    places = Places(settings.data)
    desk = Desk(places.warehouse, places.builds)
    keys = Secrets(settings.token)
    app = Starlette(
        routes=_routes(),
        lifespan=in_turn,
        middleware=[Middleware(Guard, settings=settings, keys=keys)],
        exception_handlers={
            HTTPException: _refused,
            QueryError: _misunderstood,
            WarehouseError: _no_warehouse,
            ShortlistError: _file_problem,
            BriefingError: _nothing_offered,
            UserError: _file_problem,
            Exception: _broken,
        },
    )
    app.state.room = Room(
        settings,
        keys,
        desk,
        Pictures(settings.data, desk),
        templates(),
        Tray(settings.shortlist),
        Corrected(places.corrections),
    )
    return app


def warm(app: Starlette) -> None:
    """Prepare what pages share, so that the first reader does not have to wait for it."""
    room: Room = app.state.room
    desk = room.desk
    for name in room.templates.list_templates():
        room.templates.get_template(name)
    with contextlib.suppress(WarehouseError, QueryError):  # the page that needs it will say so
        totals(desk)
        frequencies(desk)
        register(desk)
        stems(desk)
        labels(desk)
        coverage.answers(desk)


def _routes() -> list[Any]:
    return [
        Mount("/static", StaticFiles(directory=FOLDER / "static"), name="static"),
        Route("/enter", door.ask),
        Route("/enter", posted(door.enter), methods=["POST"]),
        Route("/note-read", posted(door.note_read), methods=["POST"]),
        Route("/keys", posted(door.keys), methods=["POST"]),
        Route("/", home.home),
        Route("/candidates", aside(candidates.show)),
        Route("/session/pack", packs.show),
        Route("/session/pack/{name}", packs.download),
        Route("/session/note/{statement_id}", session.ask_note),
        Route("/session/own", own.ask),
        Route("/session/review-words/{review_id}", own.ask_review),
        *(
            Route(f"/session/{name}", posted(handler), methods=["POST"])
            for name, handler in _SESSION.items()
        ),
        Route("/statements/{statement_id}/correct", correcting.ask),
        Route("/statements/{statement_id}/correct", posted(correcting.save), methods=["POST"]),
        Route("/reviews", review.listing),
        Route("/reviews/{review_id}", review.show),
        Route("/statements/{statement_id}", review.statement),
        Route("/statements/{statement_id}/quote", quoting.page),
        Route("/statements/{statement_id}/quote.json", quoting.both),
        Route("/search", search.search),
        Route("/like/{statement_id}", search.like),
        Route("/lists/worked", lists.ready),
        Route("/lists/questions", lists.ready),
        Route("/lists/asked", lists.asked),
        Route("/themes", themes.listing),
        Route("/themes/{theme_id}", themes.show),
        Route("/themes/{theme_id}/trend.svg", themes.trend),
        Route("/coverage", coverage.show),
        Route("/coverage/report", coverage.report),
        Route("/pictures/{document_id}/{page:int}.png", pictures.picture),
    ]


async def _refused(request: Request, error: Exception) -> Response:
    found = error if isinstance(error, HTTPException) else HTTPException(500)
    titles = {404: "Page not found", 403: "Nothing was changed"}
    messages = {
        404: "There is no such page in this build of the warehouse. It may have been withdrawn or "
        "purged. Search for it, or start from a review.",
        405: "This address only accepts forms. Go back to the page that you came from.",
    }
    title = titles.get(found.status_code, "This cannot be done")
    default = str(found.detail)
    message = messages.get(found.status_code, default)
    if found.status_code == 404 and found.detail != "Not Found":
        message = default
    return problem(request, found.status_code, title, message)


async def _misunderstood(request: Request, error: Exception) -> Response:
    return problem(request, 400, "This question cannot be answered", str(error))


async def _no_warehouse(request: Request, error: Exception) -> Response:
    return problem(request, 503, "The warehouse cannot be read now", str(error))


async def _file_problem(request: Request, error: Exception) -> Response:
    return problem(request, 409, "A file must be corrected first", str(error))


async def _nothing_offered(request: Request, error: Exception) -> Response:
    return problem(request, 409, "Nothing can be offered yet", str(error))


async def _broken(request: Request, _: Exception) -> Response:
    message = (
        "An error in this program stopped this page. Nothing was changed. The window that runs "
        "`reviews read` shows the details: please report them."
    )
    answer = problem(request, 500, "Something went wrong", message)
    add_headers(answer.headers)  # Starlette answers errors of ours outside of the guard
    return answer
