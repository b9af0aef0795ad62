"""Advice at the end of a judging paragraph, and lists that say what one recommendation asks."""

from __future__ import annotations

import pytest

from models.records import Kind

TITLE = "# Local Child Safeguarding Practice Review: Fern\n\n"
JUDGED = "Neither parent had an advocate, although a contract for one had been in place for years."


@pytest.mark.parametrize(
    ("advice", "asked_of"),
    [
        ("Council commissioners ought to extend it to parents.", "Council commissioners"),
        ("The partnership must now satisfy itself that it is used.", "The partnership"),
        ("The police and the council are asked to extend it.", "The police; the council"),
    ],
)
def test_advice_to_a_body_that_closes_a_finding_is_a_statement_of_its_own(
    statements_of, advice, asked_of
):
    found = statements_of(f"{TITLE}# 5. Findings\n\n{JUDGED} {advice}\n")
    assert [(s.kind, s.text, s.addressee) for s in found[:2]] == [
        (Kind.FINDING, JUDGED, None),
        (Kind.RECOMMENDATION, advice, asked_of),
    ]


@pytest.mark.parametrize(
    "last",
    [
        "The partnership should have extended it to parents.",
        "The council thought that the police should ask for one.",
        "Practitioners should ask for one, whatever the plan is.",
        "The panel noted that nobody knew that a parent should be told of it.",
    ],
)
def test_a_last_sentence_that_only_judges_stays_in_its_finding(statements_of, last):
    found = statements_of(f"{TITLE}# 5. Findings\n\n{JUDGED} {last}\n")
    assert [(s.kind, s.text) for s in found[:1]] == [(Kind.FINDING, f"{JUDGED} {last}")]


def test_a_rule_that_goes_on_in_its_items_is_one_recommendation(statements_of):
    items = ["a case is not closed for missed visits alone;", "other services are told in time."]
    listed = "\n\n".join(f"• {item}" for item in items)
    lead = "Partners sign a protocol under which:"
    found = statements_of(f"{TITLE}# 8. Recommendations\n\n{lead}\n\n{listed}\n")
    assert [s.text for s in found] == [" ".join((lead, *items))]


@pytest.mark.parametrize("number", ["", "9.2 "])
def test_what_changes_since_are_worth_is_a_finding_and_what_they_are_is_not(statements_of, number):
    told = "The council has opened a second desk and trained its officers at both of them."
    worth = "These steps are welcome, although nobody has yet tested whether they work."
    found = statements_of(f"{TITLE}# 9. What has changed since\n\n{told}\n\n{number}{worth}\n")
    assert [(s.kind, s.text) for s in found] == [(Kind.FINDING, worth)]
