"""Text whose letters are each drawn twice for a bold look, near and far apart; all invented."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read

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


@pytest.mark.parametrize("words", ["Hawaii, Aahh, uuh, vacuum, skiing, withhold", "aaaa hhhh kkkk"])
def test_pairs_that_are_printed_stay(words: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(60, 700, words)
    canvas.save()
    (page,) = read(out.getvalue(), "0" * 64).pages
    assert [line.text for line in page.lines] == [words]
