"""Labels that stand within a paragraph or name a statement beside others. All invented."""

from __future__ import annotations

import pytest

from models.records import Kind

TITLE = "# Safeguarding Adults Review: Mr Quill\n\nNo such adult lived; this is a test.\n\n"
CHAPTER = f"{TITLE}# 4. Analysis and learning\n\n"


def told(found):
    return [(s.kind.value, s.number, s.text) for s in found]


def test_a_bold_label_within_a_paragraph_begins_a_statement(statements_of):
    page = (
        f"{CHAPTER}Visits were made by two teams, and neither had read the letters of the other.\n"
        "That went on for a year. **Recommendation 4:** The Board should agree one plan\n"
        "for each adult who is known to both. **Recommendation 5:** The Trust should send its\n"
        "letters to both of them.\n"
    )
    found = [s for s in told(statements_of(page)) if s[0] == "recommendation"]
    assert found == [
        (
            "recommendation",
            "4",
            "The Board should agree one plan for each adult who is known to both.",
        ),
        ("recommendation", "5", "The Trust should send its letters to both of them."),
    ]


def test_a_label_that_ends_its_line_begins_the_statement_on_the_next(statements_of):
    page = (
        f"{CHAPTER}Calls to the front door were read singly. **Reflection point for managers:**\n"
        "How does your team see the calls about one adult together?\n"
    )
    asked = [s for s in told(statements_of(page)) if s[0] == "question"]
    assert asked == [
        ("question", None, "How does your team see the calls about one adult together?")
    ]


@pytest.mark.parametrize(
    "end",
    [
        "The nurse rang him each day. **Good practice.**",
        "As we say in **Recommendation 4:** of the last chapter, the plan was late.",
    ],
)
def test_bold_words_about_a_statement_begin_none(statements_of, end):
    found = statements_of(
        f"{CHAPTER}Two teams went to see him in that winter, twice a week.\n{end}\n"
    )
    assert all(not s.rule.startswith("label") for s in found)


def test_a_label_with_its_word_is_believed_beside_recommendations(statements_of):
    page = (
        f"{TITLE}# 5. Findings and recommendations\n\n"
        "Finding 1. Plans in Larkmere list actions and lose sight of the adult.\n\n"
        "Recommendation 1. The Board to audit the plans of the last year.\n\n"
        "Finding 2. Letters in Larkmere go to the team that asked for them alone.\n\n"
        "Recommendation 2. The Trust to send its letters to all who work with the adult.\n"
    )
    found = statements_of(page)
    kinds = [(s.kind, s.number) for s in found]
    assert kinds == [
        (Kind.FINDING, "1"),
        (Kind.RECOMMENDATION, "1"),
        (Kind.FINDING, "2"),
        (Kind.RECOMMENDATION, "2"),
    ]
    assert all(s.confidence >= 0.9 for s in found)


def test_numbered_headings_that_say_are_the_findings(statements_of):
    below = "The Act defines capacity in four parts. Staff are trained in it every second year.\n\n"
    page = (
        f"{TITLE}# 5. Practice findings\n\n"
        f"* Practice finding 1: The test was read as if all of it had to be met at once\n\n{below}"
        f"* Practice finding 2: Capacity was presumed from conversation\n\n{below}"
        f"* Practice finding 3: Nobody kept a list of what had been refused\n\n{below}"
    )
    said = [(s.number, s.text.split()[0]) for s in statements_of(page) if s.number]
    assert said == [("1", "The"), ("2", "Capacity"), ("3", "Nobody")]


def test_the_next_number_of_a_list_within_a_line_begins_an_item(statements_of):
    page = (
        f"{TITLE}# 5. Recommendations\n\n"
        "1. The ward to add a check to its form. 2. Housing to have a worker on the ward.\n\n"
        "3. The Board to see 4 audits of this. 7. A rota is kept by the clinic.\n"
    )
    assert told(statements_of(page)) == [
        ("recommendation", "1", "The ward to add a check to its form."),
        ("recommendation", "2", "Housing to have a worker on the ward."),
        (
            "recommendation",
            "3",
            "The Board to see 4 audits of this. 7. A rota is kept by the clinic.",
        ),
    ]


def test_paragraphs_with_capital_letters_are_a_list(statements_of):
    page = (
        f"{TITLE}# Part 3: Recommendations\n\nFor the Board\n\n"
        "A. Convene the councils whenever a home enters the process.\n\n"
        "B. Publish a guide for families on how to raise concerns.\n\n"
        "For NHS England\n\nC. Issue guidance on the duties of those who place people.\n"
    )
    assert [s.number for s in statements_of(page)] == ["A", "B", "C"]


def test_a_short_number_above_a_longer_one_heads_it(statements_of):
    page = (
        f"{TITLE}# 3. Recommendations\n\n3.1 Area Committee\n\n"
        "3.1.1 To review its procedures on conferences before birth.\n\n"
        "3.2 Primary Care Trust\n\n3.2.1 To implement a tracking system for records.\n"
    )
    assert [(s.number, s.heading) for s in statements_of(page)] == [
        ("3.1.1", "3.1 Area Committee"),
        ("3.2.1", "3.2 Primary Care Trust"),
    ]


def test_any_word_with_a_running_number_counts_a_list_below_a_heading_that_asks(statements_of):
    page = (
        f"{TITLE}# Improvement priorities\n\n"
        "Change 1: A joint protocol between the services for adults and children.\n\n"
        "Change 2: Advocacy offered from pregnancy.\n\n"
        "Change 3: A named worker who stays with a family.\n"
    )
    assert [(s.kind, s.number, s.text[:9]) for s in statements_of(page)] == [
        (Kind.RECOMMENDATION, "1", "A joint p"),
        (Kind.RECOMMENDATION, "2", "Advocacy "),
        (Kind.RECOMMENDATION, "3", "A named w"),
    ]


def test_below_a_heading_that_asks_a_name_and_a_colon_ask(statements_of):
    page = (
        f"{TITLE}# What the panel asks of partners\n\n"
        "Treatment services: do not discharge for non-attendance without outreach.\n\n"
        "Hospitals: supply naloxone on discharge.\n\n"
        "Background: a home had closed in that year.\n"
    )
    assert [(s.kind, s.addressee) for s in statements_of(page)] == [
        (Kind.RECOMMENDATION, "Treatment services"),
        (Kind.RECOMMENDATION, "Hospitals"),
    ]
