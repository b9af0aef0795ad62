"""Other reviews for the focus, and adding the program's proposal to the session."""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from briefings.selection import BriefingError
from briefings.selection.propose import propose
from briefings.selection.request import Request as Wanted
from briefings.selection.request import again
from briefings.shortlist import Shortlist, TakeOptions
from models.themes.asked import themes_asked
from room.asking import Fields, local, tidy, whole, words
from room.pages.cards import marks
from room.pages.remarks import remark
from room.questions import reviews, statements, themes
from room.rendering import back, query, render
from room.session import UNTITLED, changes
from room.wording import FAMILIES
from vocabulary.registers import nations_or_uk
from warehouse.errors import QueryError, WarehouseError

_OFFERED, _QUOTES = 30, 2
_ON_A_PAGE = 10
_TO_FILL = 6  # reviews in a session that the program fills
_ASKED = ("nation", "sector", "family", "since")
_NO_LENS = (
    "Your session does not say yet what to look for. Make a review its focus, or add a theme to its"
    " lens."
)
_SECTORS = ("child", "adult", "domestic_abuse")


class CandidateLists(msgspec.Struct, frozen=True):
    """The program's proposal. Only this part of it is kept, because a pool has every review."""

    shortlist: Shortlist
    n_pool: int
    new: frozenset[str]  # published since the last briefing
    unmatched: tuple[str, ...]  # filters that no review matches, with the values that would


def show(request: Request) -> Response:
    """Cards of other reviews, best first, with the reason and the statements that matched."""
    room = request.app.state.room
    session = room.tray.read()
    asked = {name: words(request, name) for name in _ASKED}
    take = _take(session.take, asked)
    has_lens = bool(session.focus or session.themes or session.question)
    try:
        found = proposal(request, session, take)
    except BriefingError as problem:
        told = str(problem) if has_lens else ""
        return render(request, "candidates.html", has_lens=False, problem=told)
    at = whole(request, "at", 1, _OFFERED)
    mine = found.shortlist.reviews[(at - 1) * _ON_A_PAGE : at * _ON_A_PAGE]
    ids = [one.id for review in mine for one in review.keep]
    rows = {row["statement_id"]: row for row in statements.by_id(room.desk, ids)}
    titles = reviews.several(
        room.desk, [r.id for r in mine] + [left.id for left in found.shortlist.left_out]
    )
    return render(
        request,
        "candidates.html",
        has_lens=True,
        session=session,
        cards=[(review, titles.get(review.id)) for review in mine],
        rows=rows,
        n=len(found.shortlist.reviews),
        pool=found.n_pool,
        unmatched=found.unmatched,
        is_no_year=bool(asked["since"]) and not _is_year(asked["since"]),
        new=found.new,
        left_out=found.shortlist.left_out,
        titles={one.id: titles.get(one.id) for one in found.shortlist.left_out},
        chosen={review.id for review in session.reviews},
        out={one.id: one.why for one in session.left_out},
        labels=themes.labels(room.desk),
        asked=asked,
        nations=nations_or_uk(),
        sectors=_SECTORS,
        at=at,
        last=max(1, -(-len(found.shortlist.reviews) // _ON_A_PAGE)),
        address=f"/candidates{query(**asked)}",
        tray=marks(request, rows.values()),
    )


def proposal(
    request: Request,
    session: Shortlist,
    take: TakeOptions,
    n_reviews: int = _OFFERED,
    struck: tuple[str, ...] = (),
) -> CandidateLists:
    """What the program proposes for the session, without the statements that are `struck`.

    Raises BriefingError if the session has no lens.
    """
    if not (session.focus or session.themes or session.question):
        raise BriefingError(_NO_LENS)
    room = request.app.state.room
    # What the author kept does not change the ranking, so notes and order need no new proposal. The
    # page shows what was struck as such, so that it can be brought back from there.
    asked = msgspec.structs.replace(
        Shortlist(""),
        focus=session.focus,
        themes=session.themes,
        question=session.question,
        last_briefing=session.last_briefing,
        used_before=session.used_before,
        take=take,
        strike=struck,
    )
    given = Wanted(n_reviews=n_reviews, n_quotes=_QUOTES)
    wanted = again(given, asked, room.settings.data, themes_asked)
    wanted = wanted.checked()
    key = ("proposal", n_reviews, msgspec.json.encode(wanted))

    def ask() -> CandidateLists:
        with room.desk.turn() as path:
            found = propose(path, wanted)
        new = frozenset(review.review_id for review in found.new)
        return CandidateLists(found.shortlist, len(found.pool.eligible), new, found.pool.unmatched)

    offer: CandidateLists = room.desk.once(key, ask)
    return offer


def prepare(request: Request) -> None:
    """Work out the proposal before anybody asks for it."""
    session = request.app.state.room.tray.read()
    # The page of candidates will say what is wrong, such as a lens without themes.
    with contextlib.suppress(BriefingError, QueryError, WarehouseError):
        proposal(request, session, _take(session.take, dict.fromkeys(_ASKED, "")))


def fill(request: Request, _: Fields) -> Response:
    """Fill what is still empty with the program's proposal. What the author has chosen stays.

    If she has chosen a few reviews, the best of the others are added after them.
    """
    room = request.app.state.room
    session = room.tray.read()
    is_chosen = changes.has_choices(session) and not room.tray.is_as_proposed()
    offered = proposal(request, session, session.take, _TO_FILL, struck=session.struck).shortlist
    ids = [one.id for one in changes.all_kept(offered)]
    told = {row["statement_id"]: remark(row) for row in statements.by_id(room.desk, ids)}
    if session.briefing == UNTITLED:
        room.tray.change(changes.fields({"briefing": offered.briefing}))
    room.tray.change(changes.fill(offered, _TO_FILL), told)
    if not is_chosen:
        room.tray.call_proposed()
    return back("/#tray")


def choose(request: Request, fields: Fields) -> Response:
    """Add a candidate with its quotes to the session."""
    room = request.app.state.room
    session = room.tray.read()
    name = tidy(fields.get("review", ""), 80)
    asked = {key: tidy(fields.get(key, "")) for key in _ASKED}
    offered = proposal(request, session, _take(session.take, asked)).shortlist.reviews
    review = next((one for one in offered if one.id == name), None)
    if review is not None:
        ids = [one.id for one in review.keep]
        told = {row["statement_id"]: remark(row) for row in statements.by_id(room.desk, ids)}
        room.tray.change(changes.choose(review), told)
    return back(local(fields.get("back", "/candidates"), "/candidates"))


def _take(take: TakeOptions, asked: dict[str, str]) -> TakeOptions:
    """The session's options, narrowed by the filters of the page."""
    given: dict[str, Any] = {"at_most_per_publisher": 3}
    if asked["nation"] in nations_or_uk():
        given["nations"] = (asked["nation"],)
    if asked["sector"] in _SECTORS:
        given["sectors"] = (asked["sector"],)
    if asked["family"] in FAMILIES:
        given["families"] = (asked["family"],)
    if _is_year(asked["since"]):
        given["since"] = int(asked["since"])
    return msgspec.structs.replace(take, **given)


def _is_year(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) == 4
