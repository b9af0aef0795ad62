"""The cookbook's answers on themes, counted a second time in pandas."""
# ruff: noqa: E501 - one row of a count reads best on one line

from __future__ import annotations

import itertools
import math
from typing import Any

import pandas as pd
import pytest
from counted import Again, Base, Rows, check, share, wilson

SUPERVISION, FAMILY = "system.supervision", "family.whole_family"
BOTH = ["case_review", "thematic_review"]


def top(b: Base, by: str, most: int, families: list[str] | None) -> Rows:
    reviews = b.counted
    if families:
        reviews = reviews[reviews.report_family.isin(families)]
    rows: Rows = []
    for cell, of in reviews.groupby(by, dropna=False):
        counts = [
            (of.review_id.isin(b.about_theme(t)).sum(), label) for t, label in b.label_of.items()
        ]
        ranked = sorted((-n, label) for n, label in counts if n)[:most]
        name = None if pd.isna(cell) else cell
        rows += [(name, label, share(-n, len(of))) for n, label in ranked]
    return rows


def trend(b: Base) -> Rows:
    of_both = b.counted[b.counted.report_family.isin(BOTH) & b.counted.year.notna()]
    rows = []
    for year, of in of_both.groupby("year"):
        n = of.review_id.isin(b.about_theme(SUPERVISION)).sum()
        rows.append((int(year), share(n, len(of)), *wilson(n, len(of))))
    return rows


def without(b: Base) -> Rows:
    first = b.about_theme("family.parental_learning_disability") - b.with_theme(
        SUPERVISION, "finding"
    )
    of = b.cases[b.cases.review_id.isin(first) & (b.cases.year >= 2015)]
    return sorted(zip(of.title, of.year.astype(int), strict=True))


def here(b: Base) -> Rows:
    types = b.rows("report_types").set_index("code")
    counts = b.counted.review_type.value_counts()
    return sorted(
        (types.report_family[code], types.label[code], n)
        for code, n in counts.items()
        if code in types.index
    )


def passed(b: Base) -> Rows:
    rows = []
    for nation, of in b.cases.groupby("nation"):
        dated = of.dropna(subset=["incident_on", "published_on"])
        dated = dated[dated.published_precision != "year"]
        months = sorted(
            (p.year - i.year) * 12 + p.month - i.month
            for i, p in zip(dated.incident_on, dated.published_on, strict=True)
        )
        said = (months[0], round(pd.Series(months).median()), months[-1]) if months else (None,) * 3
        rows.append((nation, len(of), len(months), *said))
    return rows


def _rates(b: Base, of: Any) -> tuple[float, float, str]:
    """Each rate the theme's own from ten documents on, else that of all themes."""
    every = b.rows("review_theme_quality").query("is_narrative").iloc[0]
    precision = of.n_right / of.n_said if of.n_said >= 10 else every.precision
    recall = of.n_right / of.n_about if of.n_about >= 10 else every.recall
    source = {
        (True, True): "theme", (False, False): "all themes",
        (True, False): "precision of the theme, recall of all",
        (False, True): "recall of the theme, precision of all",
    }[of.n_said >= 10, of.n_about >= 10]  # fmt: skip
    return precision, recall, source


def rates(b: Base) -> tuple[float, float, str]:
    found = b.rows("review_quality_by_theme").query(f"theme_id == '{FAMILY}' and is_narrative")
    return _rates(b, found.iloc[0])


def _given(share: float) -> float | None:
    """A corrected share, which is not given where it is more than all."""
    return round(share, 4) if share <= 1 else None


def corrected(b: Base) -> Rows:
    precision, recall, of = rates(b)
    n, total = len(b.about_theme(FAMILY) & set(b.cases.review_id)), len(b.cases)
    right = _given(n * precision / recall / total)
    return [
        (
            n,
            total,
            round(n / total, 4),
            *wilson(n, total),
            round(precision, 4),
            round(recall, 4),
            of,
            right,
        )
    ]


def corrected_by_year(b: Base) -> Rows:
    precision, recall, source = rates(b)
    rounded = round(precision, 4), round(recall, 4)
    rows = []
    for year, of in b.cases[b.cases.year >= 2023].groupby("year"):
        n = of.review_id.isin(b.about_theme(FAMILY)).sum()
        right = _given(n * precision / recall / len(of))
        rows.append((int(year), share(n, len(of)), *wilson(n, len(of)), *rounded, source, right))
    return rows


def told_of_reviews(b: Base) -> Rows:
    rows = []
    for of in b.rows("review_quality_by_theme").query("is_narrative").itertuples():
        *figures, source = _rates(b, of)
        rounded = (round(f, 4) for f in figures)
        rows.append((of.label, of.n_about, of.n_said, of.n_right, *rounded, source))
    rows.sort(key=lambda row: (-row[1], row[0]))
    return sorted(rows, key=lambda row: row[6], reverse=True)[:4]


def pairs(b: Base) -> Rows:
    cases, rows = set(b.cases.review_id), []
    sets = {theme: b.about_theme(theme) & cases for theme in b.label_of}
    for one, two in itertools.combinations(sorted(sets), 2):
        n, a, c, total = len(sets[one] & sets[two]), len(sets[one]), len(sets[two]), len(cases)
        if n < 2:
            continue
        lift = n * total / (a * c)
        half = 1.96 * math.sqrt(max(0, 1 / n - 1 / a - 1 / c - 1 / total + 2 * n / (a * c)))
        ends = (round(lift * math.exp(side * half), 3) for side in (-1, 1))
        rows.append((b.label_of[one], b.label_of[two], n, round(lift, 3), *ends, share(n, total)))
    return sorted(rows, key=lambda row: (-row[3], -row[2], row[0], row[1]))[:6]


def which(b: Base) -> Rows:
    themes = ("family.parental_learning_disability", FAMILY, "rights.child_voice")
    whole = set.intersection(*(b.about_theme(theme) for theme in themes))
    return sorted((r,) for r in whole)


AGAIN: dict[str, Again] = {
    "Which themes come up most in each nation?": (lambda b: top(b, "nation", 3, BOTH), None),
    "Which themes come up most in each kind of review?": (lambda b: top(b, "review_type", 1, None), None),
    "Which themes come up most in each year?": (lambda b: top(b, "year", 1, BOTH), None),
    "How has a theme's share changed, with intervals and error rates?": (trend, None),
    "Which case reviews have one theme and no finding on another?": (without, (0, 1)),
    "Which kinds of report are here, and to which family do they belong?": (here, None),
    "How many months pass from incident to publication, and for how many reviews is that known?": (passed, None),
    "What is a theme's share, corrected for what is missed and wrongly included?": (corrected, None),
    "How has a theme's share changed, corrected year by year?": (corrected_by_year, None),
    "How well is each theme recognised in whole reviews?": (told_of_reviews, None),
    "Which themes go together?": (pairs, None),
    "Which reviews are they?": (which, (0,)),
}  # fmt: skip
UNORDERED = frozenset(
    {
        "Which case reviews have one theme and no finding on another?",
        "Which reviews are they?",
    }
)


@pytest.mark.parametrize("title", AGAIN)
def test_counted_again_in_pandas_it_is_the_same(base: Base, title: str) -> None:
    check(base, title, AGAIN[title], is_ordered=title not in UNORDERED)
