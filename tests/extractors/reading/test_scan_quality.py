"""Scans as copiers and careless hands make them; the pages are invented."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas
from test_ocr import HEIGHT, ID, needs_tesseract, picture, scanned, share_right

from extractors import extract
from extractors.reading import read
from extractors.reading.furniture import mark_furniture
from extractors.reading.typeset import RecognisedWord, typeset, without_specks
from extractors.reading.usable import is_no_language
from models.records import Box, Line, LineRole, Page, Status


def with_dark_edges(image: Image.Image) -> Image.Image:
    """The grey bars that a copier leaves beside a sheet that does not fill its glass."""
    image = image.convert("L")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, round(0.02 * image.width), image.height), fill=60)
    draw.rectangle((round(0.99 * image.width), 0, image.width, image.height), fill=90)
    return image


@needs_tesseract
@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0, 270.0])
def test_a_dark_edge_does_not_turn_a_page(turn: float) -> None:
    reading = read(scanned(with_dark_edges(picture()).rotate(-turn, expand=True)), ID)
    assert share_right(reading) >= 0.96
    assert reading.pages[0].turned == pytest.approx(turn, abs=0.35)
    assert len(extract(reading).statements) == 2


@needs_tesseract
@pytest.mark.parametrize("skew", [1.8, -2.5])
def test_a_wide_dark_edge_does_not_hide_that_a_page_lies_askew(skew: float) -> None:
    image = picture().convert("L").rotate(skew, fillcolor=255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, round(0.1 * image.width), image.height), fill=40)
    draw.rectangle((0, round(0.85 * image.height), image.width, image.height), fill=40)
    assert share_right(read(scanned(image), ID)) >= 0.9


def with_bold(canvas: Canvas) -> None:
    for font, y, words in (
        ("Times-Bold", 760, "A carer who was not cared for"),
        (
            "Times-Roman",
            740,
            "Nobody asked the invented grandmother what she had seen that evening.",
        ),
        ("Times-Roman", 724, "The partnership wrote down what she said when it was too late."),
        ("Helvetica-Bold", 690, "Coming home from hospital"),
        ("Times-Roman", 670, "The ward sent the letter to an address that it knew was wrong."),
        ("Times-Roman", 654, "It was found in the spring by a neighbour who had kept the key."),
    ):
        canvas.setFont(font, 12)
        canvas.drawString(60, y, words)


@needs_tesseract
@pytest.mark.parametrize("dpi", [130, 200])
def test_bold_type_shows_in_a_scan(dpi: int) -> None:
    page = pypdfium2.PdfDocument(scanned(Image.new("L", (850, 1200), 255), over=with_bold))[0]
    (read_page,) = read(scanned(page.render(scale=dpi / 72, grayscale=True).to_pil()), ID).pages
    bold = [line.text for line in read_page.lines if line.bold]
    assert bold == ["A carer who was not cared for", "Coming home from hospital"]


def polish(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    for i in range(9):
        canvas.drawString(60, 760 - 16 * i, "Zmyslony tekst po polsku bez znaczenia, dla proby.")


@needs_tesseract
def test_a_scan_in_another_language_is_reported() -> None:
    blank = Image.new("L", (850, 1200), 255)
    page = pypdfium2.PdfDocument(io.BytesIO(scanned(blank, over=polish)))[0]
    reading = read(scanned(page.render(scale=2.5, grayscale=True).to_pil()), ID)
    assert reading.status is Status.PARTIAL
    assert "neither English nor Welsh" in (reading.message or "")


def test_prose_lists_and_covers_are_languages() -> None:
    def words(text: str) -> list[RecognisedWord]:
        return [RecognisedWord(word, 0, 0, 1, 1, 0.9) for word in text.split()]

    assert is_no_language(words("zmyslony tekst bez znaczenia " * 20))
    assert not is_no_language(words("Agencies met the family and nobody asked who was there " * 8))
    assert not is_no_language(words("Cyfarfu'r asiantaethau â'r teulu ac ni ofynnodd neb yn " * 8))
    assert not is_no_language(words("Serious Case Review Child Larch"))


def line_of(*words: tuple[str, float], size: float = 10, base: float = 100) -> list[RecognisedWord]:
    """Words at the given places; the ink is that of the letters in type of a size."""
    out = []
    for text, x0 in words:
        tall = any(c.isupper() or c.isdigit() or c in "bdfhkl" for c in text)
        deep = any(c in "gjpqy" for c in text)
        top = base - (0.69 if tall else 0.47) * size
        out.append(
            RecognisedWord(text, x0, top, x0 + 5 * len(text), base + 0.21 * size * deep, 0.9)
        )
    return out


def test_low_and_tall_words_have_one_type_size_and_baseline() -> None:
    low, tall = typeset(line_of(("reason", 50))), typeset(line_of(("Body", 50), ("help", 80)))
    assert low.look.size == tall.look.size == 10
    assert (low.top, low.bottom) == pytest.approx((tall.top, tall.bottom))


@pytest.mark.parametrize("sign", ["e", "¢", "©", "*"])
def test_misread_bullets_are_bullets(sign: str) -> None:
    words = typeset(line_of((sign, 50), ("Homeward", 65), ("Care", 110))).words
    assert [word.text for word in words] == ["•", "Homeward", "Care"]


def test_a_lone_letter_with_a_words_space_stays() -> None:
    """Welsh "o" and "e" are words."""
    words = typeset(line_of(("o", 50), ("bobl", 57), ("ifanc", 80))).words
    assert words[0].text == "o"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [(["l.", "The"], ["1.", "The"]), (["Finding", "l:", "No"], ["Finding", "1:", "No"]),
     (["1O.", "The"], ["10.", "The"]), (["In", "I."], ["In", "I."]),
     (["Oil", "SOS"], ["Oil", "SOS"])],
)  # fmt: skip
def test_misread_numbers_are_numbers(seen: Sequence[str], meant: Sequence[str]) -> None:
    words = line_of(*((text, 50.0 + 60 * i) for i, text in enumerate(seen)))
    assert [word.text for word in typeset(words).words] == list(meant)


def test_specks_are_left_out_and_small_words_stay() -> None:
    body = typeset(line_of(("Alan", 50), ("was", 80), ("seen", 110)))
    dirt = typeset(line_of(("20", 50), ("66.", 60), size=3))
    note = typeset(line_of(("footnote", 50), size=5))
    assert without_specks([body, dirt, note]) == [body, note]


def scan(number: int, foot: str) -> Page:
    """A page with a text that differs and a footer that OCR read in its own way."""
    text = Line(f"Text of page {number} which differs", Box(60, 300, 300, 312), 12)
    footer = Line(foot, Box(60, HEIGHT - 40, 300, HEIGHT - 30), 8)
    return Page(number, 595, HEIGHT, (text, footer), ocr_confidence=0.9)


def test_a_footer_read_in_three_ways_is_one_footer() -> None:
    feet = (
        "Hazel review - draft version",
        "Hazei review - dratt version",
        "Hazel reviev — draft versi0n",
    )
    pages = mark_furniture([scan(i, foot) for i, foot in enumerate(feet, 1)])
    assert [page.lines[1].role for page in pages] == [LineRole.FOOTER] * 3
    assert [page.lines[0].role for page in pages] == [LineRole.BODY] * 3


def test_a_badly_read_page_number_is_no_text() -> None:
    page = mark_furniture([scan(1, "l"), scan(2, "S")])[1]
    assert page.lines[1].role is LineRole.PAGE_NUMBER
