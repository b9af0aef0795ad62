"""Themes: what they mean, how often they are found, and how well."""

from __future__ import annotations

import re
from typing import Any

from warehouse.desk import Desk, catalogue

Row = dict[str, Any]
_TELLING = 5  # letters: shorter words are in many names


def listed(desk: Desk) -> list[Row]:
    """All themes with the number of counted reviews that have them, in the taxonomy's order."""
    return desk.once(
        "themes",
        lambda: desk.rows(
            "select t.theme_id, t.label, t.group_label, t.definition, count(v.review_id) as n,"
            " (select count(*) from reviews where is_counted) as total"
            " from (select *, row_number() over () as place from themes) t"
            " left join (select theme_id, review_id from review_themes where is_about) v"
            " using (theme_id) group by all order by any_value(t.place)"
        ),
    )


def labels(desk: Desk) -> dict[str, str]:
    """Names of themes by id, in the taxonomy's order."""
    return {row["theme_id"]: row["label"] for row in listed(desk)}


def named(desk: Desk, words: str) -> list[Row]:
    """The themes whose names contain a typed word, those with most of the words first."""
    wanted = {word for word in re.findall(r"\w+", words.lower()) if len(word) >= _TELLING}
    found = [
        (len(wanted & set(re.findall(r"\w+", row["label"].lower()))), row) for row in listed(desk)
    ]
    return [row for n, row in sorted(found, key=lambda one: -one[0]) if n]


def theme(desk: Desk, theme_id: str) -> Row | None:
    """One theme with its measured error rates."""
    found = _by_theme(
        desk,
        "select t.*, q.precision, q.recall, q.support, q.threshold, q.measured_on from themes t"
        " left join theme_quality q using (theme_id)",
        theme_id,
    )
    return found[0] if found else None


def review_rates(desk: Desk, theme_id: str) -> list[Row]:
    """How well it is recognised for whole reviews, by family of documents, local reviews first."""
    return _by_theme(
        desk,
        "select theme_id, documents, n_about, precision, recall, rates_of"
        " from review_quality_by_theme order by is_narrative desc",
        theme_id,
    )


def crosswalk(desk: Desk, theme_id: str) -> list[Row]:
    """The names of the theme in other taxonomies."""
    return _by_theme(
        desk,
        "select theme_id, taxonomy, code from theme_crosswalk order by taxonomy, code",
        theme_id,
    )


def _by_theme(desk: Desk, sql: str, theme_id: str, by: str = "theme_id") -> list[Row]:
    """The rows about one theme. There are few, so the rows of all themes are read at once."""

    def ask() -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in desk.rows(sql):
            found.setdefault(row[by], []).append(row)
        return found

    return desk.once(sql, ask).get(theme_id, [])


def trend(desk: Desk, theme_id: str) -> dict[str, list[Row]]:
    """By family of report: reviews with the theme each year, of how many, with the interval.

    The figures are those of `theme_trend`, which checks its arguments at every call. This query for
    all themes takes half the time of that macro for one.
    """

    def ask() -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in desk.rows(_TRENDS):
            found.setdefault((row.pop("theme_id"), row.pop("report_family")), []).append(row)
        return found

    rows = desk.once("trends", ask)
    return {family: rows.get((theme_id, family), []) for family in _families(desk)}


def _families(desk: Desk) -> list[str]:
    """Families of reports with counted reviews, the largest first."""

    def ask() -> list[str]:
        found = desk.rows(
            "select report_family as f from reviews where is_counted"
            " group by all order by count(*) desc, f"
        )
        return [row["f"] for row in found]

    return desk.once("families of reports", ask)


def together(desk: Desk, theme_id: str) -> list[Row]:
    """Themes that occur with it in a family of reviews more often than by chance, surest first."""
    return _by_theme(desk, _PAIRS, theme_id, "theme_a")


def reviews_with(desk: Desk, theme_id: str, limit: int = 10) -> list[Row]:
    """The reviews in which it certainly has the largest share: two statements of four count less
    than twenty of forty.
    """
    rows = desk.once(
        ("reviews with", theme_id),
        lambda: desk.rows(_REVIEWS, {"id": theme_id, "limit": limit}),
    )
    known = catalogue(desk)
    found = ((known.row(row["review_id"]), row["n_statements"]) for row in rows)
    return [{**review, "n_statements": n} for review, n in found if review]


_REVIEWS = """
select v.review_id, v.n_statements from core.review_themes v
join (
    select review_id, n_findings + n_recommendations + n_good_practice + n_learning_points
        + n_questions + n_actions as n from core.reviews where is_counted
) r using (review_id)
where v.theme_id = $id order by wilson_low(v.n_statements, r.n) desc, v.review_id limit $limit
"""
_TRENDS = """
with parts as (
    select report_family, year, count(*) as total from core.reviews
    where is_counted and year is not null group by all
),
hits as (
    select v.theme_id, r.report_family, r.year, count(*) as n
    from core.reviews_about v join core.reviews r using (review_id)
    where r.is_counted and r.year is not null group by all
)
select theme_id, report_family, year, coalesce(n, 0)::integer as n_reviews,
    total::integer as n_reviews_in_part, round(coalesce(n, 0) / total, 4) as share,
    wilson_low(coalesce(n, 0), total) as share_low, wilson_high(coalesce(n, 0), total) as share_high
from core.themes cross join parts left join hits using (theme_id, report_family, year)
order by theme_id, report_family, year
"""
_PAIRS = """
select theme_a, theme_b as theme_id, label_b as label, report_family, n_both, n_reviews_in_part,
    n_expected, lift_low
from theme_pairs where n_both >= 2 and lift > 1
qualify row_number() over (
    partition by theme_a order by lift_low desc nulls last, n_both desc, theme_b
) <= 12
order by theme_a, lift_low desc nulls last, n_both desc, theme_b
"""
