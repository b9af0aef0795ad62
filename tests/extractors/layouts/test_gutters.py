"""Two columns below or above full-width lines that end anywhere; all text is fictional."""

from __future__ import annotations

import pytest
from drawing import BOLD, PLAIN, Paper
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors import read

LINE = "An invented partnership in the county of Larkhill and its towns by the sea"
LEFT = "alpha text that runs on about visits made and letters sent to the home of the carers"
RIGHT = "omega words which run on about the board and its plan to ask the schools of the area"


def line_to(paper: Paper, top: float, x1: float) -> None:
    """A line from the left edge that ends at `x1`, its letters a little apart."""
    words = LINE
    while 60 + stringWidth(words, PLAIN, 11) > x1:
        words = words.rpartition(" ")[0]
    spare = x1 - 60 - stringWidth(words, PLAIN, 11)
    paper.text(60, top, words, spacing=spare / len(words))


@pytest.mark.parametrize("gutter", [12, 16, 20, 28])
@pytest.mark.parametrize("beyond", [-30, -10, -6, -3, 2, 15, 60])
@pytest.mark.parametrize("above", [True, False])
def test_columns_are_read_one_after_the_other(gutter: int, beyond: int, *, above: bool) -> None:
    width = (475 - gutter) / 2
    start = 60 + width + gutter
    paper = Paper()
    left = right = 60.0
    if above:
        line_to(paper, 60, start + beyond)
        left = right = 84.0
    for i in range(4):
        left = paper.para(60, left, width, f"l{i}: {LEFT}")
        right = paper.para(start, right, width, f"r{i}: {RIGHT}")
    if not above:
        line_to(paper, max(left, right) + 8, start + beyond)
    (page,) = read(paper.done(), "0" * 64).pages
    text = " ".join(line.text for line in page.lines)
    places = [text.find(f"{side}{i}:") for side in "lr" for i in range(4)]
    assert places == sorted(places)
    assert text.count(LEFT) == text.count(RIGHT) == 4


def test_a_footer_of_two_pieces_is_no_text_below_a_heading_over_both_columns() -> None:
    """The last word of a bold finding in the longer left column stays with its sentence."""
    paper = Paper()
    for i in range(5):
        paper.text(60, 60 + 14 * i, f"l{i}: a line of the invented text of this column")
        paper.text(320, 60 + 14 * i, f"r{i}: a line of the other column of the text")
    for i, words in enumerate(
        ("Homes for babies are seldom seen", "by anyone who was in the", "room.")
    ):
        paper.text(60, 144 + 13 * i, words, font=BOLD)
    paper.text(60, 806, "Where they live | An invented review", 8)
    paper.text(520, 806, "4", 8)
    (page,) = read(paper.done(), "0" * 64).pages
    text = " ".join(line.text for line in page.lines)
    assert "seldom seen by anyone who was in the room." in text
