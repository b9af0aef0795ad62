"""Values of a request, made safe: numbers within bounds, short words, only our own forms."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from room.security import COOKIE, Secrets

MOST_BYTES = 64_000  # of a form
_MOST_FIELDS = 400
_LONGEST = 300  # characters of a search
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")

Fields = dict[str, str]
FormHandler = Callable[[Request, Fields], Response]


def words(request: Request, name: str, longest: int = _LONGEST) -> str:
    """A value of the query without control characters, cut to a sensible length."""
    return tidy(request.query_params.get(name, ""), longest)


def tidy(text: str, longest: int = _LONGEST) -> str:
    """One line of at most `longest` characters."""
    return _CONTROL.sub(" ", text).strip()[:longest].strip()


def edits(fields: Fields, now: Mapping[str, str]) -> tuple[Fields, list[str]]:
    """What a form changes, and the names of fields that were changed elsewhere while it was open.

    A form sends its original value (`was-NAME`) as well as the present one (`NAME`). A field that
    was not changed in the form keeps the file's value, so that an edit by hand is not undone.
    """
    changed: Fields = {}
    clashes: list[str] = []
    for name, there in now.items():
        if name not in fields:
            continue
        given, was = fields[name], fields.get(f"was-{name}")
        if was is not None and _same(given, was):
            continue
        changed[name] = given
        if was is not None and not _same(there, was) and not _same(there, given):
            clashes.append(name)
    return changed, clashes


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same words. Browsers change the line endings."""
    return one.split() == other.split()


def whole(request: Request, name: str, default: int, most: int = 100_000) -> int:
    """A whole number from 1 to `most`; the default for anything else."""
    text = request.query_params.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return default
    return min(max(int(text), 1), most)


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("hx-request") == "true"


def local(address: str, default: str = "/") -> str:
    """An address within the room, for going back to; the default for any other."""
    parts = urlsplit(tidy(address, 2000))
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "\\" in address:
        return default
    if parts.path.startswith("//"):
        return default
    return (
        parts.path
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )


def posted(handler: FormHandler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for a form of limited size, refused if it does not come from our own pages."""

    async def endpoint(request: Request) -> Response:
        fields = await _fields(request)
        keys: Secrets = request.app.state.room.keys
        if not keys.is_form_of(request.cookies.get(COOKIE, ""), fields.pop("form_token", "")):
            raise HTTPException(
                403,
                "The room has been restarted since this form was loaded. Nothing was changed. "
                "Go back, load the page again and send it once more.",
            )
        return await run_in_threadpool(handler, request, fields)

    return endpoint


async def _fields(request: Request) -> Fields:
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "A form was expected.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "This is too long. Shorten it and send it again.")
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as problem:
        raise HTTPException(400, "This form has too many fields.") from problem
    return dict(pairs)
