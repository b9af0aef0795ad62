"""A table on its side upon an upright page is read along its lines; all words are invented."""

from __future__ import annotations

import pytest

from extractors.reading.lines import page_lines
from extractors.reading.looks import Look
from extractors.reading.shapes import NO_SHAPES
from extractors.reading.words import Word
from models.records import Box, LineRole

LOOK = Look("Invented", 10.0, bold=False, italic=False, colour=0, upright=False)
ROWS = ["Police The constable records each visit", "Housing The officer rings the landlord",
        "F O O D S"]  # fmt: skip


def sideways(*, runs_up: bool) -> list[Word]:
    words, y = list[Word](), 0.0
    for row, text in enumerate(ROWS):
        y = 500.0 if runs_up else 100.0
        x = 200.0 + 20 * row if runs_up else 300.0 - 20 * row
        for word in text.split():
            length = 5.0 * len(word)
            top, bottom = (y - length, y) if runs_up else (y, y + length)
            words.append(Word(word, x, top, x + 10, bottom, LOOK, len(words) * 10))
            y += (-1 if runs_up else 1) * (length + 3)
    return words


@pytest.mark.parametrize("runs_up", [True, False])
def test_lines_that_run_up_or_down_a_page_are_read_along(runs_up: bool) -> None:
    lines = page_lines(sideways(runs_up=runs_up), NO_SHAPES)
    assert [line.text for line in lines] == [*ROWS[:2], "FOODS"]
    assert {line.role for line in lines} == {LineRole.MARGIN}
    # Each line stands where it is printed.
    first = Box(200, 500 - 185, 210, 500) if runs_up else Box(300, 100, 310, 285)
    assert lines[0].box == first


def test_words_on_a_slant_stay_as_they_are() -> None:
    words = [Word(text, 60 + 50 * i, 400 - 50 * i, 105 + 50 * i, 445 - 50 * i, LOOK, 10 * i)
             for i, text in enumerate("DRAFT FOR THE BOARD".split())]  # fmt: skip
    texts = {line.text for line in page_lines(words, NO_SHAPES)}
    assert texts == {"DRAFT", "FOR", "THE", "BOARD"}
