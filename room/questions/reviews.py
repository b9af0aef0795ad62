"""Reviews, their documents and what was left out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from warehouse.desk import Desk, documents_of, stated

Row = dict[str, Any]
_WITH_TYPE = (
    "select r.*, coalesce(t.label, r.review_type) as type_label from reviews r"
    " left join report_types t on t.code = r.review_type"
)


def review(desk: Desk, review_id: str) -> Row | None:
    """One review with the name of its type."""
    found = desk.rows(f"{_WITH_TYPE} where r.review_id = $id", {"id": review_id})
    return found[0] if found else None


def listed(
    desk: Desk, words: str, *, nation: str, family: str, skip: int, limit: int
) -> tuple[list[Row], int]:
    """Reviews whose title or publisher holds the words, newest first; and how many there are."""
    test = (
        "($words = '' or contains(lower(coalesce(r.title, '') || ' ' || coalesce(r.publisher, '')"
        " || ' ' || r.review_id), lower($words))) and ($nation = '' or r.nation = $nation)"
        " and ($family = '' or r.report_family = $family)"
    )
    asked: Row = {"words": words, "nation": nation, "family": family}
    n = desk.rows(f"select count(*) as n from reviews r where {test}", asked)[0]["n"]
    rows = desk.rows(
        f"{_WITH_TYPE} where {test} order by r.published_on desc nulls last, r.review_id"
        " limit $limit offset $skip",
        {**asked, "limit": limit, "skip": skip},
    )
    return rows, int(n)


def values(desk: Desk, column: Literal["nation", "report_family"]) -> list[str]:
    """What reviews have in this column."""
    found = desk.rows(f"select distinct {column} as v from reviews where {column} is not null")
    return sorted(str(row["v"]) for row in found)


def documents(desk: Desk, review_id: str) -> list[Row]:
    """The documents of a review: report, summary, briefing, response, twin in another language."""
    return desk.once(("documents", review_id), lambda: documents_of(desk, review_id))


def facts(desk: Desk, document_id: str) -> list[Row]:
    """What the document says of itself, with the printed words."""
    return stated(desk, document_id)


def issues(desk: Desk, document_id: str) -> list[Row]:
    """What was left out or could not be read."""
    return desk.rows(
        "select severity, code, message, page from issues where document_id = $id"
        " order by page nulls first, code",
        {"id": document_id},
    )


def themes_of(desk: Desk, review_id: str) -> list[Row]:
    """The themes of a review, the strongest first."""
    return desk.rows(
        "select theme_id, label, n_statements, n_good_practice, score from review_themes"
        " where review_id = $id order by score desc, theme_id",
        {"id": review_id},
    )


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
    """What was answered to its recommendations."""
    return desk.rows(
        "select recommendation_id, recommendation_number, acceptance, progress, status, action,"
        " owner, due, page_first, document_id from responses where review_id = $id"
        " order by page_first, response_id",
        {"id": review_id},
    )


def several(desk: Desk, review_ids: Iterable[str]) -> dict[str, Row]:
    """Reviews by id, with the names of their types; those that are gone are left out."""
    rows = desk.rows(
        f"{_WITH_TYPE} where list_contains($ids, r.review_id)", {"ids": list(review_ids)}
    )
    return {row["review_id"]: row for row in rows}


def by_nation(desk: Desk, themes: Sequence[str]) -> list[Row]:
    """How many counted reviews of each nation carry any of the themes, of how many."""
    return desk.once(("nations", tuple(themes)), lambda: _by_nation(desk, themes))


def _by_nation(desk: Desk, themes: Sequence[str]) -> list[Row]:
    return desk.rows(
        "with nations as (select unnest(['England', 'Scotland', 'Wales', 'Northern Ireland'])"
        " as nation), mine as (select distinct review_id from review_themes"
        " where list_contains($themes, theme_id))"
        " select n.nation, count(r.review_id) as total, count(m.review_id) as n,"
        " max(r.year) filter (m.review_id is not null) as latest from nations n"
        " left join reviews r on r.nation = n.nation and r.is_counted"
        " left join mine m on m.review_id = r.review_id group by n.nation order by n.nation",
        {"themes": list(themes)},
    )
