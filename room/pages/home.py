"""My session: the focus, the lens, the tray in order, what the warehouse lacks."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefings.shortlist import KeptQuote, QuotedWords, Shortlist, quoted
from room.asking import Fields, edits, tidy
from room.pages.remarks import remark
from room.pages.session import back_and_prepare
from room.questions import reviews, statements, themes
from room.rendering import render
from room.session import UNTITLED, changes
from room.wording import words as as_words
from warehouse.desk import advice_of

_SPOKEN = 130  # words that a person reads aloud in a minute
_PAUSE = 0.75  # minutes after a quote
_INTRODUCTION = 1.0  # minutes to say what a review is about
_MOST_MINUTES = 600
_ON_A_SLIDE = 45  # words: the shipped value of the setting `most_words`
_PARTS = ("lens", "about")  # parts of the page, each with a button that saves the form
_CLASH = (
    "This was changed elsewhere while you wrote: it is “{there}” now. Your version is in the field."
    " Save again to use it."
)
_ERRORS = {
    "minutes": f"Give the length in whole minutes, from 1 to {_MOST_MINUTES}.",
    "on": "This is not a date. Write it like 2026-03-12.",
    "last_briefing": "This is not a date. Write it like 2025-12-04.",
}


def home(request: Request) -> Response:
    """The session as it is."""
    saved = request.query_params.get("saved", "")
    return _page(request, {}, {}, saved if saved in _PARTS else "")


def save(request: Request, fields: Fields) -> Response:
    """Save the lens and the facts of the briefing: one form, so that saving one keeps the other.

    If a value cannot be read, the form is shown again with the problem, and nothing is saved.
    """
    tray = request.app.state.room.tray
    labels = themes.labels(request.app.state.room.desk)
    session = tray.read()
    now = _given(session)
    mine, clashes = edits(fields, now)
    errors = {name: _CLASH.format(there=now[name] or "nothing") for name in clashes}
    errors |= {name: said for name, said in _ERRORS.items() if _is_wrong(name, mine.get(name))}
    if errors:
        return _page(request, mine, errors, status=409 if clashes else 422)
    weights = {
        theme: _weight(mine[f"weight-{theme}"])
        for theme in session.themes
        if f"weight-{theme}" in mine
    }
    added = fields.get("add", "")
    if added in labels:
        weights[added] = 2.0
    change = changes.all_of(
        changes.lens(weights), changes.fields(_values(mine)), changes.places(_places(mine))
    )
    tray.change(change, {added: labels[added]} if added in labels else {})
    part = fields.get("to", "")
    part = part if part in _PARTS else "about"
    return back_and_prepare(request, f"/?saved={part}#{part}")


def _values(fields: Fields) -> dict[str, Any]:
    """The fields of the shortlist that were sent."""
    longest = {"briefing": 200, "audience": 300, "question": 1000, "missing": 1000}
    values: dict[str, Any] = {
        name: tidy(fields[name], most) for name, most in longest.items() if name in fields
    }
    if "briefing" in values:
        values["briefing"] = values["briefing"] or UNTITLED
    values |= {
        name: fields[name].strip() or None for name in ("on", "last_briefing") if name in fields
    }
    if "minutes" in fields:
        values["minutes"] = int(fields["minutes"])
    return values


def _places(fields: Fields) -> tuple[str, ...] | None:
    """The places to leave out, one per line or separated by semicolons; None if not sent."""
    if "places" not in fields:
        return None
    given = (tidy(one, 100) for one in re.split(r"[;\r\n]+", fields["places"]))
    return tuple(dict.fromkeys(one for one in given if one))


def _is_wrong(name: str, given: str | None) -> bool:
    """Whether a number or a date cannot be read."""
    if given is None:
        return False
    if name == "minutes":
        is_number = given.isascii() and given.isdigit() and len(given) < 5
        return not (is_number and 1 <= int(given) <= _MOST_MINUTES)
    try:
        return (
            bool(given.strip()) and date.fromisoformat(given.strip()).isoformat() != given.strip()
        )
    except ValueError:
        return True


def _weight(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return 1.0
    return min(max(found, 0.0), float(changes.MOST_WEIGHT)) if math.isfinite(found) else 1.0


def _page(
    request: Request,
    given: Mapping[str, str],
    errors: dict[str, str],
    saved: str = "",
    status: int = 200,
) -> Response:
    room = request.app.state.room
    session = room.tray.read()
    focus = reviews.review(room.desk, session.focus) if session.focus else None
    kept = list(changes.all_kept(session))
    rows = {
        row["statement_id"]: row for row in statements.by_id(room.desk, [one.id for one in kept])
    }
    cuts = {one.id: quoted(rows[one.id]["text"], one) for one in kept if one.id in rows}
    others = [one.id for one in (*session.reviews, *session.left_out)]
    labels = themes.labels(room.desk)
    lens = list(room.tray.themes())[:3]
    return render(
        request,
        "session.html",
        status,
        session=session,
        given={**_given(session), **given},
        was=_given(session),
        errors=errors,
        saved=saved,
        focus=focus,
        rows=rows,
        cuts=cuts,
        remarks={name: remark(row) for name, row in rows.items()},
        titles=dict.fromkeys(others) | reviews.several(room.desk, others),
        labels=labels,
        asked=advice_of(room.desk, session.asked),
        minutes=minutes_of(session, cuts),
        spread=_spread(reviews.several(room.desk, [one.id for one in session.reviews]).values()),
        lens=lens,
        nations=reviews.by_nation(room.desk, lens),
        gone=sum(one.id not in rows for one in kept),
        file=str(room.tray.path),
        ON_A_SLIDE=_ON_A_SLIDE,
    )


def _spread(chosen: Iterable[Mapping[str, Any]]) -> str:
    """The nations of the chosen reviews, and whether they are about children or adults."""
    rows = list(chosen)
    nations = Counter(str(row["nation"] or "nation not known") for row in rows)
    sectors = Counter(as_words(row["sector"] or "people not known") for row in rows)
    return " · ".join(
        "; ".join(f"{name}: {n}" for name, n in counts.most_common())
        for counts in (nations, sectors)
        if counts
    )


def _given(session: Shortlist) -> dict[str, str]:
    """The session's values for the form."""
    weights = {f"weight-{theme}": f"{weight:g}" for theme, weight in session.themes.items()}
    return weights | {
        "briefing": session.briefing,
        "audience": session.audience,
        "on": session.on or "",
        "last_briefing": session.last_briefing or "",
        "minutes": str(session.minutes),
        "question": session.question,
        "missing": session.missing,
        "places": "\n".join(session.take.leave_out_places),
        "add": "",
    }


def minutes_of(session: Shortlist, cuts: Mapping[str, QuotedWords]) -> int:
    """About how many minutes it takes to read the quotes aloud, with a pause after each."""

    def of(texts: Iterable[str]) -> float:
        return sum(len(text.split()) / _SPOKEN + _PAUSE for text in texts)

    kept: Iterable[KeptQuote] = changes.all_kept(session)
    total = of(cuts[one.id].text for one in kept if one.id in cuts)
    total += of(one.text for one in session.own)
    total += _INTRODUCTION * (sum(bool(r.keep) for r in session.reviews) + bool(session.focus))
    return math.ceil(total)
