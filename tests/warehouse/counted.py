"""What the cookbook's answers are counted from a second time: rows, and nothing that is counted."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

import warehouse
from warehouse.cookbook import COOKBOOK, recipes

RECIPES = {r.title: r.sql for r in recipes(COOKBOOK.read_text(encoding="utf-8"))}
Rows = list[tuple[Any, ...]]


class Base:
    """What is not counted yet: rows of reviews, of statements and of their labels."""

    def __init__(self, path: Path) -> None:
        self.path = path
        views = ("reviews", "statements", "statement_themes", "themes", "agencies", "responses")
        frames = {view: warehouse.frame(path, f"from {view}") for view in views}
        self.reviews = frames["reviews"]
        self.counted = self.reviews[self.reviews.is_counted]
        local = self.counted.report_family.isin(["case_review", "thematic_review"])
        self.local = self.counted[local]
        self.cases = self.counted[self.counted.report_family == "case_review"]
        self.statements, self.themes = frames["statements"], frames["themes"]
        self.labels, self.agencies = frames["statement_themes"], frames["agencies"]
        self.answers = frames["responses"]
        self.label_of = dict(zip(self.themes.theme_id, self.themes.label, strict=True))
        self.said = self.statements[
            ~self.statements.is_repeat & self.statements.review_id.isin(self.counted.review_id)
        ]
        self.hits = self._hits()
        self.about = self._about()

    def _hits(self) -> pd.DataFrame:
        """One row for each theme of each thing said; what repeats another counts nowhere."""
        said = self.said[["statement_id", "kind"]].rename(columns={"statement_id": "said"})
        rows = self.labels.rename(columns={"statement_id": "said"}).merge(said, on="said")
        rows = rows[rows.review_id.isin(self.counted.review_id)]
        return rows.assign(concern=rows.stance == "concern", praise=rows.stance == "good_practice")

    def _about(self) -> set[tuple[str, str]]:
        """Pairs of a review and a theme that it is about as likely as not."""
        likely = self.rows("review_theme_quality").chance.iloc[0]
        found = self.rows("review_themes")
        found = found[found.review_id.isin(self.counted.review_id) & (found.chance >= likely)]
        return set(zip(found.review_id, found.theme_id, strict=True))

    def about_theme(self, theme: str) -> set[str]:
        return {review for review, of in self.about if of == theme}

    def with_theme(self, theme: str, kind: str | None = None) -> set[str]:
        found = self.hits[self.hits.theme_id == theme]
        return set((found if kind is None else found[found.kind == kind]).review_id)

    def ask(self, title: str) -> Rows:
        return warehouse.query(self.path, RECIPES[title]).rows

    def rows(self, view: str) -> pd.DataFrame:
        return warehouse.frame(self.path, f"from {view}")


def share(n: int, total: int) -> str:
    if not total:
        return "none known"
    return f"{n} of {total} ({math.floor(100 * n / total + 0.5)} %)"


def wilson(n: int, total: int) -> tuple[float, float]:
    z, p = 1.96, n / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return round(max(0, middle - half), 4), round(min(1, middle + half), 4)


# What counts an answer again, and the columns that are compared; None for all of them.
Again = tuple[Callable[[Base], Rows], tuple[int, ...] | None]


def check(base: Base, title: str, again: Again, *, is_ordered: bool = True) -> None:
    """Fail where the cookbook's answer is another than the count, or empty."""
    count, columns = again
    asked = base.ask(title)
    if columns is not None:
        asked = [tuple(row[i] for i in columns) for row in asked]
    assert asked, "the sample has nothing to count"
    assert (asked if is_ordered else sorted(asked)) == count(base)
