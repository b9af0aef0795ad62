"""The cookbook's answers counted a second way: in pandas, from reviews, statements and labels alone."""
# ruff: noqa: E501 - one row of a count reads best on one line

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from counted import Again, Base, Rows, check, share, wilson

import warehouse

LEARNING, FAMILY = "family.parental_learning_disability", "family.whole_family"
FATHERS, CURIOSITY = "family.fathers_men", "think.professional_curiosity"


def most_common(b: Base) -> Rows:
    chosen = b.counted[b.counted.report_family.isin(["case_review", "thematic_review"])].review_id
    hits = b.hits[b.hits.review_id.isin(chosen)]
    rows = []
    for theme, label in b.label_of.items():
        of = hits[hits.theme_id == theme]
        n = len(b.about_theme(theme) & set(chosen))
        counts = of.kind.value_counts()
        rows.append(
            (
                -n,
                label,
                share(n, len(chosen)),
                counts.get("recommendation", 0),
                counts.get("finding", 0),
            )
        )
    return [row[1:] for row in sorted(rows)][:5]


def trend(b: Base) -> Rows:
    with_it = b.about_theme(FATHERS)
    rows = []
    for year, of in b.cases[b.cases.year.notna()].groupby("year"):
        n = of.review_id.isin(with_it).sum()
        rows.append((int(year), share(n, len(of)), round(n / len(of), 4)))
    return rows


def without_finding(b: Base) -> Rows:
    cases = b.cases[b.cases.year >= 2015].review_id
    first = set(cases) & b.about_theme(LEARNING)
    n = len(first - b.with_theme(CURIOSITY, "finding"))
    return [(share(n, len(cases)), share(n, len(first)))]


def one_share(b: Base) -> Rows:
    of = b.counted[
        (b.counted.nation == "England")
        & b.counted.report_family.isin(["case_review", "thematic_review"])
    ].review_id
    n = of.isin(b.about_theme(FAMILY)).sum()
    return [(FAMILY, n, len(of), round(n / len(of), 4), *wilson(n, len(of)))]


def rising(b: Base) -> Rows:
    dated = b.cases[b.cases.year.notna()]
    late, early = dated[dated.year >= 2022].review_id, dated[dated.year < 2022].review_id
    rows = []
    for theme, label in b.label_of.items():
        n, m = (of.isin(b.about_theme(theme)).sum() for of in (late, early))
        change = n / len(late) - m / len(early)
        rows.append(
            (
                -change,
                label,
                share(m, len(early)),
                share(n, len(late)),
                [*wilson(m, len(early))],
                [*wilson(n, len(late))],
            )
        )
    return [row[1:] for row in sorted(rows)][:5]


def sectors(b: Base) -> Rows:
    rows = []
    for sector, of in b.cases.groupby("sector"):
        n = of.review_id.isin(b.about_theme(FAMILY)).sum()
        rows.append((sector, share(n, len(of)), *wilson(n, len(of))))
    return rows


def tone(b: Base) -> Rows:
    hits = b.hits[b.hits.review_id.isin(b.local.review_id)]
    rows = []
    for theme, of in hits.groupby("theme_id"):
        concern, praise = of.concern.sum(), (of.praise & ~of.concern).sum()
        judging = (~of.kind.isin(["recommendation", "question"])).sum()
        told = (share(n, judging) for n in (concern, praise))
        rows.append((-concern, b.label_of[theme], *told, of.review_id.nunique()))
    return [row[1:] for row in sorted(rows)]


def unanswered(b: Base) -> Rows:
    answers = b.rows("finding_answers").merge(
        b.labels[["statement_id", "theme_id"]], left_on="finding_id", right_on="statement_id"
    )
    answers = answers[answers.review_id.isin(b.cases.review_id) & answers.is_concern]
    answers = answers[answers.answer != "no recommendations known"]
    rows = []
    for theme, of in answers.groupby("theme_id"):
        rows.append(
            (-len(of), b.label_of[theme], share((of.answer == "none found").sum(), len(of)))
        )
    return [row[1:] for row in sorted(rows)][:5]


def advice_to(b: Base) -> Rows:
    bodies = b.rows("review_publishers").groupby("review_id").publisher_id.agg(set)
    told = b.rows("repeat_recommendations").merge(
        b.statements[["statement_id", "agencies"]], on="statement_id"
    )
    told = told[told.agencies.map(lambda named: named is not None and "health_visiting" in named)]
    rows = []
    for (nation, advice), of in told.groupby(["nation", "representative"], dropna=False):
        publishers: set[str] = set().union(*(bodies.get(r, set()) for r in of.review_id))
        rows.append(
            (-of.review_id.nunique(), nation, advice, of.review_id.nunique(), len(publishers))
        )
    return [row[1:] for row in sorted(rows)]


def longest(b: Base) -> Rows:
    told = b.rows("repeat_recommendations").merge(
        b.reviews[["review_id", "published_on"]], on="review_id", suffixes=("", "_of")
    )
    rows = []
    for _, of in told.groupby("cluster_id"):
        first, last = of.published_on_of.min(), of.published_on_of.max()
        if not first < last:
            continue
        months = (last.year - first.year) * 12 + last.month - first.month
        says = of[of.is_representative].text.iloc[0]
        rows.append((-months, says, of.review_id.nunique(), first.date(), last.date(), months))
    return [row[1:] for row in sorted(rows)][:5]


def told_twice(b: Base) -> Rows:
    told = (
        b.rows("repeat_recommendations")
        .merge(b.rows("review_places"), on="review_id")
        .merge(b.rows("places")[["place_id", "place"]], on="place_id")
    )
    rows = []
    for (place, _), of in told.groupby(["place", "cluster_id"]):
        if of.review_id.nunique() > 1:
            days = of.dropna(subset="published_on").sort_values("published_on")
            ends = [(d.published_on.date(), d.published_precision) for d in days.itertuples()]
            advice, reviews = of.representative.iloc[0], of.review_id.nunique()
            rows.append((place, advice, reviews, *ends[0], *ends[-1]))
    return rows


def became(b: Base) -> Rows:
    today = dt.datetime.fromisoformat(
        str(warehouse.query(b.path, "select started_at from runs where is_current").rows[0][0])
    )
    answers = b.answers[b.answers.review_id.isin(b.counted.review_id)]
    held = b.said.review_id.isin(b.answers.review_id)
    asked = int(((b.said.kind == "recommendation") & held).sum())
    rows = []
    for (acceptance, progress), of in answers.groupby(["acceptance", "progress"], dropna=False):
        is_late = of.due_on.notna() & (pd.to_datetime(of.due_on) < pd.Timestamp(today.date()))
        late = 0 if progress == "done" or acceptance == "not_accepted" else is_late.sum()
        stated = (None if pd.isna(word) else word for word in (acceptance, progress))
        is_told = acceptance in ("accepted", "partly_accepted") or not pd.isna(progress)
        answered = share(of.recommendation_id.nunique(), asked)
        linked = int(of.recommendation_id.notna().sum())
        rows.append((*stated, len(of), linked, answered, late, late if is_told else 0))
    return sorted(rows, key=lambda row: (-row[2], str(row[0]), str(row[1])))


def timescales(b: Base) -> Rows:
    asked = b.said[(b.said.kind == "recommendation") & b.said.review_id.isin(b.local.review_id)]
    asked = asked.explode("agencies").merge(b.agencies, left_on="agencies", right_on="agency")
    rows = []
    for label, of in asked.groupby("label"):
        given = sorted(set(of.timescale.dropna()))[:3]
        rows.append((-len(of), label, share(of.timescale.notna().sum(), len(of)), given or None))
    return [row[1:] for row in sorted(rows, key=lambda row: row[:2])][:5]


def deaths(b: Base) -> Rows:
    known = b.cases[b.cases.outcome.notna()]
    died = set(known[known.outcome == "death"].review_id)
    hurt = set(known[known.outcome == "serious_harm"].review_id)
    rows = []
    for theme, label in b.label_of.items():
        about = b.about_theme(theme) & set(known.review_id)
        rows.append(
            (
                -len(about),
                label,
                share(len(about & died), len(died)),
                share(len(about & hurt), len(hurt)),
            )
        )
    return [row[1:] for row in sorted(rows)][:5]


def kinds(b: Base) -> Rows:
    rows = []
    for family, of in b.counted.groupby("report_family"):
        said = b.said[b.said.review_id.isin(of.review_id)].kind.value_counts()
        order = ("finding", "recommendation", "learning_point", "question", "good_practice")
        rows.append((family, len(of), *(int(said.get(kind, 0)) for kind in order)))
    return rows


def pair(b: Base) -> Rows:
    cases = set(b.cases.review_id)
    a, c = b.about_theme(FATHERS) & cases, b.about_theme(FAMILY) & cases
    both, total = len(a & c), len(cases)
    lift = both * total / (len(a) * len(c))
    spread = 1.96 * math.sqrt(
        max(0, 1 / both - 1 / len(a) - 1 / len(c) - 1 / total + 2 * both / (len(a) * len(c)))
    )
    return [
        (
            both,
            len(a),
            len(c),
            total,
            round(len(a) * len(c) / total, 2),
            round(lift, 3),
            round(lift * math.exp(-spread), 3),
            round(lift * math.exp(spread), 3),
        )
    ]


def three(b: Base) -> Rows:
    each = [
        b.about_theme(theme) & set(b.local.review_id)
        for theme in (LEARNING, FAMILY, "rights.child_voice")
    ]
    whole, total = set.intersection(*each), len(b.local)
    expected = total * math.prod(len(one) / total for one in each)
    return [
        (
            len(whole),
            total,
            round(len(whole) / total, 4),
            round(expected, 2),
            round(len(whole) / expected, 3),
            sorted(whole),
        )
    ]


def babies(b: Base) -> Rows:
    def shown(n: int) -> int | None:
        return n if n >= 5 else None

    rows = []
    for nation, of in b.local.groupby("nation"):
        bands = of.age_bands.map(lambda found: [] if found is None else list(found))
        rows.append(
            (
                nation,
                shown(sum("under 1" in one for one in bands)),
                shown(sum(map(bool, bands))),
                len(of),
            )
        )
    return rows


def months(b: Base) -> Rows:
    rows = []
    for one in b.counted.dropna(subset=["period_to", "published_on"]).itertuples():
        n = (
            (one.published_on.year - one.period_to.year) * 12
            + one.published_on.month
            - one.period_to.month
        )
        rows.append((-n, one.review_id, one.title, n))
    return [row[2:] for row in sorted(rows)]


def unread(b: Base) -> Rows:
    files = b.rows("documents")
    files = files[
        ~files.document_id.isin(b.statements.document_id)
        & (files.is_review | (files.status != "ok"))
    ]
    return sorted(zip(files.file_name, files.status, strict=True), key=lambda row: row[::-1])


def known(b: Base) -> Rows:
    rows = []
    for family, of in b.counted.groupby("report_family"):
        ages = of.age_bands.map(lambda bands: len(bands) > 0).sum()
        by_line = (of.published_basis == "copyright").sum()
        facts = ("outcome", "period_from", "period_to", "incident_on", "nation")
        told = (of[name].notna().sum() for name in facts)
        rows.append((family, len(of), of.year.notna().sum(), by_line, ages, *told))
    return rows


AGAIN: dict[str, Again] = {
    "Of how many reviews is a date, an age, an outcome or a period known?": (known, None),
    "Which themes come up most, in how many reviews out of how many?": (most_common, None),
    "How has a theme's share changed over the years?": (trend, None),
    "What share of case reviews has one theme and no finding on another?": (without_finding, (0, 1)),
    "What share of a part of the reviews has a theme?": (one_share, (0, 1, 2, 3, 4, 5)),
    "Which themes rise or fall between two times, with intervals?": (rising, None),
    "Is the whole family spoken of in reviews of adults as in reviews of children?": (sectors, None),
    "Is a theme spoken of as a concern or with praise?": (tone, None),
    "For which themes do findings get no recommendation?": (unanswered, None),
    "Which advice to one agency is repeated most, by nation?": (advice_to, None),
    "Which advice has been repeated for longest?": (longest, (0, 1, 2, 4, 6)),
    "Which places have been given the same recommendation twice?": (told_twice, None),
    "What became of the recommendations: accepted, done, overdue?": (became, None),
    "What timescales are given, and to whom?": (timescales, None),
    "How do reviews of deaths differ from those of serious harm?": (deaths, None),
    "How many learning points and questions are there, by kind of review?": (kinds, None),
    "Do two themes go together, in one part of the reviews?": (pair, None),
    "Where do parents with learning disabilities, the whole family and the child's voice meet?": (three, None),
    "How many reviews are about babies, by nation?": (babies, None),
    "How long from the incident, or the end of the period under review, to publication?": (months, (0, 4)),
    "Which documents could not be read, or say nothing?": (unread, (0, 1)),
}  # fmt: skip


@pytest.mark.parametrize("title", AGAIN)
def test_counted_again_in_pandas_it_is_the_same(base: Base, title: str) -> None:
    check(base, title, AGAIN[title])
