"""Boxes beside the running text that a page break cuts, and the text beside them. All invented."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read
from extractors.structure import paragraphs

_HEIGHT = A4[1]
_WIDE = "Across the page runs what the invented panel heard of the flat, line {n} of the chapter"
_BESIDE = ["The profile had been brought to Larkhill", "in 2018 but only one of five services",
           "that knew the family used it. Visitors", "had been taught it, and teachers and",
           "wardens had not been asked."]  # fmt: skip
_TITLE = "Good practice"
_BOX = ["The caretaker wrote down what the boy had", "said in his own words, and took it to the",
        "school on the same day. His list was", "read in court and is the fullest",
        "picture of it."]  # fmt: skip
_LEFT, _RIGHT = 60.0, 320.0


class _Pages:
    def __init__(self) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=A4)

    def text(self, x: float, top: float, words: str, size: float = 11, font: str = "") -> None:
        self.canvas.setFillColor("#000000")
        self.canvas.setFont(f"Helvetica{font}", size)
        self.canvas.drawString(x, _HEIGHT - top, words)

    def across(self, first: float, count: int, begin: int = 1) -> None:
        for i in range(count):
            self.text(_LEFT, first + 14 * i, _WIDE.format(n=begin + i))

    def shade(self, x0: float, top: float, bottom: float, *, filled: bool) -> None:
        self.canvas.setFillColor("#e6f4ee")
        self.canvas.setLineWidth(0.7)
        place = (x0 - 8, _HEIGHT - bottom, 230, bottom - top)
        if filled:
            self.canvas.rect(*place, stroke=0, fill=1)
            return
        ends = (_HEIGHT - top, _HEIGHT - bottom)
        for x in (place[0], place[0] + place[2]):
            self.canvas.line(x, ends[0], x, ends[1])

    def close(self, x0: float, top: float) -> None:
        """The line across that ends a frame."""
        self.canvas.line(x0 - 8, _HEIGHT - top, x0 + 222, _HEIGHT - top)

    def done(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()


def _cut(box: float, text: float, in_box: int, beside: int, *, filled: bool) -> list[str]:
    """The paragraphs of two pages with so many lines of box and text before the page break."""
    pages = _Pages()
    pages.text(_LEFT, 60, "Learning Review: Fern", 18, "-Bold")
    pages.across(100, 40)
    foot = 682 + 14 * beside
    pages.shade(box, 668, foot, filled=filled)
    if not filled:
        pages.close(box, 668)
    pages.text(box, 682, _TITLE, 9, "-Bold")
    for i, words in enumerate(_BOX[:in_box]):
        pages.text(box, 696 + 12 * i, words, 9)
    for i, words in enumerate(_BESIDE[:beside]):
        pages.text(text, 686 + 14 * i, words)
    pages.canvas.showPage()
    rest = _BOX[in_box:]
    pages.shade(box, 58, 72 + 12 * len(rest), filled=filled)
    if not filled:
        pages.close(box, 72 + 12 * len(rest))
    for i, words in enumerate(rest):
        pages.text(box, 70 + 12 * i, words, 9)
    for i, words in enumerate(_BESIDE[beside:]):
        pages.text(text, 70 + 14 * i, words)
    pages.across(170, 8, 60)
    return [p.full for p in paragraphs(read(pages.done(), "0" * 64))]


@pytest.mark.parametrize(("box", "text"), [(_RIGHT, _LEFT), (_LEFT, _RIGHT)])
@pytest.mark.parametrize(("in_box", "beside"), [(3, 3), (2, 3), (4, 4), (0, 2)])
@pytest.mark.parametrize("filled", [True, False])
def test_a_cut_box_and_the_text_beside_it_are_whole(
    box: float, text: float, in_box: int, beside: int, *, filled: bool
) -> None:
    found = _cut(box, text, in_box, beside, filled=filled)
    assert " ".join(_BESIDE) in found
    at = found.index(_TITLE)
    assert found[at + 1] == " ".join(_BOX)


def test_two_columns_over_a_page_are_no_box() -> None:
    pages = _Pages()
    for page in range(2):
        for x, name in ((_LEFT, "left"), (_RIGHT, "right")):
            for i in range(45):
                pages.text(x, 60 + 15 * i, f"{name} {page} {i} of the invented text", 10)
        if page == 0:
            pages.canvas.showPage()
    words = " ".join(p.full for p in paragraphs(read(pages.done(), "0" * 64)))
    order = [words.index(f"{name} {page} 44") for page in (0, 1) for name in ("left", "right")]
    assert order == sorted(order)


def test_a_box_filled_line_by_line_keeps_its_title_and_its_text() -> None:
    pages = _Pages()
    pages.text(_LEFT, 60, "Learning Review: Fern", 18, "-Bold")
    pages.across(100, 10)
    pages.text(_RIGHT, 254, _TITLE, 9, "-Bold")
    for i, words in enumerate(_BOX):
        pages.canvas.setFillColor("#e6f4ee")
        pages.canvas.rect(_RIGHT - 8, _HEIGHT - 273 - 14 * i, 230, 14, stroke=0, fill=1)
        pages.text(_RIGHT, 270 + 14 * i, words, 9)
    for i, words in enumerate(_BESIDE):
        pages.text(_LEFT, 256 + 14 * i, words)
    pages.across(360, 8, 60)
    found = [p.full for p in paragraphs(read(pages.done(), "0" * 64))]
    assert " ".join(_BESIDE) in found
    assert found[found.index(_TITLE) + 1] == " ".join(_BOX)
