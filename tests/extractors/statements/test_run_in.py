"""Titles in bold that begin a statement in its own line. All invented."""

from __future__ import annotations

import pytest

from models.records import Kind

_PROSE = "The panel heard from every service that had known the invented family in those years."
_REPORT = (
    f"# Local Child Safeguarding Practice Review: Fern\n\n{_PROSE}\n\n# {{heading}}\n\n{{items}}\n"
)
_CALLS = (
    ("1", "Seeing the whole family.", "The council should name one worker for each household."),
    ("2", "Words that people use.", "The trust should write its letters in plain words."),
    ("3", "The men:", "The police should ask at each call who else lives there."),
)


def _asked(statements_of, items: str, heading: str = "Recommendations"):
    return statements_of(_REPORT.format(heading=heading, items=items))


@pytest.mark.parametrize("label", ["Recommendation {}: ", "{}. "])
def test_a_title_in_bold_is_the_heading_of_its_recommendation(statements_of, label: str) -> None:
    bold = "\n\n".join(f"**{label.format(n)}{title}** {call}" for n, title, call in _CALLS)
    plain = "\n\n".join(f"{label.format(n)}**{title}** {call}" for n, title, call in _CALLS)
    for items in (bold, plain):
        found = _asked(statements_of, items)
        assert [s.text for s in found] == [call for *_, call in _CALLS]
        assert [s.heading for s in found] == [title.rstrip(".:") for _, title, _ in _CALLS]
        assert all(s.section_path[-2] == "Recommendations" for s in found)


def test_sentences_in_bold_are_a_part_of_what_is_learned(statements_of) -> None:
    said = (
        "Coping is not the same as being cared for. A child who manages has had to.",
        "Willing is not doing. A plan is judged by what has altered for the child.",
        "One side of paper. A short list of events shows more than many long ones.",
    )
    items = "\n\n".join(
        f"{i}. **{text.partition('. ')[0]}.** {text.partition('. ')[2]}"
        for i, text in enumerate(said, 1)
    )
    found = _asked(statements_of, items, "Learning points")
    assert [s.text for s in found] == list(said)
    assert {s.kind for s in found} == {Kind.LEARNING_POINT}


def test_titles_that_say_how_or_why_are_headings(statements_of) -> None:
    said = (
        ("How it appeared in this case.", "The clinic had no list of those who were not brought."),
        ("Why we think it is wider.", "No service in the county had a list of missed visits."),
    )
    items = "\n\n".join(f"• **{title}** {text}" for title, text in said)
    found = _asked(statements_of, items, "Findings")
    assert [s.text for s in found] == [text for _, text in said]
    assert [s.heading for s in found] == [title.rstrip(".") for title, _ in said]


def test_words_in_bold_within_a_sentence_stay(statements_of) -> None:
    items = (
        "1. **The Fernshire Partnership** should name one worker for each household.\n\n"
        "2. **The council should write its letters in plain words.** People leave them unread."
    )
    found = _asked(statements_of, items)
    assert [s.text.split()[0] for s in found] == ["The", "The"]
    assert found[1].text.endswith("People leave them unread.")


def test_a_title_in_bold_does_not_hide_that_its_paragraph_asks(statements_of) -> None:
    titled = (
        "**Mental capacity.** Ashdale Council should agree a protocol with its neighbours.\n\n"
        "**Record keeping.** Review how calls from the parents of children are graded.\n\n"
        "**Hidden harm.** The panel was told of nine cases in a year.\n\n"
    )
    found = statements_of(
        "# Safeguarding Adults Review: Hazel\n\nThe review looked at the care of Hazel.\n\n"
        f"# Recommendations of the review\n\n{titled}"
    )
    assert [s.heading for s in found if s.rule.startswith("section")] == [
        "Mental capacity",
        "Record keeping",
    ]


def test_the_outcome_behind_an_action_is_no_part_of_it(statements_of):
    page = (
        "# Child Practice Review\n\nNo such child lived; this is a test.\n\n# Recommendations\n\n"
        "• The Board will relaunch the profile. Outcome: neglect is recognised earlier.\n\n"
        "• The Health Board will review its policy. Anticipated outcome: visits are made.\n"
    )
    assert [s.text for s in statements_of(page)] == [
        "The Board will relaunch the profile.",
        "The Health Board will review its policy.",
    ]


def test_the_code_of_a_repeated_recommendation_is_no_part_of_it(statements_of):
    page = (
        "# Serious Case Review\n\nNo such child lived; this is a test.\n\n# Recommendations\n\n"
        "• The Board should trace every recommendation since 2002. (SSCB2)\n"
    )
    assert [s.text for s in statements_of(page)] == [
        "The Board should trace every recommendation since 2002."
    ]
