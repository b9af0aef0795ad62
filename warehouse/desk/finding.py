"""Search with facets: which statements, how many of each sort, and out of how many."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import numpy as np

from warehouse.desk.cards import named
from warehouse.desk.connection import Desk
from warehouse.desk.ledger import Count, Numbers, ledger

# Words that the macro `search` takes for a limit; without any there is less to plan and to join.
_LIMIT = re.compile(
    r"(?:^|\s)(?:kind|theme|nation|year|type|sector|since|review):\S", re.IGNORECASE
)
_ALL = 10_000_000  # more than there can be: the macro cuts its answer otherwise
_NO_LIMIT = "null, null, null, null"  # of kind, theme, nation, year; of type, sector, since, review
_VALUES = 40  # of one facet that are shown


class Wanted(msgspec.Struct, frozen=True):
    """Words (the language of `search`) and the value asked for of each facet."""

    words: str = ""
    match_any: bool = False
    facets: tuple[tuple[str, str], ...] = ()


class Found(msgspec.Struct, frozen=True):
    """One page of hits, how many there are, and the counts of every facet."""

    ids: list[str]
    n_statements: int
    n_reviews: int
    counts: dict[str, list[Count]]


def find(desk: Desk, wanted: Wanted, *, skip: int = 0, limit: int = 20) -> Found:
    """Hits best first (newest first where no words are given); repeats are counted once."""
    hits = _hits(desk, wanted)
    counts = desk.once(("counts", wanted), lambda: dict(ledger(desk).counts(hits)))
    whole = counts["all"][0] if counts["all"] else Count("all", 0, 0)
    ids = named(desk, hits[skip : skip + limit].tolist())
    shown = {facet: values[:_VALUES] for facet, values in counts.items()}
    return Found(ids, whole.n, whole.n_reviews, shown)


def totals(desk: Desk) -> dict[tuple[str, str], int]:
    """How many reviews there are of each value of each facet: the denominators."""

    def ask() -> dict[tuple[str, str], int]:
        book = ledger(desk)
        return {
            (facet, count.value): count.n_reviews
            for facet, counts in book.counts(book.newest)
            for count in counts
        }

    return desk.once("totals", ask)


def inside(desk: Desk, words: str, review_id: str) -> list[str]:
    """Statements of one review that hold the words, in the order of its pages."""
    source, parameters = _holding(words, "all")
    found = desk.rows(
        f"select s.statement_id from {source} h join core.statements s"
        " on s.statement_no = h.statement_no where s.review_id = $review"
        " order by s.document_id, s.ordinal",
        {**parameters, "review": review_id},
    )
    return [str(row["statement_id"]) for row in found]


def _hits(desk: Desk, wanted: Wanted) -> Numbers:
    """The numbers of all hits in order, remembered: the next page of them asks nothing."""

    def ask() -> Numbers:
        book = ledger(desk)
        hits = book.newest
        if wanted.words:
            hits = _words(desk, wanted.words, is_any=wanted.match_any)
            hits = hits[book.review_of[hits] >= 0]
        for facet, value in wanted.facets:
            hits = book.keep(hits, facet, value)
        return hits.astype(np.int32)

    return desk.once(("hits", wanted), ask)


def _words(desk: Desk, words: str, *, is_any: bool) -> Numbers:
    source, parameters = _holding(words, "any" if is_any else "all")
    found = desk.columns(
        f"select h.statement_no from {source} h order by h.score desc, h.statement_no", parameters
    )
    return np.asarray(found["statement_no"], dtype=np.int64)


def _holding(words: str, match: str) -> tuple[str, dict[str, Any]]:
    """SQL that gives number and score of the statements that hold words, and its parameters."""
    parameters: dict[str, Any] = {"words": words, "match": match}
    if _LIMIT.search(words):
        return (
            f"core.found($words, {_NO_LIMIT}, $match, $all, false, {_NO_LIMIT})",
            parameters | {"all": _ALL},
        )
    return (
        "(from core.holding($words, $match) where statement_no not in (from core.invented))",
        parameters,
    )
