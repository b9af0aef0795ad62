"""An action plan beside a review's own recommendations: eleven stay eleven. All is invented."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace
from small import R, document, entry, sha, statement

import warehouse
from models.records import Labelled, Origin, SectionRole, Statement, ThemeLabel
from warehouse.exports import export
from warehouse.families.plans import carried_out
from warehouse.families.said import Said

ADVICE = (
    "The council should draw up a picture standard for adults who cannot speak.",
    "Every agency should answer whoever reports an adult at risk.",
    "The ministry should pay for befriending.",
)


def _said(name: str, number: str | None, text: str) -> Said:
    return Said(name, "recommendation", number, text)


@pytest.mark.parametrize(
    ("number", "row", "first"),
    [
        ("R2", "A standard letter is agreed.", "r2"),  # its number with letters is enough
        ("R2, R3", "Letters are sent.", "r2"),  # the first of several
        ("A2", "A standard letter is agreed.", None),  # an action by a number of its own
        ("2", "A standard letter is agreed.", None),  # the plan may number its own rows
        ("2", "A letter to whoever reports an adult.", "r2"),
        ("R9", "A standard letter is agreed.", None),
        (None, "A standard letter is agreed.", None),
        ("R2", "A letter to whoever reports an adult.", "r2"),
        ("SW2", "A letter to whoever reports an adult.", None),  # the agency's own number
    ],
)
def test_a_row_carries_out_the_recommendation_whose_number_it_has(
    number: str | None, row: str, first: str | None
) -> None:
    advice = [_said(f"r{i}", f"R{i}", text) for i, text in enumerate(ADVICE, 1)]
    found = carried_out(advice, [_said("p", number, row)])
    assert found == ({"p": first} if first else {})


def test_a_plan_may_name_a_plain_number_with_a_letter() -> None:
    advice = [_said("a", "2", ADVICE[1])]
    rows = [
        _said("p", "R2", "A letter to whoever reports an adult."),
        _said("q", "SW2", "A letter to whoever reports an adult."),
    ]
    assert carried_out(advice, rows) == {"p": "a"}


def test_a_number_that_two_recommendations_have_shows_nothing() -> None:
    advice = [_said("a", "R1", ADVICE[0]), _said("b", "R1", ADVICE[1])]
    assert carried_out(advice, [_said("p", "R1", "A letter is agreed.")]) == {}


def _planned(place: int, number: str | None, text: str, role: SectionRole) -> Statement:
    made = statement(sha("fern"), place, R, text, number=number)
    return replace(made, section_role=role)


def _built(path: Path, *, is_listed: bool) -> Path:
    """A review with three recommendations and a plan, or with the plan alone."""
    role = SectionRole.RECOMMENDATIONS if is_listed else SectionRole.ACTION_PLAN
    rows = [
        *(_planned(i, f"R{i + 1}", text, role) for i, text in enumerate(ADVICE)),
        _planned(3, "R1", "Print a pocket board with pictures.", SectionRole.ACTION_PLAN),
        _planned(4, "R2", "A standard letter is agreed.", SectionRole.ACTION_PLAN),
        _planned(5, None, "Housing officers are offered supervision.", SectionRole.ACTION_PLAN),
        _planned(6, "A9", "Surgeries send reminders by text.", SectionRole.APPENDIX),
    ]
    answers = (("R3", "accepted", None, None), ("A9", "accepted", "done", None))
    fern = document(
        "fern",
        "Safeguarding Adults Review: Fern",
        [],
        kind="sar",
        published="2024",
        answers=answers,
    )
    themes = (*["system.supervision"] * 6, "harm.neglect")
    labels = tuple(
        ThemeLabel(row.statement_id, theme, 0.9, Origin.RULE, row.text[:5], 0, 5)
        for row, theme in zip(rows, themes, strict=True)
    )
    extraction = replace(fern.extraction, statements=tuple(rows))
    fern = replace(fern, extraction=extraction, labelled=Labelled(fern.document_id, labels))
    warehouse.build(entry([fern]), path)
    return path


def test_recommendations_are_as_many_as_the_report_prints(tmp_path: Path) -> None:
    built = _built(tmp_path / "w.duckdb", is_listed=True)
    counts = "select n_recommendations, n_actions from reviews"
    assert warehouse.query(built, counts).rows == [(3, 2)]
    told = "select number, n_repeats from recommendations order by ordinal"
    assert warehouse.query(built, told).rows == [("R1", 1), ("R2", 1), ("R3", 0)]
    actions = "select text from actions order by ordinal"
    assert warehouse.query(built, actions).rows == [
        ("Housing officers are offered supervision.",), ("Surgeries send reminders by text.",),
    ]  # fmt: skip
    marked = "select count(*) filter (is_repeat), count(*) filter (is_action) from statements"
    assert warehouse.query(built, marked).rows == [(2, 2)]
    asked = (
        "select sum(n_recommendations) from recommendations_by_addressee where agency ="
        " 'not stated'"
    )
    assert warehouse.query(built, asked).rows == [(3,)]
    held = warehouse.holdings(built)
    assert (held.by_kind["recommendation"], held.actions, held.repeats) == (3, 2, 2)


def test_a_theme_counts_what_the_report_says_and_no_actions(tmp_path: Path) -> None:
    """Three recommendations about supervision; an action about it and one about neglect."""
    built = _built(tmp_path / "w.duckdb", is_listed=True)
    themes = "select theme_id, n_statements, n_recommendations from review_themes"
    assert warehouse.query(built, themes).rows == [("system.supervision", 3, 3)]
    for view in ("theme_by_year", "theme_counts"):
        told = f"select sum(n_statements), sum(n_reviews) from {view}"
        assert warehouse.query(built, told).rows == [(3, 1)]
    assert warehouse.holdings(built).by_theme == {"Supervision and management oversight": 3}
    labelled = "select count(*) from actions join statement_themes using (statement_id)"
    assert warehouse.query(built, labelled).rows == [(2,)]


def test_a_search_separates_actions_from_recommendations(tmp_path: Path) -> None:
    built = _built(tmp_path / "w.duckdb", is_listed=True)
    for words, is_action in (("reminders", True), ("befriending", False)):
        found = f"select is_action from search('{words}', kind := 'recommendation')"
        assert warehouse.query(built, found).rows == [(is_action,)]
        (hit,) = warehouse.search(built, words)
        assert hit.is_action is is_action


def test_a_plan_that_is_the_only_list_counts_under_its_themes(tmp_path: Path) -> None:
    built = _built(tmp_path / "w.duckdb", is_listed=False)
    themes = "select theme_id, n_statements, n_recommendations from review_themes order by 1"
    expected = [("harm.neglect", 1, 1), ("system.supervision", 6, 6)]
    assert warehouse.query(built, themes).rows == expected


def test_an_answer_about_an_action_is_none_about_a_recommendation(tmp_path: Path) -> None:
    """So that no share of answered recommendations is more than all of them."""
    built = _built(tmp_path / "w.duckdb", is_listed=True)
    told = "select recommendation_number, recommendation_id is not null from responses order by 1"
    assert warehouse.query(built, told).rows == [("A9", False), ("R3", True)]


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ((("R3", None, None, "June 2024"), ("A9", None, None, None)), False),
        ((("R3", None, None, "June 2024"), ("A9", None, "done", None)), True),
        ((("R3", "not_accepted", None, None),), True),
        ((), False),
    ],
)
def test_a_plan_that_states_no_progress_is_no_response(
    tmp_path: Path, answers: tuple[tuple[str, str | None, str | None, str | None], ...], known: bool
) -> None:
    fern = document("fern", "Safeguarding Adults Review: Fern", [], kind="sar", answers=answers)
    warehouse.build(entry([fern]), tmp_path / "w.duckdb")
    told = "select has_response, has_action_plan from reviews"
    assert warehouse.query(tmp_path / "w.duckdb", told).rows == [(known, bool(answers))]


def test_a_review_that_recommends_in_its_plan_alone_has_recommendations(tmp_path: Path) -> None:
    built = _built(tmp_path / "w.duckdb", is_listed=False)
    counts = "select n_recommendations, n_actions from reviews"
    assert warehouse.query(built, counts).rows == [(7, 0)]


def test_sqlite_counts_actions_as_the_warehouse_does(tmp_path: Path) -> None:
    built = _built(tmp_path / "w.duckdb", is_listed=True)
    (found,) = [p for p in export(built, tmp_path / "x", formats=("sqlite",)) if p.suffix == ".db"]
    with sqlite3.connect(found) as connection:
        for view, n in (("recommendations", 3), ("actions", 2)):
            assert connection.execute(f"select count(*) from {view}").fetchone() == (n,)
    connection.close()
