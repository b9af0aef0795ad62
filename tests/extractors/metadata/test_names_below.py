"""A briefing whose title does not say whom the review is about; the line below does. Invented."""

from __future__ import annotations

import pytest

from extractors import extract
from models.records import Box, Line, Page, Reading, Status

_TEXT = (
    "In March the Partnership published a review about two children, called Fern and Ash.",
    "They were removed from home after three years that many people had seen.",
)


def _names(*below: str) -> tuple[str, ...]:
    texts = ("Aldmoor Safeguarding Children Partnership", "7-minute briefing: two children", *below)
    lines = []
    for i, text in enumerate((*texts, *_TEXT)):
        size = 20.0 if i == 1 else 11.0
        box = Box(60, 60 + 30 * i, 500, 60 + 30 * i + size)
        lines.append(Line(text, box, size, bold=i == 1, block=i))
    reading = Reading("0" * 64, Status.OK, (Page(1, 595, 842, tuple(lines)),), 1)
    return extract(reading).metadata.pseudonyms


@pytest.mark.parametrize(
    "line",
    ["Learning from the Local Child Safeguarding Practice Review about Fern and Ash. April 2024",
     "What we learnt from the Serious Case Review: Fern and Ash",
     "Local Child Safeguarding Practice Review concerning Fern and Ash"],
)  # fmt: skip
def test_the_line_below_the_title_names_the_children(line: str) -> None:
    assert _names(line) == ("Fern", "Ash")


@pytest.mark.parametrize(
    "line", ["Learning from three reviews", "For the staff of every agency", "A review of our work"]
)
def test_a_line_that_names_nobody(line: str) -> None:
    assert _names(line) == ()
