"""Search with facets: which statements, how many of each sort, and out of how many."""

from __future__ import annotations

import re

import msgspec
import numpy as np

from warehouse.desk.catalogue import catalogue
from warehouse.desk.connection import Desk
from warehouse.desk.ledger import Count, Ledger, Numbers, ledger
from warehouse.desk.words import holding

_LIMIT = re.compile(r'(?:^|(?<=\s))(kind|theme|nation|year|type):("[^"]+"|\S+)', re.IGNORECASE)


class Wanted(msgspec.Struct, frozen=True):
    """Words (the language of `search`) and the value asked for of each facet."""

    words: str = ""
    match_any: bool = False
    facets: tuple[tuple[str, str], ...] = ()


class Found(msgspec.Struct, frozen=True):
    """One page of hits, how many there are, and the counts of every facet."""

    numbers: list[int]
    n_statements: int
    n_reviews: int
    counts: dict[str, list[Count]]


def find(desk: Desk, wanted: Wanted, *, skip: int = 0, limit: int = 20) -> Found:
    """Hits best first (newest first where no words are given); repeats are counted once."""
    hits = _hits(desk, wanted, is_once=True)
    counts = desk.once(("counts", wanted), lambda: dict(ledger(desk).counts(hits)))
    whole = counts["all"][0] if counts["all"] else Count("all", 0, 0)
    numbers: list[int] = hits[skip : skip + limit].tolist()
    return Found(numbers, whole.n, whole.n_reviews, counts)


def totals(desk: Desk, wanted: Wanted | None = None) -> dict[tuple[str, str], int]:
    """How many reviews there are of each value of each facet: the denominators.

    Where a search is limited to some reviews, such as those of a nation, these alone count.
    """
    book = ledger(desk)
    facets = (*wanted.facets, *_limited(book, wanted.words)[1]) if wanted else ()
    limits = tuple(sorted({one for one in facets if one[0] in book.of_review}))

    def ask() -> dict[tuple[str, str], int]:
        mine = book.once(book.newest)
        for facet, value in limits:
            mine = book.keep(mine, facet, value)
        return {
            (facet, count.value): count.n_reviews
            for facet, counts in book.counts(mine)
            for count in counts
        }

    return desk.once(("totals", limits), ask, stays=not limits)


def inside(desk: Desk, words: str, review_id: str) -> list[int]:
    """Statements of one review that hold the words, in the order of its pages."""
    hits = _hits(desk, Wanted(words), is_once=False)
    place = catalogue(desk).places[review_id]
    return sorted(hits[ledger(desk).review_of[hits] == place].tolist())


def _limited(book: Ledger, words: str) -> tuple[str, list[tuple[str, str]]]:
    """The words without limits such as kind:finding, and the facets that they are.

    Where one is not plainly the value of a facet, all is left to the language of `search`, which
    takes several times as long to read it.
    """
    facets: list[tuple[str, str]] = []
    for name, given in _LIMIT.findall(words):
        value = _value(book, name.lower(), given.strip('"'))
        if value is None or name.lower() in dict(facets):
            return words, []
        facets.append((name.lower(), value))
    rest = _LIMIT.sub(" ", words).strip()
    return (rest, facets) if rest else (words, [])


def _value(book: Ledger, facet: str, given: str) -> str | None:
    """The value of a facet that is meant; None where there is none of that name."""
    if facet == "theme":
        themes = book.several["theme"].values
        return given if any(f"{name}.".startswith(f"{given}.") for name in themes) else None
    coded = book.kind if facet == "kind" else book.of_review[facet]
    return next((value for value in coded.values if value.lower() == given.lower()), None)


def _hits(desk: Desk, wanted: Wanted, *, is_once: bool) -> Numbers:
    """The numbers of all hits in order, remembered: the next page of them asks nothing."""

    def ask() -> Numbers:
        book = ledger(desk)
        hits, facets = book.newest, list(wanted.facets)
        if wanted.words:
            words, limits = _limited(book, wanted.words)
            facets += limits
            hits = holding(desk, words, is_any=wanted.match_any)
            hits = hits[book.review_of[hits] >= 0]
        if is_once:
            hits = book.once(hits)
        for facet, value in facets:
            hits = book.keep(hits, facet, value)
        return hits.astype(np.int32)

    return desk.once(("hits", wanted, is_once), ask)
