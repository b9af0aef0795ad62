"""Who may come in, and what the pages may do in a browser.

Any web page that a reader has open can send requests to this machine. If its owner points a host
name at 127.0.0.1, they look like the reader's own. So the Host header must be ours, and forms have
a token that only our pages know. If a browser says where a request comes from, that must be us.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from room.settings import RoomSettings

COOKIE = "reading_room"  # identifies the browser, so that forms of other browsers are refused
PASS = "reading_room_pass"  # noqa: S105 - a cookie's name
_READING = frozenset({"GET", "HEAD"})
_OPEN = ("/enter", "/static/")  # open without a token: the form that asks for it, and its styles
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A form must say where it comes from, and no other site may learn an address of the room.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Secrets:
    """Keys that are new at each start of the program. What they signed is invalid afterwards."""

    def __init__(self, token: str = "") -> None:
        self._key = secrets.token_bytes(32)
        self._token = token

    def form_token(self, browser: str) -> str:
        """The token that a form of this browser must send back."""
        return self._signed(f"form {browser}")

    def is_form_of(self, browser: str, given: str) -> bool:
        return bool(browser) and _same(self.form_token(browser), given)

    def admits(self, token: str) -> bool:
        """Whether this is the token of the room."""
        return bool(self._token) and _same(self._token, token)

    @property
    def admission(self) -> str:
        """The cookie for a reader who has given the token."""
        return self._signed("admitted")

    def is_admitted(self, cookie: str) -> bool:
        return not self._token or _same(self.admission, cookie)

    def _signed(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


class Guard:
    """Refuses requests that are not for the room, and adds strict headers to every answer."""

    def __init__(self, app: ASGIApp, settings: RoomSettings, keys: Secrets) -> None:
        self._app, self._settings, self._keys = app, settings, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(Request(scope))

        async def send_strictly(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_headers(MutableHeaders(scope=message))
            await send(message)

        await (refusal or self._app)(scope, receive, send_strictly)

    def _refusal(self, request: Request) -> Response | None:
        if _host(request.headers) not in self._settings.hosts:
            return PlainTextResponse("This name does not belong to the reading room.\n", 421)
        if request.method not in (*_READING, "POST"):
            return PlainTextResponse("The reading room answers GET and POST.\n", 405)
        if request.method == "POST" and not _is_own(request.headers):
            return PlainTextResponse("This form does not come from the reading room.\n", 403)
        path = request.url.path
        if path.startswith(_OPEN) or self._keys.is_admitted(request.cookies.get(PASS, "")):
            return None
        return RedirectResponse(f"/enter?to={quote(path)}", 303)


def _host(headers: Headers) -> str:
    """The host that was asked for, without its port."""
    host = headers.get("host", "").lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _is_own(headers: Headers) -> bool:
    """Whether the request comes from a page of ours, or the browser does not say."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def add_headers(headers: MutableHeaders) -> None:
    """The headers of every answer."""
    for name, value in _HEADERS.items():
        headers[name] = value
    headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    headers.setdefault("Cache-Control", "private, no-store")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode("utf-8", "replace"))
