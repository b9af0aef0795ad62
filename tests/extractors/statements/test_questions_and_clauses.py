"""Questions under other headings, and headings that are the finding. All invented."""

from __future__ import annotations

import pytest

from models.records import Kind

TITLE = (
    "# Safeguarding Adults Review: Hazel\n\nThe review looked at the care of Hazel in Larkhill.\n\n"
)
ASKED = (
    "• How can the Board be assured that people who say yes are understood?\n"
    "• What proportion of concerns about providers is closed without a visit?\n"
    "• Does the Board know how many people have had a change of provider?\n"
)


def test_a_list_that_asks_holds_questions_whatever_its_heading(statements_of):
    for heading in ("Considerations for the Board", "Learning for partnerships"):
        found = statements_of(f"{TITLE}# {heading}\n\n{ASKED}")
        assert [s.kind for s in found] == [Kind.QUESTION] * 3, heading


def test_what_says_the_use_of_the_questions_below_is_no_advice(statements_of):
    told = "Managers may like to consider these in a team meeting.\n\n"
    found = statements_of(f"{TITLE}# Questions for teams\n\n{told}{ASKED}")
    assert [s.kind for s in found] == [Kind.QUESTION] * 3


def test_questions_that_a_conclusion_leaves_to_its_readers_are_questions(statements_of):
    for lead in (
        "Questions remain which one death cannot settle, and which the Board is asked to consider.",
        "These are questions that partners are invited to discuss:",
    ):
        found = statements_of(f"{TITLE}# Conclusion\n\n{lead}\n\n{ASKED}")
        assert [s.kind for s in found] == [Kind.QUESTION] * 3, lead


def test_a_question_that_begins_with_why_is_no_reason(statements_of):
    asked = "• Why is escalation taken for complaint in Larkhill?\n• Why was it not seen before?\n"
    found = statements_of(f"{TITLE}# Questions for the Board\n\n{ASKED}{asked}")
    assert [s.kind for s in found] == [Kind.QUESTION] * 5


@pytest.mark.parametrize(
    "heading",
    ["Challenges for the Board to consider", "7. Matters for consideration by the Board"],
)
def test_what_the_board_should_do_is_advice_beside_questions(statements_of, heading):
    items = (
        "• The Board should consider how it tests that agreed actions are complete.\n"
        "• The Board may wish to consider whether it hears enough about vacancies.\n"
        "• Whether the procedure for escalation should be shorter than it is now.\n"
        "• How does the Board know that people who say yes are understood?\n"
    )
    found = statements_of(f"{TITLE}# {heading}\n\n{items}")
    assert [s.kind for s in found] == [Kind.RECOMMENDATION] * 2 + [Kind.QUESTION] * 2


def test_questions_set_as_headings_are_questions_where_nothing_answers_them(statements_of):
    asked = "".join(f"* {line.lstrip('• ')}\n\n" for line in ASKED.splitlines())
    found = statements_of(f"{TITLE}# Questions for the partnership\n\n{asked}")
    assert [s.kind for s in found] == [Kind.QUESTION] * 3
    answer = "The panel heard that people who say yes are seldom asked a second time.\n\n"
    answered = "".join(f"* {line.lstrip('• ')}\n\n{answer}" for line in ASKED.splitlines())
    found = statements_of(f"{TITLE}# Questions for the partnership\n\n{answered}")
    assert not [s for s in found if s.rule == "heading:question"]


def test_what_a_review_set_out_to_answer_is_no_question_to_the_board(statements_of):
    found = statements_of(
        f"{TITLE}# Learning and improvement\n\n"
        f"The Board identified the following research questions:\n\n{ASKED}"
    )
    assert not found


def test_headings_that_state_something_are_findings_where_the_report_heads_so(statements_of):
    text = "The nurse visited on Mondays and the social worker on Fridays of that month.\n\n"
    headings = (
        "Hazel was in every record and in none of the plans",
        "There were many visits and few decisions",
        "Each team thought that another was in the lead",
    )
    told = "".join(f"* {heading}\n\n{text}" for heading in headings)
    found = statements_of(f"{TITLE}# Findings\n\n{told}")
    assert [s.text for s in found if s.rule == "heading:sentence"] == list(headings)
    alone = statements_of(f"{TITLE}# Findings\n\n* {headings[1]}\n\n{text}")
    assert not [s for s in alone if s.rule == "heading:sentence"]


def test_letters_of_headings_are_no_part_of_the_finding(statements_of):
    text = "The nurse visited on Mondays and the social worker on Fridays of that month.\n\n"
    headings = ("A. Hazel was sent from door to door", "B. Capacity was the word that ended talks",
                "C. There was a door for each and none was open")  # fmt: skip
    told = "".join(f"* {heading}\n\n{text}" for heading in headings)
    found = [s for s in statements_of(f"{TITLE}# Findings\n\n{told}") if s.kind is Kind.FINDING]
    assert [(s.number, s.text) for s in found if s.rule == "heading:sentence"] == [
        (heading[0], heading[3:]) for heading in headings
    ]


def test_a_voice_between_findings_is_none(statements_of):
    found = statements_of(
        f"{TITLE}# Findings\n\n“They told him to come back when he was well.” (Hazel’s mother)\n"
    )
    assert not found


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            "# Areas for development\n\n"
            "• There was no agreed lead professional where several plans were in place.\n"
            "• Supervision did not address the fear that workers had for the child.\n",
            id="what was not done",
        ),
        pytest.param(
            "# Analysis\n\n"
            "4.31 The Board published a review in 2009. These were among its recommendations:\n\n"
            "Recommendation 3: The Board to introduce a multi-agency protocol for births.\n\n"
            "Recommendation 6: The Trust must ensure that all doctors are made aware of it.\n",
            id="an earlier review's recommendations",
        ),
        pytest.param(
            "# Learning\n\n"
            "That earlier review (concise review, LB 4/2015) had included the following action:\n\n"
            "  The Health Board to agree with its providers how they will be told of children.\n\n"
            "A protocol was drafted in 2017. It does not appear to have been signed by anyone.\n",
            id="an earlier review's action that stands in",
        ),
    ],
)
def test_what_this_review_does_not_ask_for_is_no_recommendation(statements_of, told):
    assert not [s for s in statements_of(TITLE + told) if s.kind is Kind.RECOMMENDATION]
