"""Turn templates into responses: what every page shares, and how errors look."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from room import wording
from room.security import COOKIE
from vocabulary.kinds import kind_labels

NOTED = "reading_room_noted"  # the content note has been read in this session
KEYS_OFF = "reading_room_keys_off"
FOLDER = Path(__file__).parent


def templates() -> jinja2.Environment:
    """The templates. A missing value raises an error and does not leave an empty place."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "words": wording.words,
        "kind": wording.kind,
        "field": wording.field,
        "origin": wording.origin,
        "state": wording.state,
        "stated": wording.stated,
        "people": wording.people,
        "marked": marked,
        "titled": wording.titled,
        "language": wording.language,
        "licence": wording.licence,
        "plain_ids": wording.plain_ids,
    }
    found.globals |= {
        "day": wording.day,
        "share": wording.share,
        "pages": wording.pages,
        "count": wording.count,
        "n_said": wording.n_said,
        "query": query,
        "in_language": in_language,
        "KINDS": kind_labels(),
        "FACETS": wording.FACETS,
        "FAMILIES": wording.FAMILIES,
    }
    return found


def render(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page, with the cookie that its forms are tied to."""
    room = request.app.state.room
    browser = request.cookies.get(COOKIE, "")
    is_new = len(browser) != 32 or not browser.isalnum()
    if is_new:
        browser = secrets.token_hex(16)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    text = room.templates.get_template(template).render(
        here=here,
        path=request.url.path,
        form_token=room.keys.form_token(browser),
        is_noted=NOTED in request.cookies,
        has_keys=KEYS_OFF not in request.cookies,
        is_local=room.settings.is_local,
        **context,
    )
    answer = HTMLResponse(text, status)
    if is_new:
        answer.set_cookie(COOKIE, browser, httponly=True, samesite="strict")
    return answer


def back(address: str) -> Response:
    """Redirect to the page that a form was sent from."""
    return RedirectResponse(address, 303)


def problem(request: Request, status: int, title: str, message: str) -> Response:
    """A page that says what went wrong and what to do."""
    return render(request, "problem.html", status, title=title, message=message)


def query(**values: Any) -> str:
    """The query of an address, such as "?a=1", without empty values."""
    return _query(*values.items())


@lru_cache(2_000)  # a page of cards has the address to go back to eighty times
def _query(*values: tuple[str, Any]) -> str:
    kept = {name: value for name, value in values if value not in (None, "", False)}
    return f"?{urlencode(kept)}" if kept else "?"


def in_language(row: Mapping[str, Any]) -> Markup:
    """An attribute that tells screen readers the language of the words, if it is not English."""
    code = row.get("language")
    return Markup(' lang="{}"').format(code) if code and code != "en" else Markup()


def marked(text: str, spans: list[tuple[int, int]]) -> Markup:
    """The text with these ranges marked. Ranges that overlap or touch are joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end <= start or end > len(text):
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    parts: list[Markup] = []
    at = 0
    for start, end in joined:
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end])]
        parts.append(Markup("</mark>"))
        at = end
    return Markup("").join([*parts, escape(text[at:])])
