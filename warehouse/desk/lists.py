"""Ready lists for themes, worked out by the build: what worked, questions, advice given before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from warehouse.desk.cards import numbers_of
from warehouse.desk.connection import Desk
from warehouse.desk.labels import labels
from warehouse.desk.ledger import ledger
from warehouse.desk.register import register

Row = dict[str, Any]


class Ready(NamedTuple):
    """The statements on one page of a list; how many it holds, and from how many reviews."""

    numbers: list[int]
    n_statements: int
    n_reviews: int


def ready(desk: Desk, kind: str, themes: Mapping[str, float], *, skip: int, limit: int) -> Ready:
    """Good practice or questions on any of the themes, the weightiest first and reviews in turn."""

    def ask() -> tuple[NDArray[np.int32], int]:
        return _ranked(desk, kind, themes)

    numbers, n_reviews = desk.once(("ready", kind, tuple(sorted(themes.items()))), ask)
    return Ready(numbers[skip : skip + limit].tolist(), len(numbers), n_reviews)


def _ranked(desk: Desk, kind: str, themes: Mapping[str, float]) -> tuple[NDArray[np.int32], int]:
    """The statements of a kind on any of the themes, in order, and from how many reviews."""
    book, of_kind = ledger(desk), _of_kind(desk, kind)
    mine = of_kind.numbers
    score = np.zeros(len(mine))
    if themes:
        weight = np.array([themes.get(name, np.nan) for name in labels(desk).themes])
        weighed = of_kind.score * weight[of_kind.theme]
        asked = ~np.isnan(weighed)
        score[:] = -np.inf
        np.maximum.at(score, of_kind.place[asked], weighed[asked])
        mine, score = mine[score > -np.inf], score[score > -np.inf]
    review, confidence = book.review_of[mine], register(desk).confidence[mine]
    order = np.lexsort((mine, -confidence, -score, review))
    mine, score, review = mine[order], score[order], review[order]
    starts = np.flatnonzero(np.diff(review, prepend=-1))  # of each review
    turn = np.arange(len(mine)) - np.repeat(starts, np.diff(starts, append=len(mine)))
    return mine[np.lexsort((mine, -score, turn))].astype(np.int32), len(starts)


class _OfKind(NamedTuple):
    """The counted statements of a kind, and their labels: the place of the statement of each."""

    numbers: NDArray[np.int64]
    theme: NDArray[np.int32]
    place: NDArray[np.int64]
    score: NDArray[np.float64]


def _of_kind(desk: Desk, kind: str) -> _OfKind:
    def ask() -> _OfKind:
        book = ledger(desk)
        mine = np.sort(book.keep(book.newest, "kind", kind))
        return _OfKind(mine, *labels(desk).of_all(mine))

    return desk.once(("of kind", kind), ask)


def advice(desk: Desk, themes: Sequence[str], *, skip: int, limit: int) -> tuple[list[Row], int]:
    """Clusters of repeated recommendations on any of the themes, the most repeated first, with
    their members; and how many there are.
    """

    def ask() -> tuple[list[Row], int]:
        rows = desk.rows(
            "select cluster_id, representative as text, n_members, n_reviews, n_publishers,"
            " first_on, last_on, nations, boards, count(*) over () as n from core.advice"
            " where len($themes::varchar[]) = 0 or list_has_any(themes, $themes::varchar[])"
            " order by n_reviews desc, n_members desc, cluster_id limit $limit offset $skip",
            {"themes": list(themes), "limit": limit, "skip": skip},
        )
        return _with_members(desk, rows), int(rows[0]["n"]) if rows else 0

    return desk.once(("advice", tuple(themes), skip, limit), ask)


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
    clusters = desk.rows(
        "select cluster_id, statement_id from core.repeats where list_contains($ids, cluster_id)",
        {"ids": [row["cluster_id"] for row in rows]},
    )
    numbers = numbers_of(desk, [one["statement_id"] for one in clusters])
    # By number: the same by id reads every id.
    words = desk.rows(
        "select s.statement_no, s.number, s.text, s.addressee"
        " from (select unnest($numbers::bigint[]) as n) asked"
        " join core.statements s on s.statement_no = asked.n",
        {"numbers": list(numbers.values())},
    )
    known = register(desk)
    said = {row["statement_no"]: known.of(row["statement_no"]) | row for row in words}
    members: dict[str, list[Row]] = {row["cluster_id"]: [] for row in rows}
    for one in clusters:
        found = said.get(numbers.get(one["statement_id"], -1))
        if found and found["review_id"]:
            members[one["cluster_id"]].append(found | one)
    for row in rows:
        row["members"] = sorted(
            members[row["cluster_id"]],
            key=lambda m: (m["published_on"] or date.max, m["statement_id"]),
        )
        row["years"] = sorted({m["published_on"].year for m in row["members"] if m["published_on"]})
    return rows
