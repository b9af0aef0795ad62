"""The author's own words: quotes that she types, and her words on a review."""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from briefings.shortlist import ChosenReview, OwnQuote, Shortlist
from room.asking import Fields, edits, tidy
from room.questions import reviews
from room.rendering import back, render
from room.session import own as words
from room.wording import titled

_LONGEST = {"text": 5000, "source": 500, "page": 50}
_ERRORS = {"text": "Type or paste the words of the quote.", "source": "Say where they are from."}
_PLACE = "/#in-own"
_GONE = (
    "This quote was changed or taken out elsewhere. Nothing was changed. Go back to your session."
)


def ask(request: Request) -> Response:
    """The form for a quote of her own, new or already in the session."""
    given = request.query_params.get("number", "")
    if not given:
        return _form(request, OwnQuote("", ""), None, ())
    own = request.app.state.room.tray.read().own
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 0
    if not 1 <= number <= len(own):
        raise HTTPException(404, "There is no such quote in your session. Go back to it.")
    return _form(request, own[number - 1], own[number - 1], ())


def save(request: Request, fields: Fields) -> Response:
    """Add the quote, or change it."""
    new, old = _quote(fields, ""), _quote(fields, "was_")
    wrong = tuple(name for name in _ERRORS if not getattr(new, name))
    if wrong:
        return _form(request, new, old if old.text else None, wrong, 422)
    _change(request, old if old.text else None, new)
    return back(_PLACE)


def take_out(request: Request, fields: Fields) -> Response:
    """Take a quote of her own out of the session."""
    _change(request, _quote(fields, "was_"), None)
    return back(_PLACE)


def move(request: Request, fields: Fields) -> Response:
    """Move a quote one place up or down."""
    by = -1 if fields.get("to") == "up" else 1
    request.app.state.room.tray.change(words.move(_quote(fields, "was_"), by))
    return back(_PLACE)


def ask_review(request: Request) -> Response:
    """The form for her words on a review in the session."""
    chosen = _chosen(request, request.path_params["review_id"])
    return _review_form(request, chosen, chosen)


def _review_form(
    request: Request, chosen: ChosenReview, was: ChosenReview, status: int = 200
) -> Response:
    review = reviews.review(request.app.state.room.desk, chosen.id)
    title = titled(review["title"]) if review else chosen.id
    return render(request, "review_words.html", status, chosen=chosen, was=was, title=title)


def save_review(request: Request, fields: Fields) -> Response:
    """Save why the review is in the session, and a note on it."""
    chosen = _chosen(request, tidy(fields.get("review", ""), 80))
    mine, clashes = edits(fields, {"why": chosen.why, "note": chosen.note or ""})
    why = tidy(mine["why"], 500) if "why" in mine else chosen.why
    note = tidy(mine["note"], 2000) or None if "note" in mine else chosen.note
    if clashes:
        given = msgspec.structs.replace(chosen, why=why, note=note)
        return _review_form(request, given, chosen, 409)
    change = words.say(chosen.id, why, note)
    request.app.state.room.tray.change(change)
    return back(f"/#r-{chosen.id}")


def _chosen(request: Request, review_id: str) -> ChosenReview:
    session: Shortlist = request.app.state.room.tray.read()
    found = next((one for one in session.reviews if one.id == review_id), None)
    if found is None:
        raise HTTPException(404, "This review is not in your session. Add it first.")
    return found


def _quote(fields: Fields, prefix: str) -> OwnQuote:
    text, source, page = (
        tidy(fields.get(f"{prefix}{name}", ""), most) for name, most in _LONGEST.items()
    )
    return OwnQuote(text, source, page or None)


def _change(request: Request, old: OwnQuote | None, new: OwnQuote | None) -> None:
    tray = request.app.state.room.tray
    if old is not None and words.place(tray.read(), old) is None:
        raise HTTPException(409, _GONE)
    tray.change(words.put(old, new))


def _form(
    request: Request,
    quote: OwnQuote,
    old: OwnQuote | None,
    wrong: tuple[str, ...],
    status: int = 200,
) -> Response:
    errors = {name: _ERRORS[name] for name in wrong}
    return render(request, "own.html", status, quote=quote, old=old, errors=errors)
