"""The form for the token, the content note, and the switch for the keys."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from room.asking import Fields, local, words
from room.rendering import KEYS_OFF, NOTED, back, render
from room.security import PASS


def ask(request: Request) -> Response:
    """The form that asks for the token."""
    return render(request, "enter.html", to=local(words(request, "to")), is_wrong=False)


def enter(request: Request, fields: Fields) -> Response:
    """Let the reader in if the token is right."""
    room = request.app.state.room
    to = local(fields.get("to", "/"))
    if not room.keys.admits(fields.get("token", "")):
        return render(request, "enter.html", 403, to=to, is_wrong=True)
    answer = back(to)
    answer.set_cookie(PASS, room.keys.admission, httponly=True, samesite="strict")
    return answer


def note_read(_: Request, fields: Fields) -> Response:
    """Remember, for this session of the browser, that the content note has been read."""
    answer = back(local(fields.get("back", "/")))
    answer.set_cookie(NOTED, "1", httponly=True, samesite="strict")
    return answer


def keys(request: Request, fields: Fields) -> Response:
    """Turn the single-letter keys off or on, because they get in the way of speech input."""
    answer = back(local(fields.get("back", "/")))
    if KEYS_OFF in request.cookies:
        answer.delete_cookie(KEYS_OFF)
    else:
        answer.set_cookie(KEYS_OFF, "1", max_age=365 * 86_400, httponly=True, samesite="strict")
    return answer
