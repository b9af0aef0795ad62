"""Answers tied to their recommendations; places and publishers in one spelling."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from small import document, documents, entry, sha

import warehouse
from models.records import Kind, ProcessedDocument, Response, Stated
from warehouse.access import connect
from warehouse.responses.due import due_on
from warehouse.responses.link import Advice, link

_ADVICE = (
    Advice("a", "1", "The Council should write a protocol on moves between areas."),
    Advice("b", "R2", "The Trust should ask every parent about fathers and partners."),
)


@pytest.mark.parametrize(
    ("number", "quoted", "found"),
    [
        ("9", "The Council should write a protocol on moves between areas", ("a", "words")),
        ("2", None, ("b", "number")),
        ("Recommendation 1.", None, ("a", "number")),
        ("1", "Brief all staff about bruises and burns of babies.", None),
        (None, "Brief all staff about bruises.", None),
        ("7", None, None),
    ],
)
def test_an_answer_is_tied_by_its_words_then_by_its_number(
    number: str | None, quoted: str | None, found: tuple[str, str] | None
) -> None:
    assert link(number, quoted, _ADVICE) == found


def _with_answer(document: ProcessedDocument, answer: Response) -> ProcessedDocument:
    extraction = msgspec.structs.replace(document.extraction, responses=(answer,))
    return msgspec.structs.replace(document, extraction=extraction)


def _spelt(document: ProcessedDocument, area: str, publisher: str) -> ProcessedDocument:
    metadata = msgspec.structs.replace(
        document.extraction.metadata,
        area=Stated(area, 0.9),
        publisher=Stated(publisher, 0.9),
        nation=Stated("England", 0.9),
    )
    extraction = msgspec.structs.replace(document.extraction, metadata=metadata)
    return msgspec.structs.replace(document, extraction=extraction)


def test_the_view_shows_what_became_of_a_recommendation(tmp_path: Path) -> None:
    found = documents()
    at = next(
        i
        for i, d in enumerate(found)
        if any(s.kind is Kind.RECOMMENDATION for s in d.extraction.statements)
    )
    advice = next(s for s in found[at].extraction.statements if s.kind is Kind.RECOMMENDATION)
    answer = Response(
        "r1", found[at].document_id, 0, 3, 3, "response:row", 0.9,
        recommendation=advice.text, progress="done", owner="Board Manager",
    )  # fmt: skip
    found[at] = _with_answer(found[at], answer)
    target = tmp_path / "warehouse.duckdb"
    assert warehouse.build(entry(found), target).exit_code == 0
    with connect(target) as connection:
        row = connection.execute(
            "select recommendation_id, linked_by, is_relayed, progress, owner from responses "
            "where response_id = 'r1'"
        ).fetchall()
    assert row == [(advice.statement_id, "words", False, "done", "Board Manager")]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("March 2023", "2023-03-31"), ("By 1st April 2020", "2020-04-01"), ("Feb 24", "2024-02-29"),
        ("31/03/2023", "2023-03-31"), ("2025-06", "2025-06-30"), ("2024", "2024-12-31"),
        ("end of 2021", "2021-12-31"), ("May 2020, then July 2021", "2021-07-31"),
        ("From September 2024", None), ("Started in May 2023", None),
        ("From 1 May 2024 to March 2025", "2025-03-31"), ("Ongoing since 2021", None),
        ("6 months", None), ("ongoing", None), ("31/13/2023", None), (None, None),
    ],
)  # fmt: skip
def test_the_last_day_of_a_printed_date(printed: str | None, day: str | None) -> None:
    assert due_on(printed) == (day and date.fromisoformat(day))


def test_two_spellings_are_one_place_and_one_publisher(tmp_path: Path) -> None:
    found = documents()
    names = [document.file_name for document in found]
    one, other = names.index("tern.pdf"), names.index("lark.pdf")
    found[one] = _spelt(found[one], "Hull", "Hull Safeguarding Children Board")
    found[other] = _spelt(
        found[other],
        "Kingston upon Hull",
        "Kingston upon Hull Safeguarding Children Partnership",
    )
    target = tmp_path / "warehouse.duckdb"
    assert warehouse.build(entry(found), target).exit_code == 0
    with connect(target) as connection:
        places = connection.execute(
            "select ons_code, spellings from places where place = 'Kingston upon Hull'"
        ).fetchall()
        publishers = connection.execute(
            "select publisher from publishers where place = 'Kingston upon Hull'"
        ).fetchall()
    assert places == [("E06000010", ["Hull", "Kingston upon Hull"])]
    assert publishers == [("Kingston upon Hull Safeguarding Children Partnership",)]


def test_a_report_of_two_boards_is_about_both_places(tmp_path: Path) -> None:
    found = documents()
    at = [document.file_name for document in found].index("tern.pdf")
    found[at] = _spelt(found[at], "Hull; Elmham", "Elmham Safeguarding Children Partnership")
    target = tmp_path / "warehouse.duckdb"
    assert warehouse.build(entry(found), target).exit_code == 0
    places = warehouse.query(
        target, "select place, ons_code from places where place in ('Kingston upon Hull', 'Elmham')"
    ).rows
    assert sorted(places) == [("Elmham", None), ("Kingston upon Hull", "E06000010")]


def test_advice_of_joint_reports_is_that_of_each_body(tmp_path: Path) -> None:
    found = documents()
    names = [document.file_name for document in found]
    for name, publisher in (
        ("tern.pdf", "Ofsted, Care Quality Commission and HMI Constabulary"),
        ("rowan.pdf", "Care Quality Commission, HMICFRS and Ofsted"),
        ("heron.pdf", "Ofsted"),
    ):
        at = names.index(name)
        found[at] = _spelt(found[at], "Aldmarsh Regional", publisher)
    asked = "Health visitors should ask about fathers and include them in all assessments."
    advice = (Kind.RECOMMENDATION, asked, "fathers_men", ("health_visiting",))
    found.append(
        document("gull", "Learning Review: Gull", [advice], publisher="Ofsted", names=("Gull",))
    )
    target = tmp_path / "warehouse.duckdb"
    assert warehouse.build(entry(found), target).exit_code == 0
    rows = warehouse.query(
        target,
        "select distinct n_reviews, n_publishers from repeat_recommendations"
        " where representative ilike 'health visitors%'",
    ).rows
    assert rows == [(4, 3)]  # Ofsted, the Care Quality Commission and HMICFRS
    places = warehouse.query(target, "select spellings from places where place = 'Aldmarsh'").rows
    assert places == [(["Aldmarsh Regional"],)]


def test_a_plan_that_says_nothing_is_past_its_date_and_not_overdue(tmp_path: Path) -> None:
    answers = (("1", None, None, "March 2020"), ("2", "accepted", None, "March 2020"),
               ("3", None, "in_progress", "March 2020"), ("4", "not_accepted", None, "March 2020"),
               ("5", "accepted", "done", "March 2020"), ("6", "accepted", None, None))  # fmt: skip
    plan = document("plan", "Action plan", [], kind="action_plan", role="action_plan",
                    publisher="Calderbrook Safeguarding Children Partnership",
                    names=("Rowan",), published="2025-02", answers=answers)  # fmt: skip
    warehouse.build(entry([*documents(), plan]), tmp_path / "w.duckdb")
    sql = "select is_due_passed, is_overdue from responses where document_id = ?"
    told = warehouse.query(tmp_path / "w.duckdb", sql, [sha("plan")]).rows
    assert sorted(told) == [(False, False)] * 3 + [(True, False)] + [(True, True)] * 2


@pytest.mark.parametrize(
    ("printed", "names"),
    [(["Gwastad Regional Safeguarding Children Board"],
      {"Gwastad Regional Safeguarding Children Board"}),
     (["Derrymoor Children's Safeguarding Board"], {"Derrymoor Children's Safeguarding Board"}),
     (["Fenmoor LSCB", "Fenmoor Safeguarding Children Board"],
      {"Fenmoor Safeguarding Children Board"}),
     (["Fenmoor Safeguarding Children Board", "Fenmoor Safeguarding Children Partnership"],
      {"Fenmoor Safeguarding Children Partnership"}),
     (["Fenmoor LSCB"], {"Fenmoor Safeguarding Children Partnership"})],
)  # fmt: skip
def test_a_body_has_a_name_that_was_printed(
    tmp_path: Path, printed: list[str], names: set[str]
) -> None:
    found = [
        document(f"fern-{i}", f"Serious Case Review: Fern {i}", [], kind="scr", publisher=name,
                 published=f"20{14 + 3 * i}-05")
        for i, name in enumerate(printed)
    ]  # fmt: skip
    warehouse.build(entry(found), tmp_path / "w.duckdb")
    rows = warehouse.query(tmp_path / "w.duckdb", "select publisher from publishers").rows
    assert {name for (name,) in rows} == names
