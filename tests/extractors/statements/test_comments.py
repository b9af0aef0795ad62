"""Comments of the authors between the events that they tell. All invented."""

from __future__ import annotations

import pytest

from extractors import extract
from models.records import Box, Kind, Line, Page, Reading, Status

TOLD = "In March the family moved to a flat in Larkhill, and the school changed its nurse."
JUDGED = (
    "Each call was read by itself. Put side by side they show a home where nobody was well.",
    "The letter went to an address that the family had left, and it was not sent again.",
    "The duty worker sat with him until ten at night and went back to see him in the morning.",
)


def statements(sentence: str, **look: bool):
    """The statements of a story in which each event is followed by one text with this look."""
    rows: list[tuple[str, dict]] = [
        ("Serious Case Review: Child Fern", {"size": 18.0, "bold": True}),
        ("1. The story of Child Fern", {"size": 14.0, "bold": True}),
        (sentence, {}),
    ]
    for judged in JUDGED:
        rows += [(TOLD, {}), (judged, dict(look))]
    lines, top = [], 60.0
    for block, (text, kept) in enumerate(rows):
        size = kept.pop("size", 11.0)
        left = 60.0 + 30.0 * kept.pop("set_in", False)
        lines.append(Line(text, Box(left, top, left + 430, top + size), size, block=block, **kept))
        top += 30.0
    reading = Reading("0" * 64, Status.OK, (Page(1, 595, 842, tuple(lines)),), 1)
    return extract(reading).statements


@pytest.mark.parametrize(
    ("sentence", "look"),
    [
        ("The Panel’s comments are in italics.", "italic"),
        ("The comments of the Panel are set in from the margin.", "set_in"),
        ("The author’s commentary appears in shaded boxes.", "shaded"),
    ],
)
def test_comments_are_the_statements_of_a_story(sentence, look):
    found = statements(sentence, **{look: True})
    assert [s.text for s in found] == list(JUDGED)
    assert {s.rule for s in found} == {"comment:apart"}
    assert found[2].kind is Kind.GOOD_PRACTICE


def test_a_story_that_does_not_say_how_it_comments_has_none():
    found = statements("The account is in order.", italic=True)
    assert not [s for s in found if s.rule.startswith("comment")]


def test_comments_with_a_label_lose_it(statements_of):
    page = (
        "# Serious Case Review: Child Fern\n\nThis is a test.\n\n# 1. The story of Child Fern\n\n"
    )
    for judged in JUDGED:
        page += f"{TOLD}\n\nPanel comment: {judged}\n\n"
    found = statements_of(page)
    assert [s.text for s in found] == list(JUDGED)
    assert {s.rule for s in found} == {"comment:label"}
