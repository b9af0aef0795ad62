"""Questions under other headings, and headings that are the finding. All invented."""

from __future__ import annotations

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


def test_what_a_review_set_out_to_answer_is_no_question_to_the_board(statements_of):
    found = statements_of(
        f"{TITLE}# Learning and improvement\n\n"
        f"The Board identified the following research questions:\n\n{ASKED}"
    )
    assert not found


def test_headings_that_tell_are_findings_where_the_report_heads_so(statements_of):
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
