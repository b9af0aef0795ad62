"""Ready lists for themes: what worked, what was asked before, questions to put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from warehouse.desk import Desk

Row = dict[str, Any]


def of_kind(
    desk: Desk, kind: str, themes: Sequence[str], *, skip: int, limit: int
) -> tuple[list[str], int, int]:
    """Statements of a kind on any of the themes, the surest first and reviews in turn; how many
    there are, and in how many reviews.
    """
    asked: Row = {"kind": kind, "themes": list(themes)}
    source = (
        "with mine as (select s.statement_id, s.review_id, s.confidence,"
        " coalesce(max(l.score), 0) as score from statements s"
        " left join statement_themes l on l.statement_id = s.statement_id"
        " and list_contains($themes, l.theme_id)"
        " where s.kind = $kind and not s.is_repeat and s.review_id is not null"
        " and (len($themes) = 0 or l.theme_id is not null) group by all) "
    )
    n = desk.rows(source + "select count(*) as n, count(distinct review_id) as r from mine", asked)[
        0
    ]
    rows = desk.rows(
        source + "select statement_id, row_number() over (partition by review_id"
        " order by score desc, confidence desc, statement_id) as turn from mine"
        " order by turn, score desc, statement_id limit $limit offset $skip",
        {**asked, "limit": limit, "skip": skip},
    )
    return [str(row["statement_id"]) for row in rows], int(n["n"]), int(n["r"])


def asked_before(
    desk: Desk, themes: Sequence[str], *, skip: int, limit: int
) -> tuple[list[Row], int]:
    """Clusters of repeated recommendations on any of the themes, the most repeated first."""
    test = (
        " where (len($themes) = 0 or exists (select 1 from statement_themes l"
        " where l.statement_id = c.statement_id and list_contains($themes, l.theme_id)))"
    )
    asked: Row = {"themes": list(themes)}
    n = desk.rows(
        f"select count(distinct cluster_id) as n from repeat_recommendations c{test}", asked
    )[0]["n"]
    rows = desk.rows(
        "with chosen as (select distinct cluster_id from repeat_recommendations c"
        f"{test}), clusters as (select c.cluster_id, any_value(representative) as text,"
        " max(n_members) as n_members, max(n_reviews) as n_reviews,"
        " max(n_publishers) as n_publishers, min(first_on) as first_on, max(last_on) as last_on,"
        " list(distinct nation order by nation) filter (nation is not null) as nations,"
        " list(distinct publisher order by publisher) filter (publisher is not null) as boards"
        " from repeat_recommendations c semi join chosen using (cluster_id) group by c.cluster_id)"
        " select * from clusters order by n_reviews desc, n_members desc, cluster_id"
        " limit $limit offset $skip",
        {**asked, "limit": limit, "skip": skip},
    )
    members = desk.rows(
        "select cluster_id, statement_id, title, publisher, nation, published_on, number,"
        " page_first, text, addressee, review_id from repeat_recommendations"
        " where list_contains($ids, cluster_id) order by published_on nulls last, statement_id",
        {"ids": [row["cluster_id"] for row in rows]},
    )
    for row in rows:
        row["members"] = [m for m in members if m["cluster_id"] == row["cluster_id"]]
        row["years"] = sorted({m["published_on"].year for m in row["members"] if m["published_on"]})
    return rows, int(n)
