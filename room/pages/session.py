"""Changes to the session: what is kept, struck and noted, its focus and its order."""

from __future__ import annotations

from typing import Any

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from briefings.selection.desk import BriefingDesk
from briefings.selection.lens import lens_of
from briefings.shortlist import KeptQuote, quoted
from room.asking import Fields, edits, local, tidy
from room.pages import candidates
from room.pages.cards import answer as card_again
from room.pages.remarks import remark
from room.questions import reviews, statements, themes
from room.rendering import back, render
from room.session import changes
from room.turns import aside
from room.wording import titled
from warehouse.desk import advice_of

_PARTS = {"/lists/worked": "worked", "/lists/questions": "questions"}


def keep(request: Request, fields: Fields) -> Response:
    """Keep a statement, or take it out."""
    row = _statement(request, fields)
    name = row["statement_id"]
    if fields.get("to") == "no":
        change = changes.take_out(name)
    else:
        part = _PARTS.get(local(fields.get("back", "/")).split("?")[0], "")
        change = changes.keep(name, str(row["review_id"]), part)
    request.app.state.room.tray.change(change, {name: remark(row)})
    return card_again(request, fields, row)


def strike(request: Request, fields: Fields) -> Response:
    """Strike a statement for this session, or bring it back."""
    row = _statement(request, fields)
    change = changes.strike(
        row["statement_id"], str(row["review_id"]), is_struck=fields.get("to") != "no"
    )
    request.app.state.room.tray.change(change, {row["statement_id"]: remark(row)})
    return card_again(request, fields, row)


def ask_note(request: Request) -> Response:
    """The form for a note, and for the words to quote."""
    room = request.app.state.room
    row = statements.one(room.desk, request.path_params["statement_id"])
    if row is None:
        raise HTTPException(404, "There is no such statement in this build of the warehouse.")
    kept = _kept(request, row["statement_id"])
    return _note_form(request, row, kept, local(request.query_params.get("back", "/")))


def _kept(request: Request, statement_id: str) -> KeptQuote:
    """The session's entry for a statement."""
    every = changes.all_kept(request.app.state.room.tray.read())
    return next((one for one in every if one.id == statement_id), KeptQuote(statement_id))


def note(request: Request, fields: Fields) -> Response:
    """Keep a statement with a note, or with the words to quote from it."""
    row = _statement(request, fields)
    there = _kept(request, row["statement_id"])
    now = {name: getattr(there, name) or "" for name in ("start", "until", "note")}
    mine, clashes = edits(fields, now)
    said = {
        name: tidy(mine[name], 2000 if name == "note" else 300) or None if name in mine else value
        for name, value in now.items()
    }
    given = KeptQuote(
        row["statement_id"], said["start"] or None, said["until"] or None, said["note"]
    )
    if clashes or quoted(row["text"], given).problem:
        back_to = local(fields.get("back", "/"))
        return _note_form(request, row, given, back_to, 409 if clashes else 422)
    tray = request.app.state.room.tray
    if given.note or given.start or given.until:
        tray.change(changes.keep(given.id, str(row["review_id"]), ""), {given.id: remark(row)})
    tray.change(changes.say(given))
    return card_again(request, fields, row)


def _note_form(
    request: Request, row: dict[str, Any], kept: KeptQuote, back_to: str, status: int = 200
) -> Response:
    is_wrong = bool(quoted(row["text"], kept).problem)
    return render(
        request,
        "note.html",
        status,
        row=row,
        kept=kept,
        was=_kept(request, row["statement_id"]),
        back_to=back_to,
        is_wrong=is_wrong,
        is_changed=status == 409,
    )


def focus(request: Request, fields: Fields) -> Response:
    """Make a review the focus; its strongest themes are proposed as the lens."""
    room = request.app.state.room
    review = reviews.review(room.desk, tidy(fields.get("review", ""), 80))
    if review is None:
        raise HTTPException(404, "There is no such review in this build of the warehouse.")
    review_id = review["review_id"]
    with room.desk.turn() as path:
        proposed = lens_of(BriefingDesk(path), review_id, {})
    weights = {theme.theme_id: theme.weight for theme in proposed.themes}
    labels = themes.labels(room.desk)
    remarks = {review_id: titled(review["title"])}
    remarks |= {theme: labels.get(theme, "") for theme in weights}
    change = changes.focus(review_id, weights, is_fictional=bool(review["is_fictional"]))
    room.tray.change(change, remarks)
    return back_and_prepare(request, "/")


def move(request: Request, fields: Fields) -> Response:
    """Move a quote or review one place up or down."""
    by = -1 if fields.get("to") == "up" else 1
    request.app.state.room.tray.change(changes.move(tidy(fields.get("name", ""), 80), by))
    return back(local(fields.get("back", "/")))


def leave_out(request: Request, fields: Fields) -> Response:
    """Take a review out of the session, with the reason."""
    why = tidy(fields.get("why", ""), 300) or "left out in the reading room"
    name = tidy(fields.get("review", ""), 80)
    if reviews.review(request.app.state.room.desk, name) is None:
        raise HTTPException(404, "There is no such review in this build of the warehouse.")
    request.app.state.room.tray.change(changes.leave_out(name, why))
    return back(local(fields.get("back", "/")))


def take_out(request: Request, fields: Fields) -> Response:
    """Take a quote out of the session, even if it is no longer in the warehouse."""
    request.app.state.room.tray.change(changes.take_out(tidy(fields.get("name", ""), 80)))
    return back(local(fields.get("back", "/")))


def bring_back(request: Request, fields: Fields) -> Response:
    """Allow a review that was left out to be chosen again."""
    request.app.state.room.tray.change(changes.bring_back(tidy(fields.get("review", ""), 80)))
    return back(local(fields.get("back", "/")))


def asked(request: Request, fields: Fields) -> Response:
    """Add repeated advice to the session, or take it out."""
    is_kept = fields.get("to") != "no"
    name = tidy(fields.get("cluster", ""), 80)
    if is_kept and not advice_of(request.app.state.room.desk, [name]):
        raise HTTPException(404, "There is no such advice in this build of the warehouse.")
    request.app.state.room.tray.change(changes.asked(name, is_kept=is_kept))
    return back(local(fields.get("back", "/")))


def _statement(request: Request, fields: Fields) -> dict[str, Any]:
    row = statements.one(request.app.state.room.desk, tidy(fields.get("statement", ""), 40))
    if row is None:
        raise HTTPException(
            404, "There is no such statement in this build of the warehouse. Nothing was changed."
        )
    return row


def back_and_prepare(request: Request, address: str) -> Response:
    """Compute candidates while the author looks at her session: the next page takes longest."""
    answer = back(address)
    answer.background = BackgroundTask(aside(candidates.prepare), request)
    return answer
