"""Reviews, their documents and what was left out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from room.questions.themes import labels
from vocabulary.registers import nations
from warehouse.desk import Desk, catalogue

Row = dict[str, Any]


def review(desk: Desk, review_id: str) -> Row | None:
    """One review with the name of its type."""
    return catalogue(desk).row(review_id)


def listed(
    desk: Desk, words: str, *, nation: str, family: str, skip: int, limit: int
) -> tuple[list[Row], int]:
    """Reviews whose title or publisher contains the words, newest first, and how many there are."""
    known = catalogue(desk)
    places = known.listed(words, nation, family)
    return [known.at(place) for place in places[skip : skip + limit]], len(places)


def total(desk: Desk) -> int:
    """How many reviews there are."""
    return len(catalogue(desk).rows)


def values(desk: Desk, column: Literal["nation", "report_family"]) -> list[str]:
    """The values that reviews have in this column."""
    found = catalogue(desk).column(column)
    return sorted({str(value) for value in found if value is not None})


def themes_of(desk: Desk, review_id: str) -> list[Row]:
    """The themes of a review, those with most statements first."""
    called = labels(desk)

    def ask() -> list[Row]:
        rows = desk.rows(
            "select theme_id, n_statements, n_good_practice, score from core.review_themes"
            " where review_id = $id",
            {"id": review_id},
        )
        rows = [{**row, "label": called[row["theme_id"]]} for row in rows]
        return sorted(rows, key=lambda row: (-row["n_statements"], -row["score"], row["theme_id"]))

    return desk.once(("themes of", review_id), ask)


def similar(desk: Desk, review_id: str, limit: int = 12) -> list[Row]:
    """Reviews like this one."""
    return desk.once(
        ("similar", review_id),
        lambda: desk.rows(
            "select review_id, title, nation, publisher, published_on, score, shared_themes[1:4] as"
            " shared_themes from similar_reviews($id, max_rows := $limit)",
            {"id": review_id, "limit": limit},
        ),
    )


def responses(desk: Desk, review_id: str) -> list[Row]:
    """The responses to its recommendations."""
    if review_id not in _answered(desk):
        return []
    return desk.once(
        ("responses", review_id),
        lambda: desk.rows(
            "select r.recommendation_id, r.recommendation_number, r.acceptance, r.progress,"
            " r.status, r.action, r.owner, r.due, r.page_first, r.document_id"
            " from responses r join core.responses c using (response_id) where r.review_id = $id"
            " order by r.document_id, c.ordinal",
            {"id": review_id},
        ),
    )


def _answered(desk: Desk) -> frozenset[str]:
    """The reviews that have a response. Kept, because every query for one reads all responses."""

    def ask() -> frozenset[str]:
        _, rows = desk.table("select distinct review_id from responses where review_id is not null")
        return frozenset(name for (name,) in rows)

    return desk.once("reviews with responses", ask, stays=True)


def several(desk: Desk, review_ids: Iterable[str]) -> dict[str, Row]:
    """Reviews by id, with the names of their types; those that are gone are left out."""
    known = catalogue(desk)
    return {name: row for name in review_ids if (row := known.row(name))}


def by_nation(desk: Desk, themes: Sequence[str]) -> list[Row]:
    """For each nation: how many counted reviews are about each theme, how many there are, and the
    year of the latest that is about any.
    """
    return desk.once(("nations", tuple(themes)), lambda: _by_nation(desk, themes))


def _by_nation(desk: Desk, themes: Sequence[str]) -> list[Row]:
    of = desk.rows(
        "select nation, null as theme_id, count(*)::integer as n, null::integer as latest"
        " from reviews where is_counted and nation is not null group by nation"
        " union all select r.nation, t.theme_id, count(*)::integer, max(r.year)::integer"
        " from review_themes t join reviews r using (review_id)"
        " where t.is_about and r.nation is not null and list_contains($themes, t.theme_id)"
        " group by r.nation, t.theme_id",
        {"themes": list(themes)},
    )
    totals = {row["nation"]: row["n"] for row in of if row["theme_id"] is None}
    found = {(row["nation"], row["theme_id"]): row for row in of if row["theme_id"]}
    return [
        {
            "nation": nation,
            "total": totals.get(nation, 0),
            "counts": [found[nation, t]["n"] if (nation, t) in found else 0 for t in themes],
            "latest": max(
                (found[nation, t]["latest"] or 0 for t in themes if (nation, t) in found),
                default=0,
            )
            or None,
        }
        for nation in sorted(nations())
    ]
