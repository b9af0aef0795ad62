"""What a briefing or a translation says again of its report; the sentences are invented."""

from __future__ import annotations

from msgspec.structs import replace
from small import documents, entry

import warehouse
from warehouse.families.said import Said
from warehouse.families.said_again import said_again

REPORT = (
    Said("r1", "recommendation", "1", "The council should hold no conference without chronology."),
    Said(
        "r2", "recommendation", "2",
        "The partnership should agree that a child under two who is on a plan is seen awake, and is"
        " weighed, at intervals of no more than four weeks.",
    ),
    Said("f1", "finding", None, "Nobody had drawn the weights of the child on one chart."),
)  # fmt: skip


def test_a_shortened_recommendation_is_the_reports():
    briefing = [
        Said("b1", "recommendation", None, "See any child under two on a plan awake and weighed."),
        Said("b2", "recommendation", None, "Fathers should be spoken to within ten working days."),
    ]
    assert said_again(REPORT, briefing, is_translation=False) == {"b1": "r2"}


def test_a_briefing_recommends_nothing_that_its_report_does_not():
    """In other words it shares less; a response may add to what the report asks for."""
    text = "Weighed and seen awake: any child under two, however busy everybody may be, today."
    briefing = [Said("b1", "recommendation", None, text)]
    assert said_again(REPORT, briefing, is_translation=False, is_summary=True) == {"b1": "r2"}
    assert said_again(REPORT, briefing, is_translation=False) == {}
    other = [Said("b1", "recommendation", None, "Speak to every father of any child under two.")]
    assert said_again(REPORT, other, is_translation=False, is_summary=True) == {}


def test_the_same_number_needs_fewer_words_in_common():
    text = "No conference without the short chronology first."
    briefing = [Said("b1", "recommendation", "Recommendation 1", text)]
    assert said_again(REPORT, briefing, is_translation=False) == {"b1": "r1"}
    other = [Said("b1", "recommendation", "1", "Fathers should be spoken to within ten days.")]
    assert said_again(REPORT, other, is_translation=False) == {}


def test_a_translation_is_recognised_by_numbers_and_by_order():
    numbered = [Said("w2", "recommendation", "2", "Dylai’r bartneriaeth gytuno ar hyn.")]
    assert said_again(REPORT, numbered, is_translation=True) == {"w2": "r2"}
    in_order = [
        Said("w1", "recommendation", None, "Dylai’r cyngor wneud hyn."),
        Said("w2", "recommendation", None, "Dylai’r bartneriaeth gytuno."),
    ]
    assert said_again(REPORT, in_order, is_translation=True) == {"w1": "r1", "w2": "r2"}


def test_a_summary_in_another_language_says_nothing_new():
    """It has fewer findings, or more, than the report; figures and names tell which they are."""
    report = [
        Said("f1", "finding", None, "Nobody asked the father for his account."),
        Said("f2", "finding", None, "He was offered 31 appointments and was taken to 14."),
        Said("f3", "finding", None, "The core group met without Heddlu Gorllewin."),
        Said("f4", "finding", None, "The plan of 2019 had no contingency."),
    ]
    fewer = [
        Said("w1", "finding", None, "Cynigiwyd 31 o apwyntiadau iddo ac aethpwyd ag ef i 14."),
        Said("w2", "finding", None, "Nid oedd cynllun wrth gefn yn 2019."),
    ]
    assert said_again(report, fewer, is_translation=True) == {"w1": "f2", "w2": "f4"}
    more = [*fewer, Said("w3", "finding", None, "Nid oedd neb yn gwybod.")] * 2
    more = [said._replace(statement_id=f"w{i}") for i, said in enumerate(more)]
    told = said_again(report, more, is_translation=True)
    assert set(told) == {said.statement_id for said in more}
    assert [*told.values()] == sorted(told.values())  # in the order of the report
    question = [Said("w1", "question", None, "A wyddom ni hyn?")]
    assert said_again(report, question, is_translation=True) == {}


def test_kinds_are_not_mixed():
    briefing = [Said("b1", "learning_point", None, REPORT[1].text)]
    assert said_again(REPORT, briefing, is_translation=False) == {}


def test_a_repeat_never_points_to_a_repeat(tmp_path):
    """The briefing repeats a summary that is a repeat in its own report: all are one statement."""
    report, *others = documents()
    first, second, *rest = report.extraction.statements
    short = replace(second, is_repeat=True, repeats_statement_id=first.statement_id)
    lost = [replace(s, repeats_statement_id="0" * 16, is_repeat=True) for s in rest[:1]]
    said = (first, short, *lost, *rest[1:])
    report = replace(report, extraction=replace(report.extraction, statements=said))
    warehouse.build(entry([report, *others]), tmp_path / "w.duckdb")
    sql = "select repeats_statement_id, is_repeat from statements where statement_id = ?"
    told = [
        warehouse.query(tmp_path / "w.duckdb", sql, [s.statement_id]).rows[0]
        for s in (first, short, *lost)
    ]
    # What repeats a statement that is gone, say by a correction, repeats nothing any more.
    assert told == [(None, False), (first.statement_id, True), (None, False)]
    again = (
        "select count(*) from statements s join statements o on o.statement_id ="
        " s.repeats_statement_id where o.is_repeat"
    )
    assert warehouse.query(tmp_path / "w.duckdb", again).rows == [(0,)]
