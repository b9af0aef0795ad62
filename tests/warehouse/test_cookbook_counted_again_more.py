"""The rest of the cookbook's answers counted a second way, as test_cookbook_counted_again does."""
# ruff: noqa: E501 - one row of a count reads best on one line

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from counted import Base, Rows, share, wilson

SUPERVISION, FAMILY = "system.supervision", "family.whole_family"
BOTH = ["case_review", "thematic_review"]


def top(b: Base, by: str, most: int, families: list[str] | None) -> Rows:
    reviews = b.counted
    if families:
        reviews = reviews[reviews.report_family.isin(families)]
    rows: Rows = []
    for cell, of in reviews.groupby(by, dropna=False):
        counts = [
            (of.review_id.isin(b.with_theme(t)).sum(), label) for t, label in b.label_of.items()
        ]
        ranked = sorted((-n, label) for n, label in counts if n)[:most]
        name = None if pd.isna(cell) else cell
        rows += [(name, label, share(-n, len(of))) for n, label in ranked]
    return rows


def trend(b: Base) -> Rows:
    of_both = b.counted[b.counted.report_family.isin(BOTH) & b.counted.year.notna()]
    rows = []
    for year, of in of_both.groupby("year"):
        n = of.review_id.isin(b.with_theme(SUPERVISION)).sum()
        rows.append((int(year), share(n, len(of)), *wilson(n, len(of))))
    return rows


def without(b: Base) -> Rows:
    first = b.with_theme("family.parental_learning_disability") - b.with_theme(
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


def likely(b: Base) -> set[str]:
    """Reviews that are about the whole family as likely as not."""
    chance = b.rows("review_theme_quality").chance.iloc[0]
    found = b.rows("review_themes")
    return set(found[(found.theme_id == FAMILY) & (found.chance >= chance)].review_id)


def rates(b: Base) -> tuple[float, float, str]:
    of = b.rows("review_quality_by_theme").query(f"theme_id == '{FAMILY}' and is_narrative").iloc[0]
    if of.n_about >= 10 and of.n_said >= 10:
        return of.n_right / of.n_said, of.n_right / of.n_about, "theme"
    every = b.rows("review_theme_quality").query("is_narrative").iloc[0]
    return every.precision, every.recall, "all themes"


def corrected(b: Base) -> Rows:
    precision, recall, of = rates(b)
    n, total = len(likely(b) & set(b.cases.review_id)), len(b.cases)
    right = round(min(1, n * precision / recall / total), 4)
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
        n = of.review_id.isin(likely(b)).sum()
        right = round(min(1, n * precision / recall / len(of)), 4)
        rows.append((int(year), share(n, len(of)), *wilson(n, len(of)), *rounded, source, right))
    return rows


def told_of_reviews(b: Base) -> Rows:
    every = b.rows("review_theme_quality").query("is_narrative").iloc[0]
    rows = []
    for of in b.rows("review_quality_by_theme").query("is_narrative").itertuples():
        own = of.n_about >= 10 and of.n_said >= 10
        figures = (
            (of.n_right / of.n_said, of.n_right / of.n_about)
            if own
            else (every.precision, every.recall)
        )
        rows.append(
            (
                of.label,
                of.n_about,
                of.n_said,
                of.n_right,
                *(round(f, 4) for f in figures),
                "theme" if own else "all themes",
            )
        )
    return sorted(rows, key=lambda row: (row[6] != "theme", -row[1], row[0]))[:4]


def pairs(b: Base) -> Rows:
    cases, rows = set(b.cases.review_id), []
    sets = {theme: b.with_theme(theme) & cases for theme in b.label_of}
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
    whole = set.intersection(*(b.with_theme(theme) for theme in themes))
    return sorted((r,) for r in whole)


def asked_of(b: Base, agency: str) -> pd.DataFrame:
    found = b.said[
        (b.said.kind == "recommendation")
        & b.said.agencies.map(lambda named: named is not None and agency in list(named))
    ]
    return found.merge(
        b.reviews[["review_id", "year", "publisher", "published_on", "title"]], on="review_id"
    )


def visitors(b: Base) -> Rows:
    found = asked_of(b, "health_visiting")
    return sorted(
        zip(found.year, found.publisher, found.text, strict=True), key=lambda row: (-row[0], row[2])
    )


def national(b: Base) -> Rows:
    found = asked_of(b, "central_government").sort_values(["published_on", "text"])
    return list(zip(found.text, found.title, strict=True))


def by_year(b: Base) -> Rows:
    advice = b.said[b.said.kind == "recommendation"].merge(
        b.counted[["review_id", "year"]], on="review_id"
    )
    rows = []
    for year, of in advice.groupby("year", dropna=False):
        named = [
            of.agencies.map(lambda a, w=word: a is not None and w in list(a)).sum()
            for word in ("health_visiting", "police", "central_government")
        ]
        rows.append((None if pd.isna(year) else year, *(share(n, len(of)) for n in named)))
    return rows


def addressees(b: Base) -> Rows:
    advice = b.said[b.said.kind == "recommendation"]
    named = advice.assign(
        agency=advice.agencies.map(
            lambda a: ["not stated"] if a is None or len(a) == 0 else sorted(set(a))
        )
    ).explode("agency")
    total, reviews = len(advice), advice.review_id.nunique()
    rows = [
        (-len(of), agency, share(len(of), total), share(of.review_id.nunique(), reviews))
        for agency, of in named.groupby("agency")
    ]
    return [row[1:] for row in sorted(rows)]


def unanswered(b: Base) -> Rows:
    answers = b.rows("finding_answers")
    linked = set(b.rows("finding_recommendations").finding_id)
    has_advice = b.statements[(b.statements.kind == "recommendation")].review_id.dropna().unique()
    none = answers[
        (answers.answer == "none found") & answers.is_concern & answers.review_id.notna()
    ]
    assert not set(none.finding_id) & linked
    assert set(none.review_id) <= set(has_advice)
    told = none.merge(b.reviews[["review_id", "title"]], on="review_id").merge(
        b.statements[["statement_id", "text"]], left_on="finding_id", right_on="statement_id"
    )
    told = told.sort_values(["title", "ordinal"])
    return list(zip(told.text, told.title, strict=True))[:6]


def answered(b: Base) -> Rows:
    linked = set(b.rows("finding_recommendations").finding_id)
    rows = []
    for answer, of in b.rows("finding_answers").groupby("answer"):
        assert (set(of.finding_id) <= linked) == (answer == "answered")
        rows.append((answer, len(of), of.is_concern.sum()))
    return rows


def since_when(b: Base) -> Rows:
    bodies = (
        b.rows("review_publishers")
        .groupby("review_id")
        .publisher_id.agg(lambda ids: " ".join(sorted(ids)))
    )
    members = b.rows("repeat_recommendations")[
        ["cluster_id", "statement_id", "review_id", "is_representative"]
    ]
    members = members.merge(b.reviews[["review_id", "published_on"]], on="review_id").merge(
        b.statements[["statement_id", "text"]], on="statement_id"
    )
    rows = []
    for _, of in members.groupby("cluster_id"):
        says = of[of.is_representative].text.iloc[0]
        boards = {bodies[r] for r in of.review_id if r in bodies.index}
        dates = of.published_on.dropna()
        ends = (dates.min().date(), dates.max().date()) if len(dates) else (None, None)
        rows.append((says, of.review_id.nunique(), len(boards), *ends))
    return sorted(rows, key=lambda row: (-row[2], row[3] or dt.date.max, row[0]))


def in_words(b: Base) -> Rows:
    members = b.rows("repeat_recommendations")
    clusters = members[
        members.is_representative & members.text.str.contains("supervision", case=False)
    ].cluster_id
    found = members[members.cluster_id.isin(clusters)].sort_values("published_on")
    return list(zip(found.publisher, found.text, strict=True))


def one_partnership(b: Base) -> Rows:
    members = b.rows("repeat_recommendations")
    mine = members[members.publisher.str.lower().str.startswith("calderbrook", na=False)]
    rows = []
    for cluster, of in mine.groupby("cluster_id"):
        if of.review_id.nunique() > 1:
            says = members[(members.cluster_id == cluster) & members.is_representative].text.iloc[0]
            rows.append(
                (
                    says,
                    of.review_id.nunique(),
                    of.published_on.min().date(),
                    of.published_on.max().date(),
                    sorted(set(of.page_url.dropna())),
                )
            )
    return sorted(rows, key=lambda row: (-row[1], row[2]))


def praise(b: Base) -> Rows:
    curious = set(b.labels[b.labels.theme_id == "think.professional_curiosity"].statement_id)
    found = b.said[(b.said.kind == "good_practice") & b.said.statement_id.isin(curious)]
    return sorted(
        found.merge(b.reviews[["review_id", "title"]], on="review_id")[
            ["text", "title"]
        ].itertuples(index=False, name=None)
    )


def questions(b: Base) -> Rows:
    found = (
        b.said[b.said.kind == "question"]
        .merge(b.reviews[["review_id", "title"]], on="review_id")
        .sort_values(["title", "ordinal"])
    )
    return list(zip(found.text, found.title, strict=True))


def new(b: Base) -> Rows:
    found = b.reviews[
        (b.reviews.first_seen >= pd.Timestamp("2026-07-01")) & (~b.reviews.is_fictional)
    ]
    return sorted(zip(found.title, strict=True))


def changed(b: Base) -> Rows:
    states = {
        "new": "new",
        "replaced": "changed",
        "moved": "moved",
        "delisted": "gone",
        "removed": "gone",
        "withdrawn": "gone",
    }
    seen = b.rows("sightings")
    seen = seen[(seen.seen_at >= pd.Timestamp("2026-05-01")) & seen.state.isin(list(states))]
    counts = seen.state.map(states).value_counts()
    return sorted(counts.items())


def evidence(b: Base) -> Rows:
    found = b.labels[
        (b.labels.theme_id == "harm.domestic_abuse") & b.labels.review_id.isin(b.counted.review_id)
    ]
    told = found.merge(b.statements[["statement_id", "text"]], on="statement_id")
    for row in told.itertuples():
        assert row.text[row.evidence_start : row.evidence_end] == row.evidence
    return sorted(zip(told.evidence, told.text, strict=True))


def rest_on(b: Base) -> Rows:
    files = b.rows("documents")
    latest = b.rows("sightings").query("is_latest")
    said = set(b.statements.document_id)
    rows = []
    for source in sorted({*files.source_id.dropna(), *latest.source_id}):
        mine = files[files.source_id == source]
        never = latest[(latest.source_id == source) & latest.document_id.isna()]
        readable = mine.status.isin(["ok", "partial", "scanned_ocr"]).sum()
        removed = (
            mine.publisher_state.isin(["removed", "delisted"]).sum()
            + (never.state.isin(["removed", "delisted"]) | (never.outcome == "gone")).sum()
        )
        blocked = never.outcome.str.startswith("blocked").sum()
        failed = len(never) - blocked - (never.outcome == "gone").sum()
        withdrawn = (mine.status == "withdrawn").sum() + (never.state == "withdrawn").sum()
        rows.append(
            (
                source,
                len(mine) + len(never),
                len(mine),
                readable,
                mine.document_id.isin(said).sum(),
                removed,
                withdrawn,
                blocked,
                failed,
            )
        )
    return rows


def wrong(b: Base) -> Rows:
    counts = b.rows("issues")[["severity", "stage", "code"]].value_counts()
    return sorted(((*key, n) for key, n in counts.items()), key=lambda row: -row[3])


AGAIN: dict[str, tuple[Callable[[Base], Rows], tuple[int, ...] | None]] = {
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
    "What have health visitors been asked to do?": (visitors, (0, 1, 2)),
    "How much are health visitors, the police and national bodies asked, by year?": (by_year, None),
    "What is asked of national bodies?": (national, (1, 2)),
    "To whom are recommendations addressed, and how many name nobody?": (addressees, None),
    "Which findings have no recommendation?": (unanswered, (0, 1)),
    "How many findings are answered, out of how many?": (answered, None),
    "Which advice has been given by how many boards, since when?": (since_when, (0, 1, 2, 3, 5)),
    "In what words was it given?": (in_words, (1, 2)),
    "What has one partnership been told more than once?": (one_partnership, None),
    "What good practice is there on a theme?": (praise, (0, 1)),
    "Which questions are put to boards?": (questions, (0, 1)),
    "What is new since the last briefing?": (new, (0,)),
    "What is new, changed and gone since a day?": (changed, (0, 1)),
    "Which words of a statement show its theme, and on which page are they?": (evidence, (1, 3)),
    "What do these counts rest on?": (rest_on, None),
    "What went wrong?": (wrong, None),
}  # fmt: skip
UNORDERED = {"Which case reviews have one theme and no finding on another?", "What is new since the last briefing?", "Which words of a statement show its theme, and on which page are they?", "What good practice is there on a theme?", "Which reviews are they?"}  # fmt: skip


@pytest.fixture(scope="session")
def base(small: Path) -> Base:
    return Base(small)


@pytest.mark.parametrize("title", AGAIN)
def test_counted_again_in_pandas_it_is_the_same(base: Base, title: str) -> None:
    again, columns = AGAIN[title]
    asked = base.ask(title)
    if columns is not None:
        asked = [tuple(row[i] for i in columns) for row in asked]
    assert asked, "the sample has nothing to count"
    assert (sorted(asked) if title in UNORDERED else asked) == again(base)
