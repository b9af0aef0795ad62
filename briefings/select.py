"""Which reviews and which of their words belong in a briefing, and why.

A seed review's neighbours come from the warehouse's `similar_reviews`: themes weighted by rarity
(0.7) and words (0.3). Statements are ranked by how surely they carry a shared theme, by kind, and
by a length that can be quoted. Narrative is never quoted: only statements are.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import warehouse
from briefings.content import Briefing, ChosenReview, Extract, ThemeCount
from briefings.wording import cut, dated, link_to, why_themes

_SEED_THEMES = 6
_MOST_EXTRACTS = 3
_IMPLICATIONS = 12
# What a person who writes a review compares it with: inspections and inquiries count differently.
_FAMILIES = ("case_review", "thematic_review")


class BriefingError(Exception):
    """The seed or theme that was asked for is not there; says what is."""


def select(
    path: Path,
    *,
    seed: str | None = None,
    themes: Sequence[str] = (),
    since: str | None = None,
    limit: int = 6,
) -> Briefing:
    """Choose reviews and extracts for a seed review, for themes, or for a seed through themes.

    `seed` is a review id, its beginning, or words of its title; `since` is an ISO date: reviews
    that this warehouse did not have before are marked as new. Raises BriefingError where seed or
    theme is unknown, WarehouseError where the file cannot be read.
    """
    if not seed and not themes:
        raise BriefingError("Name a review with --seed, or a theme with --theme.")
    desk = _Desk(path, since)
    known = desk.theme_ids(themes)
    seed_id = desk.review_id(seed) if seed else None
    desk.keep_to_families(seed_id)
    chosen_themes = known or desk.themes_of(seed_id or "")
    if not chosen_themes:
        raise BriefingError("This review carries no themes: name some with --theme.")
    found = desk.neighbours(seed_id, chosen_themes, limit)
    reviews = tuple(desk.chosen(row, chosen_themes) for row in found)
    seed_row = {"review_id": seed_id, "why": "The review of this briefing."}
    own = desk.chosen(seed_row, chosen_themes) if seed_id else None
    counts = desk.counts(chosen_themes)
    subject = own.title if own else ", ".join(count.label for count in counts)
    return Briefing(
        subject=subject,
        seed=own,
        themes=counts,
        reviews=tuple(review for review in reviews if review.extracts),
        implications=desk.implications([r.review_id for r in reviews], chosen_themes),
        since=since,
        built_at=desk.built_at(),
        n_reviews=desk.total,
        families=tuple(desk.families),
        n_considered=len(found),
    )


class _Desk:
    """Questions to one warehouse."""

    def __init__(self, path: Path, since: str | None) -> None:
        self._path = path
        self._since = since
        self.families: list[str] = []
        self.total = 0

    def keep_to_families(self, seed_id: str | None) -> None:
        """Count and choose among case and thematic reviews, and the seed's own family.

        Where the warehouse has none of these, all families count.
        """
        rows = self._ask(
            "select report_family, count(*) as n,"
            " coalesce(bool_or(review_id = $1), false) as is_own"
            " from reviews where is_counted group by all order by all",
            [seed_id],
        )
        kept = [r for r in rows if r["report_family"] in _FAMILIES or r["is_own"]] or rows
        self.families = [str(row["report_family"]) for row in kept]
        self.total = sum(int(row["n"]) for row in kept)

    def _ask(self, sql: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        found = warehouse.query(self._path, sql, parameters)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def built_at(self) -> str:
        """When the warehouse was built (UTC)."""
        rows = self._ask("select finished_at from runs where is_current")
        return str(rows[0]["finished_at"]) if rows else ""

    def review_id(self, seed: str) -> str:
        """The one review that `seed` names."""
        rows = self._ask(
            "select review_id, title from reviews where starts_with(review_id, $1)"
            " or title ilike '%' || $1 || '%' order by published_on desc nulls last",
            [seed],
        )
        if not rows:
            raise BriefingError(
                f'No review is named by {seed!r}. `reviews sql "FROM reviews"` lists them.'
            )
        if len(rows) > 1:
            several = "; ".join(f"{row['review_id']} {row['title']}" for row in rows[:5])
            raise BriefingError(f"{seed!r} names several reviews: {several}. Give more of the id.")
        return str(rows[0]["review_id"])

    def theme_ids(self, themes: Sequence[str]) -> list[str]:
        """Themes by id or by words of their label."""
        out: list[str] = []
        for theme in themes:
            rows = self._ask(
                "select theme_id from themes where theme_id = $1 or label ilike '%' || $1 || '%'",
                [theme],
            )
            if not rows:
                raise BriefingError(
                    f'No theme is named by {theme!r}. `reviews sql "FROM themes"` lists them.'
                )
            out += [str(row["theme_id"]) for row in rows]
        return list(dict.fromkeys(out))

    def themes_of(self, review_id: str) -> list[str]:
        """The themes that stand out in a review: strong in it and rare elsewhere."""
        rows = self._ask(
            "select theme_id from review_themes r join"
            " (select theme_id, count(*) as n from review_themes"
            " where list_contains($4, report_family) group by theme_id) using (theme_id)"
            # Strength decides; rarity only tips the scale, or a warehouse of a few reviews
            # would brief about whatever stands in one of them.
            " where review_id = $1"
            " order by score * (1 + 0.25 * ln($2 / n)) desc, theme_id limit $3",
            [review_id, self.total, _SEED_THEMES, self.families],
        )
        return [str(row["theme_id"]) for row in rows]

    def neighbours(
        self, seed_id: str | None, themes: list[str], limit: int
    ) -> list[dict[str, Any]]:
        """Reviews that share the themes, best first, with the reason in words."""
        sql = _LIKE_SEED if seed_id else _BY_THEME
        rows = self._ask(sql, [themes, limit, self.families, *([seed_id] if seed_id else [])])
        for row in rows:
            row["why"] = why_themes(row["labels"], len(themes), float(row["likeness"]))
        return rows

    def chosen(self, row: dict[str, Any], themes: list[str]) -> ChosenReview:
        """One review with its best extracts."""
        review_id = str(row["review_id"])
        found = self._ask("select * from reviews where review_id = $1", [review_id])[0]
        return ChosenReview(
            review_id=review_id,
            title=str(found["title"] or "Untitled review"),
            review_type=found["review_type"],
            nation=found["nation"],
            publisher=found["publisher"],
            published=dated(found["published_on"], found["published_precision"]),
            link=found["url"],
            shared=tuple(row.get("labels", ())),
            why=str(row["why"]),
            is_new=bool(self._since and str(found["first_seen"])[:10] >= self._since),
            extracts=self.extracts([review_id], themes, _MOST_EXTRACTS, list(_KINDS)),
        )

    def extracts(
        self, reviews: list[str], themes: list[str], limit: int, kinds: list[str]
    ) -> tuple[Extract, ...]:
        """The statements that carry the themes best, each once, of several kinds if there."""
        rows = self._ask(_EXTRACTS, [reviews, themes, limit, kinds])
        return tuple(_extract(row) for row in rows)

    def implications(self, reviews: list[str], themes: list[str]) -> tuple[Extract, ...]:
        """What the chosen reviews ask for: recommendations and learning points."""
        if not reviews:
            return ()
        kinds = ["recommendation", "learning_point"]
        return self.extracts(reviews, themes, _IMPLICATIONS, kinds)

    def counts(self, themes: list[str]) -> tuple[ThemeCount, ...]:
        """Each theme's count of reviews with its denominator and measured error rates."""
        rows = self._ask(
            "select t.theme_id, t.label, t.definition, count(distinct r.review_id) as n,"
            " any_value(q.precision) as p, any_value(q.recall) as c from themes t"
            " left join (select v.* from review_themes v join reviews using (review_id)"
            " where is_counted) r on r.theme_id = t.theme_id"
            " and list_contains($2, r.report_family)"
            " left join theme_quality q on q.theme_id = t.theme_id"
            " where list_contains($1, t.theme_id) group by all order by n desc, t.theme_id",
            [themes, self.families],
        )
        return tuple(
            ThemeCount(
                r["theme_id"], r["label"], r["definition"], int(r["n"]), self.total, r["p"], r["c"]
            )
            for r in rows
        )


# Kinds by how much a briefing's reader gains from them; a good practice is told as often as a gap.
_KINDS = ("learning_point", "recommendation", "finding", "good_practice", "question")
_BY_THEME = """
select review_id, sum(score) as weight, count(*) as n_shared,
    list(label order by score desc) as labels, 0.0 as likeness
from review_themes
semi join (select review_id from reviews where is_counted) using (review_id)
where list_contains($1, theme_id) and list_contains($3, report_family)
group by review_id
order by n_shared desc, weight desc, review_id
limit $2
"""
_LIKE_SEED = """
select t.review_id, sum(t.score) as weight, count(*) as n_shared,
    list(t.label order by t.score desc) as labels, coalesce(max(s.score), 0) as likeness
from review_themes t
semi join (select review_id from reviews where is_counted) using (review_id)
left join (select review_id, score from similar_reviews($4)) s using (review_id)
where list_contains($1, t.theme_id) and t.review_id <> $4
    and list_contains($3, t.report_family)
group by t.review_id
order by n_shared * (1 + likeness) desc, weight desc, t.review_id
limit $2
"""
_EXTRACTS = """
with ranked as (
    select s.statement_id, s.kind, s.number, s.text, s.page_first, s.addressee, s.review_id, d.url,
        list(t.label order by l.score desc) as labels,
        arg_max(l.evidence, l.score) as evidence,
        sum(l.score) * any_value(s.confidence)
            * any_value(case when length(s.text) between 60 and 420 then 1.0 else 0.6 end) as worth
    from statements s
    join statement_themes l using (statement_id)
    join themes t using (theme_id)
    join documents d on d.document_id = s.document_id
    where list_contains($1, s.review_id) and list_contains($2, l.theme_id)
        and list_contains($4, s.kind) and not s.is_repeat
    group by all
),
spread as (
    select *, row_number() over (
        partition by review_id, kind order by worth desc, statement_id
    ) as n_of_kind
    from ranked
)
select * from spread order by n_of_kind, worth desc, statement_id limit $3
"""


def _extract(row: dict[str, Any]) -> Extract:
    text, is_cut = cut(str(row["text"]))
    return Extract(
        statement_id=str(row["statement_id"]),
        kind=str(row["kind"]),
        number=row["number"],
        text=text,
        page=int(row["page_first"]),
        link=link_to(row["url"], int(row["page_first"])),
        themes=tuple(row["labels"]),
        why=f"{row['labels'][0]}: “{row['evidence']}”",
        addressee=row["addressee"],
        is_cut=is_cut,
    )
