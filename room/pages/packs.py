"""The pack of the session: slides, handout, notes and a page, written on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from briefings.selection import BriefingError
from briefings.selection.used import Used, day_of, held_on, record
from briefings.shortlist import Shortlist
from room.asking import Fields
from room.rendering import render
from room.session import UNTITLED, changes

if TYPE_CHECKING:
    from briefings.pack import Rendered

_SUFFIXES = frozenset({".pptx", ".docx", ".md", ".html"})
_SETTINGS = "team.yaml"
_CALLED = {  # by the end of the file's name, the longest first
    "-facilitator.docx": "Facilitator’s notes (Word)",
    "-handout.docx": "Handout (Word)",
    ".pptx": "Slides (PowerPoint)",
    ".html": "One page for a browser",
    ".md": "All of it as plain text",
}


def show(request: Request) -> Response:
    """The form, and the files that were written before."""
    return _page(request, None, "")


def write(request: Request, fields: Fields) -> Response:
    """Write the pack, or say why that is not possible."""
    # Office libraries take time and memory, and most readers do not need them.
    from briefings.pack import Choices, PackError  # noqa: PLC0415
    from briefings.pack import render as render_pack  # noqa: PLC0415

    room = request.app.state.room
    session, path = room.tray.read(), room.tray.path
    if not _has_content(session):
        return _page(request, None, "Your session is empty.", 409)
    beside = path.with_name(_SETTINGS)
    choices = Choices(
        settings=beside if beside.exists() else None,
        accepts_recognisable=fields.get("accept") == "yes",
        is_as_proposed=room.tray.is_as_proposed(),
    )
    try:
        made = render_pack(session, path.stem, room.desk.path, _folder(request), choices)
    except PackError as problem:
        return _page(request, None, str(problem), 409)
    return _page(request, made, "")


def done(request: Request, fields: Fields) -> Response:
    """Record that the session was held, so that the next one marks what was used."""
    room = request.app.state.room
    session = room.tray.read()
    if not _has_content(session):
        return _page(request, None, "Your session is empty.", 409)
    try:
        day = held_on(day_of(fields.get("held", "").strip(), "The day of the session"))
        used = record(room.settings.data, session, day, session.audience)
    except (BriefingError, OSError) as problem:
        return _page(request, None, str(problem), 422, given=fields.get("held", ""))
    return _page(request, None, "", used=used)


def download(request: Request) -> Response:
    """One file of the pack."""
    name = request.path_params["name"]
    files = {path.name: path for path in _files(request)}
    if name not in files:
        raise HTTPException(404, "There is no such file in the pack. Write the pack again.")
    # The browser must save it, not show it: its content must not run as a page of the room.
    return FileResponse(files[name], filename=name, content_disposition_type="attachment")


def _folder(request: Request) -> Path:
    path: Path = request.app.state.room.tray.path
    return path.parent / f"{path.stem}-pack"


def _files(request: Request) -> list[Path]:
    folder = _folder(request)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix in _SUFFIXES and path.is_file())


def _page(
    request: Request,
    made: Rendered | None,
    problem: str,
    status: int = 200,
    *,
    used: Used | None = None,
    given: str = "",
) -> Response:
    session = request.app.state.room.tray.read()
    return render(
        request,
        "pack.html",
        status,
        made=made,
        problem=problem,
        has_content=_has_content(session),
        used=used,
        held=given or session.on or "",
        files=[
            (path.name, _called(path.name), path.stat().st_size // 1024 + 1)
            for path in _files(request)
        ],
        lacks=[
            name
            for name, value in (
                ("title", session.briefing != UNTITLED),
                ("audience", session.audience),
                ("date", session.on),
            )
            if not value
        ],
        folder=str(_folder(request)),
    )


def _has_content(session: Shortlist) -> bool:
    return bool(session.focus or session.own or session.asked or any(changes.all_kept(session)))


def _called(name: str) -> str:
    return next((words for end, words in _CALLED.items() if name.endswith(end)), name)
