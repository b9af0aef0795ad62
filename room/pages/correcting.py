"""Correct a statement for everybody: write it, with who and when, to a file for the next run."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.corrections import CorrectionError
from models.corrections.schema import Correction
from models.records import Kind
from room.asking import Fields, local, tidy
from room.corrections import today
from room.questions import statements, themes
from room.rendering import back, render

_ACTIONS = ("add_theme", "remove_theme", "set_kind", "set_text", "drop")
_SHORTEST = 12  # characters that must be left of a narrowed statement


def ask(request: Request) -> Response:
    """The form."""
    row = _row(request)
    return _form(request, row, {"back": request.query_params.get("back", "/")}, {})


def save(request: Request, fields: Fields) -> Response:
    """Write the correction, or say what is missing."""
    row = _row(request)
    labels = themes.labels(request.app.state.room.desk)
    errors = _errors(row, fields, labels)
    if errors:
        return _form(request, row, fields, errors, 422)
    action = fields["action"]
    correction = Correction(
        document_id=row["document_id"],
        statement_id=row["statement_id"],
        quote=row["text"],
        action=action,  # type: ignore[arg-type] # one of _ACTIONS, as checked
        who=tidy(fields["who"], 120),
        why=tidy(fields["why"], 500),
        when=today(),
        theme={"add_theme": fields.get("add"), "remove_theme": fields.get("remove")}.get(action),
        kind=Kind(fields["kind"]) if action == "set_kind" else None,
        text=_narrowed(row, fields) if action == "set_text" else None,
    )
    try:
        request.app.state.room.corrected.add(correction)
    except (CorrectionError, OSError) as problem:
        return _form(request, row, fields, {"action": str(problem)}, 409)
    return back(f"{local(fields.get('back', '/')).split('#')[0]}#s-{row['statement_id']}")


def _errors(row: dict[str, Any], fields: Fields, labels: dict[str, str]) -> dict[str, str]:
    """What is wrong with the form, by field."""
    found: dict[str, str] = {}
    action = fields.get("action", "")
    mine = {theme["theme_id"] for theme in row["themes"]}
    if action not in _ACTIONS:
        found["action"] = "Choose what is wrong."
    elif action == "add_theme" and fields.get("add") not in labels.keys() - mine:
        found["add"] = "Choose a theme that it does not have yet."
    elif action == "remove_theme" and fields.get("remove") not in mine:
        found["remove"] = "Choose one of its themes."
    elif action == "set_kind" and fields.get("kind") not in {*Kind} - {row["kind"]}:
        found["kind"] = "Choose a different kind."
    elif action == "set_text" and _narrowed(row, fields) is None:
        found["text"] = "Only remove words from the beginning or the end. Do not change the others."
    if not tidy(fields.get("why", "")):
        found["why"] = "Say why, in a few words, for whoever reads the file later."
    if not tidy(fields.get("who", "")):
        found["who"] = "Give your name."
    return found


def _narrowed(row: dict[str, Any], fields: Fields) -> str | None:
    """A part of the statement's own words; None for anything else."""
    text = " ".join(fields.get("text", "").split())
    known = str(row["text"])
    return text if len(text) >= _SHORTEST and text in known and text != known else None


def _form(
    request: Request,
    row: dict[str, Any],
    given: dict[str, str],
    errors: dict[str, str],
    status: int = 200,
) -> Response:
    room = request.app.state.room
    return render(
        request,
        "correct.html",
        status,
        row=row,
        given={"who": room.settings.who, "text": row["text"]}
        | given
        | {"back": local(given.get("back", "/"))},
        errors=errors,
        labels=themes.labels(room.desk),
        problem=room.corrected.problem,
    )


def _row(request: Request) -> dict[str, Any]:
    found = statements.one(request.app.state.room.desk, request.path_params["statement_id"])
    if found is None:
        raise HTTPException(404, "There is no such statement in this build of the warehouse.")
    return found
