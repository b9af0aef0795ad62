"""Search with facets: which statements, how many of each sort, and out of how many."""

from __future__ import annotations

from typing import Any

import msgspec

from warehouse.desk.connection import Desk

# Facet to the expression over `s` (statements) and `r` (reviews) that gives its value. Themes and
# addressees are lists of a statement.
_OF_REVIEW = {
    "nation": "r.nation",
    "sector": "r.sector",
    "type": "r.review_type",
    "family": "r.report_family",
    "year": "r.year::varchar",
    "publisher": "r.publisher",
}
_ONE = {"kind": "s.kind"} | _OF_REVIEW
_ALL = 10_000_000  # more than there can be: the macro cuts its answer otherwise
_VALUES = 40  # of one facet that are shown


class Wanted(msgspec.Struct, frozen=True):
    """Words (the language of `search`) and the value asked for of each facet."""

    words: str = ""
    match_any: bool = False
    facets: tuple[tuple[str, str], ...] = ()


class Found(msgspec.Struct, frozen=True):
    """One page of hits, how many there are, and the counts of every facet."""

    rows: list[dict[str, Any]]
    n_statements: int
    n_reviews: int
    counts: dict[str, list[dict[str, Any]]]


def find(desk: Desk, wanted: Wanted, *, skip: int = 0, limit: int = 20) -> Found:
    """Hits best first (newest first where no words are given); repeats are counted once."""
    source, parameters = _source(wanted)
    order = "score desc" if wanted.words else "r.published_on desc nulls last"
    rows = desk.rows(
        f"with hits as ({source}) select s.statement_id, h.score {_FROM}"
        f" order by {order}, s.statement_no limit $limit offset $skip",
        {**parameters, "limit": limit, "skip": skip},
    )
    counts = desk.once(("counts", wanted), lambda: _counts(desk, source, parameters))
    whole = counts.get("all", [{"n": 0, "n_reviews": 0}])[0]
    return Found(rows, int(whole["n"]), int(whole["n_reviews"]), counts)


def totals(desk: Desk) -> dict[tuple[str, str], int]:
    """How many reviews there are of each value of each facet: the denominators."""

    def ask() -> dict[tuple[str, str], int]:
        source, parameters = _source(Wanted())
        counts = _counts(desk, source, parameters, most=100_000)
        return {
            (facet, str(row["value"])): int(row["n_reviews"])
            for facet, rows in counts.items()
            for row in rows
        }

    return desk.once("totals", ask)


def inside(desk: Desk, words: str, review_id: str) -> list[str]:
    """Statements of one review that hold the words, in the order of its pages."""
    found = desk.rows(
        f"select h.statement_id from search($words, max_rows := {_ALL}) h"
        " join core.statements s on s.statement_id = h.statement_id"
        " where s.review_id = $review order by s.document_id, s.ordinal",
        {"words": words, "review": review_id},
    )
    return [str(row["statement_id"]) for row in found]


_FROM = (
    "from hits h join core.statements s on s.statement_id = h.statement_id"
    " join core.reviews r on r.review_id = s.review_id"
)


def _source(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """SQL that gives `statement_id` and `score` of all hits, and its parameters."""
    parameters: dict[str, Any] = {}
    tests = []
    for number, (facet, value) in enumerate(wanted.facets):
        name = f"f{number}"
        parameters[name] = value
        if facet in _ONE:
            tests.append(f"{_ONE[facet]} = ${name}")
        elif facet == "theme":
            tests.append(
                "s.statement_id in (select l.statement_id from core.labels l"
                f" where l.theme_id = ${name} or starts_with(l.theme_id, ${name} || '.'))"
            )
        elif facet == "addressee":
            tests.append(f"list_contains(s.agencies, ${name})")
    if wanted.words:
        parameters |= {"words": wanted.words, "match": "any" if wanted.match_any else "all"}
        hits = f"search($words, match := $match, max_rows := {_ALL})"
        source = f"select s.statement_id, f.score from {hits} f join core.statements s"
        source += " on s.statement_id = f.statement_id"
    else:
        source = "select s.statement_id, 0.0 as score from core.statements s"
        tests.append("s.statement_id = s.first_statement_id and not s.is_held")
    source += " join core.reviews r on r.review_id = s.review_id"
    return source + (f" where {' and '.join(tests)}" if tests else ""), parameters


def _counts(
    desk: Desk, source: str, parameters: dict[str, Any], most: int = _VALUES
) -> dict[str, list[dict[str, Any]]]:
    """Statements and reviews by facet and value, the most frequent first; "all" has the sum.

    What belongs to a review is counted over reviews: there are thirty times as many statements.
    """
    parts = [
        f"select '{name}' as facet, {value} as value, n, 1 as n_reviews from by_review"
        f" join core.reviews r using (review_id)"
        for name, value in _OF_REVIEW.items()
    ]
    rows = desk.rows(
        f"with hits as ({source}), chosen as materialized (select s.statement_no, s.review_id,"
        f" s.kind, s.agencies {_FROM}), by_review as materialized ({_BY_REVIEW}),"
        f" several as ({_BY_KIND} union all {_BY_THEME} union all {_BY_ADDRESSEE}"
        " union all select 'all', 'all', n, 1 from by_review"
        f" union all {' union all '.join(parts)})"
        " select * from (select facet, value, sum(n)::bigint as n,"
        " sum(n_reviews)::bigint as n_reviews from several where value is not null"
        " group by facet, value)"
        " qualify row_number() over (partition by facet order by n desc, value) <= $most"
        " order by facet, n desc, value",
        {**parameters, "most": most},
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(str(row["facet"]), []).append(row)
    return found


_BY_REVIEW = "select review_id, count(*) as n from chosen group by review_id"
_BY_KIND = (
    "select 'kind' as facet, kind as value, count(*) as n, count(distinct review_id) as n_reviews"
    " from chosen group by kind"
)
_BY_THEME = (
    "select 'theme', theme_id, sum(n), count(*) from (select l.theme_id, c.review_id, count(*) as n"
    " from chosen c join core.labels l on l.statement_no = c.statement_no"
    " group by l.theme_id, c.review_id) group by theme_id"
)
_BY_ADDRESSEE = (
    "select 'addressee', a, sum(n), count(*) from (select a, review_id, count(*) as n"
    " from (select unnest(agencies) as a, review_id from chosen) group by a, review_id) group by a"
)
