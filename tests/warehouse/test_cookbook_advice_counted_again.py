"""The cookbook's answers on recommendations and on what is here, counted again in pandas."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from counted import Again, Base, Rows, check, share

SUPERVISION, FAMILY = "system.supervision", "family.whole_family"
BOTH = ["case_review", "thematic_review"]


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
    findings = b.rows("finding_answers")
    findings = findings[findings.review_id.isin(b.local.review_id)]
    rows = []
    for answer, of in findings.groupby("answer"):
        assert (set(of.finding_id) <= linked) == (answer == "answered")
        concerns = share(of.is_concern.sum(), findings.is_concern.sum())
        rows.append((answer, share(len(of), len(findings)), concerns))
    return rows


def since_when(b: Base) -> Rows:
    bodies = b.rows("review_publishers").groupby("review_id").publisher_id.agg(set)
    members = b.rows("repeat_recommendations")[
        ["cluster_id", "statement_id", "review_id", "is_representative"]
    ]
    members = members.merge(b.reviews[["review_id", "published_on"]], on="review_id").merge(
        b.statements[["statement_id", "text"]], on="statement_id"
    )
    rows = []
    for _, of in members.groupby("cluster_id"):
        says = of[of.is_representative].text.iloc[0]
        boards = set().union(*(bodies[r] for r in of.review_id if r in bodies.index))
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


def _ends(of: pd.DataFrame) -> tuple[object, ...]:
    """First and last date of publication, each with how much of it is printed."""
    days = of.dropna(subset="published_on").sort_values("published_on")
    ends = [(d.published_on.date(), d.published_precision) for d in days.itertuples()]
    return (*ends[0], *ends[-1])


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
                    *_ends(of),
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


AGAIN: dict[str, Again] = {
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
UNORDERED = frozenset(
    {
        "What is new since the last briefing?",
        "Which words of a statement show its theme, and on which page are they?",
        "What good practice is there on a theme?",
    }
)


@pytest.mark.parametrize("title", AGAIN)
def test_counted_again_in_pandas_it_is_the_same(base: Base, title: str) -> None:
    check(base, title, AGAIN[title], is_ordered=title not in UNORDERED)
