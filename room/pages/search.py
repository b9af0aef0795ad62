"""Search with facets, and statements like one statement."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from room.asking import tidy, whole, words
from room.pages.cards import as_found, marks
from room.questions import statements, themes
from room.rendering import query, render
from room.wording import FACETS, FAMILIES
from room.wording import words as as_words
from vocabulary.kinds import kind_labels
from warehouse.desk import ALIKE, Found, Wanted, alike, cards, find, totals
from warehouse.errors import QueryError

_ON_A_PAGE = 20
_MOST_PAGES = 500
_VALUES = 40  # values shown for one facet: those with most statements


def search(request: Request) -> Response:
    """Hits with counts of every facet, each out of how many reviews."""
    desk = request.app.state.room.desk
    wanted = Wanted(
        words(request, "q"),
        words(request, "any") == "yes",
        tuple((name, value) for name in FACETS if (value := words(request, name))),
    )
    at = whole(request, "at", 1, _MOST_PAGES)
    found, problem = Found([], 0, 0, {}), ""
    try:
        found = find(desk, wanted, skip=(at - 1) * _ON_A_PAGE, limit=_ON_A_PAGE)
    except QueryError as error:  # usually about the words, so it is shown beside them
        problem = str(error)
    labels, of = themes.labels(desk), totals(desk, wanted)
    rows = as_found(desk, cards(desk, found.numbers), wanted.words)
    return render(
        request,
        "search.html",
        400 if problem else 200,
        problem=problem,
        wanted=wanted,
        chosen=[(name, value, _called(name, value, labels)) for name, value in wanted.facets],
        without=lambda name: _address(wanted, name, ""),
        address=_address(wanted),
        with_any=_address(msgspec.structs.replace(wanted, match_any=True)),
        named=[] if rows else themes.named(desk, wanted.words),
        found=found,
        rows=rows,
        facets=_facets(found, wanted, of, labels),
        at=at,
        last=min(_MOST_PAGES, max(1, -(-found.n_statements // _ON_A_PAGE))),
        total=of.get(("all", "all"), 0),
        tray=marks(request, rows),
    )


def _address(wanted: Wanted, name: str = "", value: str = "") -> str:
    """The search with one facet changed; an empty value removes it."""
    values = dict(wanted.facets) | ({name: value} if name else {})
    rest = query(q=wanted.words, any="yes" if wanted.match_any else "", **values)
    return f"/search{rest}"


def _called(facet: str, value: str, labels: dict[str, str]) -> str:
    names = {"kind": kind_labels(), "family": FAMILIES, "theme": labels}.get(facet)
    if names is not None:
        return names.get(value, value)
    return as_words(value) if facet in ("addressee", "sector") else value


def _facets(
    found: Found, wanted: Wanted, of: dict[tuple[str, str], int], labels: dict[str, str]
) -> list[dict[str, Any]]:
    given = dict(wanted.facets)
    before = _address(wanted)
    before += "" if before.endswith("?") else "&"
    out = []
    for name, title in FACETS.items():
        counts = found.counts.get(name, [])
        if not counts or name in given:
            continue
        values = [
            {
                "called": _called(name, count.value, labels),
                "address": before + query(**{name: count.value})[1:],
                "n": count.n,
                "n_reviews": count.n_reviews,
                "of": of.get((name, count.value), count.n_reviews),
            }
            for count in counts[:_VALUES]
        ]
        if name == "year":
            values.sort(key=lambda value: str(value["called"]), reverse=True)
        out.append(
            {"name": name, "title": title, "rows": values, "more": len(counts) - len(values)}
        )
    return out


def like(request: Request) -> Response:
    """Statements of other reviews that say much the same."""
    desk = request.app.state.room.desk
    statement_id = tidy(request.path_params["statement_id"], 40)
    mine = statements.one(desk, statement_id)
    if mine is None:
        raise HTTPException(404, "There is no such statement in this build of the warehouse.")
    found = alike(desk, mine["statement_no"])
    why = {a.number: a for a in found}
    rows = cards(desk, list(why))
    return render(
        request,
        "like.html",
        mine=mine,
        rows=rows,
        why=why,
        is_cut=len(found) == ALIKE,
        tray=marks(request, [mine, *rows]),
    )
