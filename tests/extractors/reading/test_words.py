"""Words as printed: fused list numbers, boxes and looks; the pages are invented."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from coded_fonts import coded
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read
from extractors.reading import words as stage
from extractors.reading.words import Word, page_words, read_words

HEIGHT = 842.0


def words_of(draw: Callable[[Canvas], object], turn: int = 0) -> list[Word]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, HEIGHT), invariant=1)
    canvas.setPageRotation(turn)
    canvas.setFont("Helvetica", 12)
    draw(canvas)
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        return page_words(document[0])
    finally:
        document.close()


def test_a_list_number_is_split_from_the_text_behind_a_narrow_gap() -> None:
    def draw(canvas: Canvas) -> None:
        number = "10."
        canvas.drawString(72, 700, number)
        # A tenth of the type's size: too little for a space, enough to be seen.
        canvas.drawString(72 + canvas.stringWidth(number) + 1.2, 700, "Managers agreed.")
        canvas.drawString(72, 680, "Section 17.A and 2.5mg and 3.The")

    texts = [word.text for word in words_of(draw)]
    assert texts[:3] == ["10.", "Managers", "agreed."]
    # What is printed without a gap stays one word.
    assert texts[3:] == ["Section", "17.A", "and", "2.5mg", "and", "3.The"]


@pytest.mark.parametrize(
    ("turn", "where"),
    # The canvas lays a page that is turned by a quarter on its side first: 842 by 595 points.
    [(0, (72, 442)), (90, (400, 72)), (180, (523, 400)), (270, (195, 770))],
)
def test_boxes_are_those_of_the_page_as_it_is_shown(turn: int, where: tuple[float, float]) -> None:
    first, second = words_of(lambda canvas: canvas.drawString(72, 400, "Invented words"), turn)
    assert (first.text, second.text) == ("Invented", "words")
    begin = {
        0: (first.x0, first.bottom),
        90: (first.x0, first.top),
        180: (first.x1, first.top),
        270: (first.x1, first.bottom),
    }[turn]
    assert begin == pytest.approx(where, abs=4)


def test_each_change_of_look_is_seen_and_equal_looks_are_shared() -> None:
    def draw(canvas: Canvas) -> None:
        for n, (font, size, colour) in enumerate(
            [
                ("Helvetica", 12, (0, 0, 0)),
                ("Helvetica-Bold", 12, (0, 0, 0)),
                ("Helvetica", 9, (0, 0, 0)),
                ("Helvetica", 12, (1, 0, 0)),
                ("Times-Italic", 12, (0, 0, 0)),
                ("Helvetica", 12, (0, 0, 0)),
            ]
        ):
            canvas.setFont(font, size)
            canvas.setFillColorRGB(*colour)
            canvas.drawString(72, 700 - 20 * n, "word")

    looks = [word.look for word in words_of(draw)]
    assert [look.bold for look in looks] == [False, True, False, False, False, False]
    assert [look.size for look in looks] == [12, 12, 9, 12, 12, 12]
    assert [look.colour for look in looks] == [0, 0, 0, 0xFF0000, 0, 0]
    assert [look.italic for look in looks] == [False, False, False, False, True, False]
    assert looks[0] is looks[-1]


def test_a_page_without_end_is_cut_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "MOST_CHARACTERS", 20)
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Invented words that do not fit here")
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    words, is_cut, *_ = read_words(document[0])
    assert is_cut
    assert [word.text for word in words] == ["Invented", "words", "that"]
    document.close()


@pytest.mark.parametrize(
    ("glyph", "line"),
    [(b"twosuperior", "Nineteen months passed"), (b"two", "Nineteen months2 passed")],
)
def test_a_raised_glyph_as_large_as_the_text_is_a_footnote_marker(glyph: bytes, line: str) -> None:
    data = coded(b"Nineteen months\x01 passed", b"1 beginbfchar <01> <0032> endbfchar", glyph)
    assert read(data, "0" * 64).pages[0].lines[0].text == line
