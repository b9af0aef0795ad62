"""Ready lists for themes, worked out by the build: what worked, questions, advice given before."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from warehouse.desk.connection import Desk

Row = dict[str, Any]


class Ready(NamedTuple):
    """The statements on one page of a list; how many it holds, and from how many reviews."""

    numbers: list[int]
    n_statements: int
    n_reviews: int


def ready(desk: Desk, kind: str, themes: Mapping[str, float], *, skip: int, limit: int) -> Ready:
    """Good practice or questions on any of the themes, the weightiest first and reviews in turn."""

    weights = dict(themes) or {"": 1.0}

    def ask() -> tuple[array[int], int]:
        asked = {"kind": kind, "themes": list(weights), "weights": list(weights.values())}
        rows = desk.rows(_READY, asked)
        found = rows[0]
        return array("l", found["numbers"] or []), int(found["n_reviews"])

    numbers, n_reviews = desk.once(("ready", kind, tuple(sorted(weights.items()))), ask)
    return Ready(list(numbers[skip : skip + limit]), len(numbers), n_reviews)


_READY = """
with lens as (
    select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight
),
mine as (
    select r.statement_no, r.review_id, any_value(r.confidence) as confidence,
        max(r.score * lens.weight) as score
    from core.ready r join lens using (theme_id)
    where r.kind = $kind
    group by all
),
ranked as (
    select *, row_number() over (
        partition by review_id order by score desc, confidence desc, statement_no) as turn
    from mine
)
select list(statement_no order by turn, score desc, statement_no) as numbers,
    count(distinct review_id) as n_reviews
from ranked
"""


def advice(desk: Desk, themes: Sequence[str], *, skip: int, limit: int) -> tuple[list[Row], int]:
    """Clusters of repeated recommendations on any of the themes, the most repeated first, with
    their members; and how many there are.
    """
    rows = desk.rows(
        "select cluster_id, representative as text, n_members, n_reviews, n_publishers, first_on,"
        " last_on, nations, boards, count(*) over () as n from core.advice"
        " where len($themes::varchar[]) = 0 or list_has_any(themes, $themes::varchar[])"
        " order by n_reviews desc, n_members desc, cluster_id limit $limit offset $skip",
        {"themes": list(themes), "limit": limit, "skip": skip},
    )
    return _with_members(desk, rows), int(rows[0]["n"]) if rows else 0


def advice_of(desk: Desk, cluster_ids: Sequence[str]) -> list[Row]:
    """The clusters with these ids, with their members."""
    if not cluster_ids:
        return []
    rows = desk.rows(
        "select cluster_id, representative as text, n_members, n_reviews, n_publishers, first_on,"
        " last_on, nations, boards from core.advice where list_contains($ids, cluster_id)"
        " order by n_reviews desc, n_members desc, cluster_id",
        {"ids": list(cluster_ids)},
    )
    return _with_members(desk, rows)


def _with_members(desk: Desk, rows: list[Row]) -> list[Row]:
    members = desk.rows(
        "select c.cluster_id, c.statement_id, r.title, r.publisher, r.nation, r.published_on,"
        " s.number, s.page_first, s.text, s.addressee, s.review_id"
        " from core.repeats c join core.statements s using (statement_id)"
        " join core.reviews r on r.review_id = s.review_id"
        " where c.cluster_id in (select unnest($ids))"
        " order by r.published_on nulls last, c.statement_id",
        {"ids": [row["cluster_id"] for row in rows]},
    )
    for row in rows:
        row["members"] = [m for m in members if m["cluster_id"] == row["cluster_id"]]
        row["years"] = sorted({m["published_on"].year for m in row["members"] if m["published_on"]})
    return rows
