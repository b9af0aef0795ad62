"""Scores over invented statements whose right answers are known by hand."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from measurement.evaluation import GoldDocument, Predicted, as_json, evaluate, show, summary
from measurement.evaluation.gold import GoldMetadata, GoldStatement
from measurement.evaluation.tallies import Sureness, calibration
from models.records import (
    Extraction,
    Kind,
    Labelled,
    Metadata,
    Origin,
    Stated,
    Statement,
    Status,
    ThemeLabel,
)

DOC = "a" * 64
WALK = "The board should walk the route that the child took to school."
ASK = "The board should ask each agency how it hears from fathers."
LATE = "Records were late and nobody asked why."


def gold(kind: str, text: str, **more: Any) -> GoldStatement:
    return GoldStatement(doc=DOC, kind=kind, text=text, page=more.pop("page", 1), **more)


def out(name: str, kind: Kind, text: str, **more: Any) -> Statement:
    page = more.pop("page", 1)
    return Statement(name, DOC, kind, text, page, page, (), "labelled", 0.9, **more)


def result(
    rows: list[GoldStatement],
    statements: list[Statement],
    labels: list[tuple[str, str]] | None = None,
    told: GoldMetadata | None = None,
    given: Metadata | None = None,
) -> Any:
    extraction = Extraction(DOC, given or Metadata(), (), tuple(statements))
    labelled = Labelled(
        DOC, tuple(ThemeLabel(s, t, 1.0, Origin.RULE, "", 0, 0) for s, t in labels or [])
    )
    predicted = Predicted(Status.OK, 3, extraction, labelled, (True,) * len(statements))
    return evaluate([GoldDocument(DOC, "invented.pdf", tuple(rows), told)], {DOC: predicted})


def test_soft_forgives_a_word_and_strict_does_not() -> None:
    got = result(
        [gold("recommendation", WALK)],
        [out("1", Kind.RECOMMENDATION, WALK.replace("that the", "the"))],
    )
    assert got.soft["recommendation"].f1 == 1.0
    assert got.strict["recommendation"].f1 == 0.0


def test_case_hyphens_and_punctuation_do_not_count() -> None:
    got = result(
        [gold("finding", "Multi\u00adagency work “did not” help.")],
        [out("1", Kind.FINDING, "multiagency work did not help")],
    )
    assert got.strict["finding"].f1 == 1.0


def test_wrong_kind_is_a_miss_and_a_false_one_and_shows_in_the_confusion() -> None:
    got = result(
        [gold("recommendation", WALK), gold("finding", LATE)],
        [out("1", Kind.FINDING, WALK), out("2", Kind.FINDING, LATE)],
    )
    assert got.soft["recommendation"].recall == 0.0
    assert got.soft["finding"].precision == 0.5
    assert ("recommendation", "finding", 1) in got.confusion
    assert got.documents[0].false[0].gold_kind == "recommendation"


def test_a_kind_that_was_not_annotated_is_not_judged() -> None:
    got = result([gold("finding", LATE)], [out("1", Kind.QUESTION, ASK)])
    assert set(got.soft) == {"finding"}
    assert got.soft["finding"].wrong == 0


def test_partly_annotated_findings_give_recall_without_precision() -> None:
    told = GoldMetadata(DOC, partial=True)
    got = result([gold("finding", LATE)], [out("1", Kind.FINDING, WALK)], told=told)
    assert got.soft["finding"].recall == 0.0
    assert got.soft["finding"].precision is None


def test_a_statement_printed_twice_is_matched_by_its_page() -> None:
    got = result(
        [gold("recommendation", ASK, page=2), gold("recommendation", ASK, page=9)],
        [
            out("late", Kind.RECOMMENDATION, ASK, page=9),
            out("early", Kind.RECOMMENDATION, ASK, page=2),
        ],
    )
    assert got.pages.share == 1.0


def test_quoted_recommendations_must_stay_out() -> None:
    rows = [gold("quoted", ASK), gold("recommendation", WALK)]
    kept_out = result(rows, [out("1", Kind.RECOMMENDATION, WALK)])
    let_in = result(rows, [out("1", Kind.RECOMMENDATION, WALK), out("2", Kind.RECOMMENDATION, ASK)])
    assert kept_out.quoted.share == 1.0
    assert let_in.quoted.share == 0.0
    assert let_in.soft["recommendation"].precision == 0.5


def test_themes_are_scored_over_matched_statements_alone() -> None:
    got = result(
        [gold("finding", LATE, themes=("a.x", "a.y")), gold("finding", WALK, themes=("b.z",))],
        [out("1", Kind.FINDING, LATE)],
        [("1", "a.x"), ("1", "c.w")],
    )
    micro = summary(got)["themes_micro"]
    assert micro == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert summary(got)["themes_macro_f1"] == pytest.approx(1 / 3)  # x right; y missed; w false


def test_repeats_count_lines_from_one_and_link_either_way() -> None:
    rows = [gold("recommendation", ASK), gold("recommendation", ASK, page=5, repeat_of=1)]
    first = out("first", Kind.RECOMMENDATION, ASK)
    again = out("again", Kind.RECOMMENDATION, ASK, page=5, repeats_statement_id="first")
    assert result(rows, [first, again]).repeats.f1 == 1.0
    loose = out("again", Kind.RECOMMENDATION, ASK, page=5)
    assert result(rows, [first, loose]).repeats.recall == 0.0


def test_addressees_are_compared_as_sets_of_names() -> None:
    got = result(
        [gold("recommendation", ASK, addressee="the Board; Children’s Social Care")],
        [out("1", Kind.RECOMMENDATION, ASK, addressee="Children’s social care;Board")],
    )
    assert got.addressee_exact.share == 1.0


@pytest.mark.parametrize(
    ("told", "given", "right"),
    [
        ({"title": "Serious Case Review: Wren"}, {"title": "Serious case review – Wren"}, True),
        ({"document_type": "Serious Case Review"}, {"document_type": "scr"}, True),
        ({"document_type": "Serious Case Review"}, {"document_type": "sar"}, False),
        ({"document_type": "cmr"}, {"document_type": "case_management_review"}, True),
        ({"document_type": "learning_review"}, {"document_type": "learning_review"}, True),
        ({"document_type": "7-minute briefing (SCR)"}, {"document_type": "briefing"}, True),
        ({"publication_date": "2024-11"}, {"published_on": "2024-11"}, True),
        ({"publication_date": "2024-11-14"}, {"published_on": "2024-11"}, False),
        (
            {"publication_date": "2024-11-14", "date_note": "only the year is printed"},
            {"published_on": "2024"},
            True,
        ),
        (
            {"review_period": "September 2021 to March 2023"},
            {"period_from": "2021-09", "period_to": "2023-03"},
            True,
        ),
        ({"outcome": "serious harm (neglect)"}, {"outcome": "serious_harm"}, True),
        ({"outcome": "serious harm (neglect)"}, {}, False),
    ],
)
def test_metadata_fields(told: dict[str, str], given: dict[str, str], right: bool) -> None:
    metadata = Metadata(**{name: Stated(value, 1.0) for name, value in given.items()})
    got = result([], [], told=GoldMetadata(DOC, **told), given=metadata)
    assert got.metadata[next(iter(told))].share == float(right)


@pytest.mark.parametrize(
    ("told", "kind", "right"),
    [
        ({"n_children": 0, "n_adults": 1}, "sar", {"n_children": 1.0, "n_adults": 1.0}),
        ({"n_children": 1, "n_adults": 2}, "scr", {"n_children": 1.0}),  # its parents
        ({"n_children": 2}, "scr", {"n_children": 0.0}),
    ],
)
def test_adults_reviewed_are_no_children(told: dict[str, int], kind: str, right: object) -> None:
    given = Metadata(document_type=Stated(kind, 1.0), n_subjects=1)
    got = result([], [], told=GoldMetadata(DOC, **told), given=given)
    assert {name: ratio.share for name, ratio in got.metadata.items()} == right


@pytest.mark.parametrize("told", ["Ann Wren QPM", "Ann Wren, Barrister", "Ann Wren MSc"])
def test_letters_behind_a_name_are_no_part_of_it(told: str) -> None:
    given = Metadata(authors=(Stated("Ann Wren", 1.0),))
    assert result([], [], told=GoldMetadata(DOC, author=told), given=given).metadata["author"].right


def test_a_document_that_is_not_there_is_named() -> None:
    got = evaluate([GoldDocument(DOC, "invented.pdf", (gold("finding", LATE),))], {})
    assert got.absent == ["invented.pdf"]
    assert got.soft == {}


def test_report_text_stays_out_of_tables_and_json_unless_asked_for() -> None:
    got = result([gold("finding", LATE)], [out("1", Kind.FINDING, WALK)])
    for texts in (False, True):
        screen = io.StringIO()
        show(got, Console(file=screen, width=200), texts=texts)
        assert ("nobody asked why" in screen.getvalue()) is texts
        assert ("nobody asked why" in str(as_json(got, texts=texts))) is texts


def test_calibration_compares_what_was_said_with_what_was_right() -> None:
    sure = Sureness(said=9.0, right=9, total=10)
    unsure = Sureness(said=4.0, right=8, total=10)
    assert calibration([sure, unsure]) == pytest.approx(1 - 4 / 20)
    assert calibration([]) is None


def test_a_marked_single_agency_recommendation_is_right_as_recommended_and_as_relayed() -> None:
    panel, own = out("1", Kind.RECOMMENDATION, WALK), out("2", Kind.RECOMMENDATION, ASK)
    marked = out("2", Kind.RECOMMENDATION, ASK, is_single_agency=True)
    relayed = [gold("recommendation", WALK), gold("quoted", ASK)]
    recommended = [gold("recommendation", WALK), gold("recommendation", ASK)]
    assert summary(result(relayed, [panel, own]))["quoted_kept_out"] == 0.0
    for rows in (relayed, recommended):
        assert summary(result(rows, [panel, marked]))["soft_all"]["f1"] == 1.0
    assert summary(result(relayed, [panel, marked]))["quoted_kept_out"] == 1.0
