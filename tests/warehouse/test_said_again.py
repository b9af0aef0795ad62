"""What a briefing or a translation says again of its report; the sentences are invented."""

from __future__ import annotations

from warehouse.families.said_again import Said, said_again

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


def test_the_same_number_needs_fewer_words_in_common():
    text = "No conference without the short chronology first."
    briefing = [Said("b1", "recommendation", "Recommendation 1", text)]
    assert said_again(REPORT, briefing, is_translation=False) == {"b1": "r1"}
    other = [Said("b1", "recommendation", "1", "Fathers should be spoken to within ten days.")]
    assert said_again(REPORT, other, is_translation=False) == {}


def test_a_translation_is_told_by_numbers_and_by_order():
    numbered = [Said("w2", "recommendation", "2", "Dylai’r bartneriaeth gytuno ar hyn.")]
    assert said_again(REPORT, numbered, is_translation=True) == {"w2": "r2"}
    in_order = [
        Said("w1", "recommendation", None, "Dylai’r cyngor wneud hyn."),
        Said("w2", "recommendation", None, "Dylai’r bartneriaeth gytuno."),
    ]
    assert said_again(REPORT, in_order, is_translation=True) == {"w1": "r1", "w2": "r2"}


def test_kinds_are_not_mixed():
    briefing = [Said("b1", "learning_point", None, REPORT[1].text)]
    assert said_again(REPORT, briefing, is_translation=False) == {}
