"""Text whose letters are each drawn twice for a bold look, near and far apart; all invented."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read
from extractors.reading.glyphs_twice import set_once
from extractors.reading.looks import Look
from extractors.reading.words import Word

WORDS = "The invented partnership should ensure that all fathers are seen in every home."


def drawn(shift: tuple[float, float], size: float, *, at_once: bool) -> bytes:
    """A line whose letters are drawn again, so many type sizes apart, at once or after it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(900, 842), invariant=1)
    canvas.setFont("Helvetica", size)
    places, x = [], 60.0
    for letter in WORDS:
        places.append((letter, x))
        x += stringWidth(letter, "Helvetica", size)
    prints = [[p] for p in places] if at_once else [places]
    for run in prints:
        for across, down in ((0.0, 0.0), shift):
            for letter, x in run:
                canvas.drawString(x + across * size, 700 - down * size, letter)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("size", [11.0, 16.0])
@pytest.mark.parametrize(
    "shift", [(0.03, 0.0), (0.08, 0.0), (0.11, 0.0), (0.14, 0.0), (0.08, 0.08), (0.11, 0.11)]
)
@pytest.mark.parametrize("at_once", [True, False])
def test_each_letter_is_read_once(
    shift: tuple[float, float], size: float, *, at_once: bool
) -> None:
    (page,) = read(drawn(shift, size, at_once=at_once), "0" * 64).pages
    assert [line.text for line in page.lines] == [WORDS]


@pytest.mark.parametrize(
    "words",
    [
        "Hawaii, Aahh, uuh, vacuum, skiing, withhold",
        "aaaa hhhh kkkk",
        "i) all, ii) well, iii) fully, viii) ill",
    ],
)
def test_pairs_that_are_printed_stay(words: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(60, 700, words)
    canvas.save()
    (page,) = read(out.getvalue(), "0" * 64).pages
    assert [line.text for line in page.lines] == [words]


def test_a_second_print_in_a_font_whose_boxes_have_other_heights_is_none() -> None:
    """A browser draws the outline of a letter in one font and its ink in another."""
    text, boxes = "", list[tuple[float, float, float, float]]()
    for i, letter in enumerate("thatuhxvquay"):
        # Their feet are level; the heights by which they differ are not all the same.
        for top in (700.0, 702.5 if i % 2 else 701.4):
            text += letter
            boxes.append((60.0 + 6 * i, top, 66.0 + 6 * i, 712.0))
    look = Look("Fictional", 11.0, False, False, 0, True)
    word = Word(text, boxes[0][0], 700.0, boxes[-1][2], 712.0, look, 0)
    kept = list(set_once([word], lambda start, _: boxes[start]))
    assert [word.text for word in kept] == ["thatuhxvquay"]


def test_outlines_that_are_less_high_than_their_letters_are_no_letters() -> None:
    """Browsers draw the stroke of letters in a font of its own, whose boxes are tight."""
    text, look = "KKeeyy hhaa", Look("Fictional", 16.0, False, False, 0, True)
    boxes = [
        (41.0 + 9 * (i // 2), 72.2 if i % 2 else 68.8, 50.0 + 9 * (i // 2), 86.8 if i % 2 else 86.6)
        for i in range(len(text))
    ]
    words = [
        Word("KKeeyy", 41.0, 68.8, 68.0, 86.8, look, 0),
        Word("hhaa", 77.0, 68.8, 95.0, 86.8, look, 6),
    ]
    assert [w.text for w in set_once(words, lambda start, _: boxes[start])] == ["Key", "ha"]
