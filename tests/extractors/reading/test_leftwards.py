"""Scripts that run from right to left come as they are read; all texts are invented."""

from __future__ import annotations

import pytest

from extractors.reading.leftwards import word_as_read
from extractors.reading.lines import page_lines
from extractors.reading.looks import Look
from extractors.reading.shapes import NO_SHAPES
from extractors.reading.words import Word

LOOK = Look("Invented", 11.0, bold=False, italic=False, colour=0, upright=True)


@pytest.mark.parametrize(
    ("from_left", "read"),
    [
        ("ביקור לסבתא להציע יש", "יש להציע לסבתא ביקור"),
        ("2024 סבתא NHS Trust להציע יש", "יש להציע NHS Trust סבתא 2024"),
        ("The panel wrote ביקור לסבתא in the note", "The panel wrote לסבתא ביקור in the note"),
        ("The panel wrote to the family", "The panel wrote to the family"),
        ("Το σχολείο είδε", "Το σχολείο είδε"),
    ],
)
def test_words_of_a_line_come_as_they_are_read(from_left: str, read: str) -> None:
    words = [
        Word(text, 60 + 40 * i, 100, 97 + 40 * i, 111, LOOK, 10 * i)
        for i, text in enumerate(from_left.split())
    ]
    (line,) = page_lines(words, NO_SHAPES)
    assert line.text == read


@pytest.mark.parametrize(
    ("text", "step", "read"),
    [("لاهسا", 5.0, "اسهال"), ("اسهال", -5.0, "اسهال"), ("reads", 5.0, "reads")],
)
def test_letters_kept_from_left_to_right_are_turned_round(
    text: str, step: float, read: str
) -> None:
    def box_of(start: int, end: int) -> tuple[float, float, float, float]:
        return 300 + step * start, 100.0, 300 + step * end, 111.0

    assert word_as_read(text, 0, len(text), box_of) == read


@pytest.mark.parametrize(("x", "read"), [(200.0, "بذلك."), (310.0, ".بذلك")])
def test_a_stop_is_where_it_is_printed(x: float, read: str) -> None:
    def box_of(start: int, end: int) -> tuple[float, float, float, float]:
        return (300 - 5.0 * start if start else x), 100.0, 300 - 5.0 * end, 111.0

    assert word_as_read(".بذلك", 0, 5, box_of) == read
