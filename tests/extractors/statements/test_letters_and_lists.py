"""Statements of letters and lists: where they begin and end, and what is none. All invented."""

from __future__ import annotations

import pytest

from models.records import Kind

FULL = "Practitioners in Larkhill visit often and know the children well, and they write down what"
LETTER = """
# Joint targeted area inspection of Larkhill

This letter summarises the findings of the joint inspection of the services of Larkhill.

# Strengths

"""


def test_an_item_goes_on_over_the_page_under_its_text(statements_of):
    found = statements_of(
        LETTER
        + "• Leaders know the services of Larkhill well and have acted on what they were told.\n"
        + f"• {FULL}\n  they have seen at home, in the school and at the clinic, so Larkhill’s\n",
        "  Police and its hospital can act on it without delay when something changes at home.\n"
        "• Children are heard when their plans are made and again when those plans are reviewed.\n",
    )
    ends = [s.text.split()[-1] for s in found if s.kind is Kind.GOOD_PRACTICE]
    assert ends == ["told.", "home.", "reviewed."]
    assert [(s.page_first, s.page_last) for s in found][1] == (1, 2)


def test_prose_after_the_list_of_improvements_is_what_was_found(statements_of):
    prose = (
        "Social workers in Larkhill see children often and alone. They tell the school what they\n"
        "have heard, and the plans that they write are short and clear enough for the family.\n"
    )
    other = (
        "The police attend nearly every conference. Their reports come late, and so the others\n"
        "at the table have often not read them when the first decisions are taken.\n"
    )
    found = statements_of(
        LETTER + "• Leaders have a clear and shared view of the needs of children in Larkhill.\n",
        "# What needs to improve\n\n"
        "• The timeliness of health assessments for children who come into care.\n"
        "• The recording of supervision by the health visitors of the area.\n\n"
        f"# Help for children and their families\n\n{prose}\n{other}",
    )
    kinds = [(s.kind, s.text.split()[0]) for s in found if s.page_first == 2]
    assert kinds == [
        (Kind.RECOMMENDATION, "The"), (Kind.RECOMMENDATION, "The"),
        (Kind.FINDING, "Social"), (Kind.FINDING, "The"),
    ]  # fmt: skip


def test_points_after_this_should_include_stay_with_their_call(statements_of):
    found = statements_of(
        f"# Serious Case Review: Child Fern\n\n{FULL}.\n\n# Recommendations\n\n"
        "1. Larkhill Hospital should agree a plan with every family before it goes home. This\n"
        "should include:\n\n"
        "• who will visit in the first week\n"
        "• whom the family can ring at night\n\n"
        "2. The Board should ask for an audit of these plans within the year.\n"
    )
    asked = [s.text for s in found if s.kind is Kind.RECOMMENDATION]
    assert len(asked) == 2
    assert "who will visit" in asked[0]
    assert "ring at night" in asked[0]


def test_a_bold_item_that_names_a_section_begins_it(statements_of):
    found = statements_of(
        "# 7-minute briefing: learning from Fern\n\n"
        "* • What needs to improve\n\n"
        "The plan of a child who moves should follow the child within a week.\n\n"
        "* • Good practice\n\n"
        "The school nurse wrote to the new school on the day of the move and rang it twice.\n"
    )
    assert [s.kind for s in found] == [Kind.RECOMMENDATION, Kind.GOOD_PRACTICE]


@pytest.mark.parametrize(
    "end",
    [
        "The next routine inspection of Larkhill will take place within three years.",
        "Larkhill Council requires the partners to prepare and submit a plan within 70 days.",
        "This publication is available in other languages and in braille.",
        "Email alerts tell you when a report on Larkhill is published.",
    ],
)
def test_the_end_of_a_letter_is_no_statement(statements_of, end):
    item = "• Leaders have a clear and shared view of the needs of children in Larkhill.\n"
    found = statements_of(LETTER + item + "\n" + end + "\n")
    assert [s.text.split()[0] for s in found] == ["Leaders"]


def test_a_newsletter_may_be_practice(statements_of):
    item = "• The Board’s newsletter tells staff of Larkhill what was learnt from each review.\n"
    assert [s.kind for s in statements_of(LETTER + item)] == [Kind.GOOD_PRACTICE]


@pytest.mark.parametrize(
    ("heading", "found"),
    [("Learning", 1), ("Key learning", 1), ("What we learned about babies", 0)],
)
def test_a_chapter_on_learning_narrates_and_a_list_of_lessons_lists(statements_of, heading, found):
    told = (
        "Services for adults in Larkhill did not ask after the babies of those whom they saw, and\n"
        "so nobody could tell which of them was cared for by a parent who was ill at the time.\n"
    )
    title = f"# Serious Case Review: Child Fern\n\n{FULL}.\n\n"
    said = statements_of(f"{title}# {heading}\n\n{told}")
    assert len([s for s in said if s.kind is Kind.LEARNING_POINT]) == found


def test_an_owner_in_bold_begins_the_sentence_below_a_heading(statements_of):
    found = statements_of(
        f"# Safeguarding Adults Review: Fern\n\n{FULL}.\n\n# Recommendations\n\n"
        "# Recommendation One\n\n"
        "* [to the Board and the Safeguarding Children Partnership] The Board and the\n"
        "Safeguarding Children Partnership should train those who meet a whole household.\n"
    )
    asked = [s.text for s in found if s.kind is Kind.RECOMMENDATION]
    assert len(asked) == 1
    assert asked[0].startswith("The Board and the Safeguarding Children Partnership should train")


def test_a_numbered_call_keeps_its_points_and_the_next_number_begins_on_a_new_page(statements_of):
    found = statements_of(
        f"# Serious Case Review: Child Fern\n\n{FULL}.\n\n# Recommendations\n\n"
        "1. The hospital should ask every family who will look after the medicines at home.\n\n"
        "2. The guidance on going home should be revised to include the following:\n\n"
        "• who in the household keeps the medicines;\n\n"
        "• how and when the plan will be looked at again. (Lead: Larkhill Hospital Trust and\n"
        "  Larkhill Board)\n",
        "3. The school should be told on the day, and should name a person to be rung.\n\n",
    )
    asked = [(s.number, s.text.split()[-1]) for s in found if s.kind is Kind.RECOMMENDATION]
    assert [number for number, _ in asked] == ["1", "2", "3"]
    assert "keeps the medicines" in found[1].text


def test_an_agencys_own_code_is_the_number_of_a_bulleted_item(statements_of):
    found = statements_of(
        f"# Safeguarding Adults Review: Adult Heron\n\n{FULL}.\n\n"
        "# Single agency recommendations\n\n"
        "• GP1 Ask each carer at the yearly check how she is, and write down the answer.\n\n"
        "• GP2 Tell the district nurse of every change to a carer’s own health.\n\n"
    )
    assert [(s.number, s.text.split()[0]) for s in found] == [("GP1", "Ask"), ("GP2", "Tell")]


@pytest.mark.parametrize("n_items", [2, 3])
def test_a_sentence_that_its_items_finish_is_one_recommendation(statements_of, n_items):
    items = ["a worker of its own is named;", "the records of the mother are read;",
             "the nurse is invited to each meeting."][-n_items:]  # fmt: skip
    bullets = "\n\n".join(f"• {item}" for item in items)
    lead = (
        "Both Trusts should put arrangements in place whereby, when a child\n"
        "is expected by a mother in care:"
    )
    asked = [
        s for s in statements_of(f"# Review: Fern\n\n# Recommendations\n\n{lead}\n\n{bullets}\n")
        if s.kind is Kind.RECOMMENDATION
    ]  # fmt: skip
    assert [s.text.endswith(items[-1]) for s in asked] == [True]


def test_items_below_the_board_should_are_each_one(statements_of):
    text = (
        "# Review: Fern\n\n# Recommendations\n\nThe Board should:\n\n"
        "• name a worker for each child;\n\n• read the records of the mother.\n"
    )
    asked = [s for s in statements_of(text) if s.kind is Kind.RECOMMENDATION]
    assert len(asked) == 2


@pytest.mark.parametrize(
    "text",
    ["The agencies themselves have identified a number of actions, which are listed below.",
     "The panel and I agreed that there should be few recommendations, and here they are.",
     "The review team is mindful that much has changed. It has limited itself to a few things.",
     "The Lead column shows the organisation which will report on progress to the Board.",
     "The Board will monitor progress through its learning group.",
     "The owner of each recommendation will report to the group each quarter until it is closed.",
     "In order to use the learning from this case the review identified the following actions:",
     "See the list of sources at the end. The figures are rounded.",
     "incidents were included: nine deaths and sixteen cases of harm.",
     "Moor Council; Moor and Fell Police; the Fell Trust; the ambulance service."],
)  # fmt: skip
def test_what_is_among_recommendations_and_asks_for_nothing(statements_of, text):
    advice = "The Board should name a worker for each child before the birth."
    pages = f"# Review: Fern\n\n# Recommendations\n\n1. {advice}\n\n2. {text}\n"
    asked = [s.text for s in statements_of(pages) if s.kind is Kind.RECOMMENDATION]
    assert asked == [advice]


@pytest.mark.parametrize(
    "text",
    [
        "The equipment provider to confirm delivery with the prescriber within 24 hours.",
        "WSAB to receive a report on progress in six months.",
        "The landlord to contact adult social care before eviction.",
        "Children's homes to notify the placing authority.",
    ],
)
def test_a_body_and_any_verb_is_a_recommendation_below_their_heading(statements_of, text):
    page = f"""# Recommendations

* Governance

6.1 The Board should agree one form for all of its partners.

6.2 {text}"""
    assert [(s.kind, s.text) for s in statements_of(page)][1:] == [(Kind.RECOMMENDATION, text)]


POINTS = {
    "bullets": ["• review the document on thresholds together with schools;", "• report in May."],
    "letters": ["a) review the document on thresholds together with schools;", "b) report in May."],
    "roman": [
        "(i) review the document on thresholds together with schools;",
        "(ii) report in May.",
    ],
    "sentences": ["• Review the document on thresholds together with schools", "• Report in May"],
}


@pytest.mark.parametrize("points", POINTS.values(), ids=POINTS)
@pytest.mark.parametrize(
    ("lead", "addressee"),
    [
        ("Recommendation {}: The Partnership should do two things:", "The Partnership"),
        ("* Recommendation {}: The Police should:", "The Police"),
        ("Recommendation {}: The Board is asked to:", "The Board"),
        ("Recommendation {}: All agencies to ensure:", "All agencies"),
        ("Recommendation {}: The Trust and the Council will:", "The Trust; the Council"),
        ("Recommendation {}: That the Board:", "the Board"),
        ("{}. The Council should:", "The Council"),
    ],
)
def test_a_call_that_its_points_finish_is_one_recommendation(
    statements_of, lead, addressee, points
):
    lists = "\n\n".join("\n".join([lead.format(n), *points]) for n in (1, 2, 3))
    found = statements_of(
        f"# Safeguarding Adults Review: Mr Quill\n\n# 5. Recommendations\n\n{lists}"
    )
    begins = lead.split(": ", 1)[-1].removeprefix("{}. ")
    assert [(s.kind.value, s.number) for s in found] == [("recommendation", n) for n in "123"]
    assert all(s.text.startswith(begins) and "in May" in s.text for s in found)
    assert {s.addressee for s in found} == {addressee}


@pytest.mark.parametrize("points", ["bullets", "letters"])
@pytest.mark.parametrize(
    ("chapter", "lead", "kind"),
    [
        ("Findings", "Finding {}: Agencies did not:", "finding"),
        ("Findings", "* Finding {}: Practitioners did not:", "finding"),
        ("Findings", "Finding {}: The following were missed:", "finding"),
        ("Good practice", "Good practice {}: The school nurse:", "good_practice"),
        ("Learning", "Learning point {}: Managers should:", "learning_point"),
        ("Questions for the Board", "{}. How will the Board make sure that staff:", "question"),
    ],
)
def test_what_a_label_names_has_the_points_that_finish_it(
    statements_of, chapter, lead, kind, points
):
    """The words above the points were lost, or each point became a statement of its own."""
    end = "?" if kind == "question" else "."
    told = ["asked who else lived in the household;", f"saw the child alone at school in May{end}"]
    marks = {"bullets": ("• ", "• "), "letters": ("a) ", "b) ")}[points]
    items = [mark + words for mark, words in zip(marks, told, strict=True)]
    lists = "\n\n".join("\n".join([lead.format(n), *items]) for n in (1, 2, 3))
    found = statements_of(
        "# Safeguarding Adults Review: Mr Quill\n\nNo such adult lived; this is a test.\n\n"
        f"# 5. {chapter}\n\n{lists}"
    )
    assert [(s.kind.value, s.number) for s in found] == [(kind, n) for n in "123"]
    begins = lead.split(": ", 1)[-1].removeprefix("{}. ")
    assert all(s.text.startswith(begins) and s.text.endswith(f"in May{end}") for s in found)
