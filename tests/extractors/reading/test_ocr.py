"""Pages that are pictures, read with the real Tesseract; the pages are invented."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.stages import PROGRAMS, READ
from extractors import extract
from extractors.reading import ocr, read
from extractors.reading.engines import Spotted
from extractors.reading.tesseract import Tesseract
from models.records import Line, Reading, Status

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)
ID = "0" * 64
WIDTH, HEIGHT = 595.0, 842.0
PARAGRAPHS = """
Fictional page, written for a test. The invented partnership met four times during the year.

Practitioners knew the family well, but nobody asked the grandmother what she had seen on the
evening before the child was taken to hospital. Her account was written down in March.

Recommendation 1: The invented board should make sure that every agency records who lives in the
household and how each adult is related to the children.

Recommendation 2: The invented health trust should review how its midwives share what fathers tell
them with health visitors and with the general practitioner.

The panel heard that supervision was held each month and that notes were kept of it. Managers
signed them. It found no note of the visit on 14 June and asked why that was.
""".strip().split("\n\n")


@cache
def printed() -> bytes:
    """The page as a word processor prints it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    draw_text(canvas, mode=0)
    canvas.save()
    return out.getvalue()


def draw_text(canvas: Canvas, mode: int) -> None:
    y = 760.0
    for paragraph in PARAGRAPHS:
        for line in wrapped(paragraph):
            text = canvas.beginText(72, y)
            text.setFont("Times-Roman", 12)
            text.setTextRenderMode(mode)
            text.textOut(line)
            canvas.drawText(text)
            y -= 16
        y -= 14


def wrapped(paragraph: str, most: int = 80) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        if len(line) + len(word) >= most:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def picture(dpi: int = 200, turn: float = 0.0) -> Image.Image:
    """The page as a scanner sees it: grey paper, turned by so many degrees clockwise."""
    page = pypdfium2.PdfDocument(printed())[0]
    image = page.render(scale=dpi / 72, grayscale=True).to_pil()
    return image.rotate(-turn, expand=turn % 90 == 0 and turn % 180 != 0, fillcolor=255)


def scanned(*images: Image.Image, over: Callable[[Canvas], Any] = lambda canvas: None) -> bytes:
    """A PDF of one picture a page; `over` draws on each of them."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for image in images:
        size = (WIDTH, HEIGHT) if image.height > image.width else (HEIGHT, WIDTH)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(image), 0, 0, *size)
        over(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines_of(reading: Reading, page: int = 0) -> tuple[Line, ...]:
    return reading.pages[page].lines


def share_right(reading: Reading, page: int = 0) -> float:
    """The share of the printed words that were read, each as often as it is printed."""
    truth = Counter(" ".join(PARAGRAPHS).split())
    got = Counter(" ".join(line.text for line in lines_of(reading, page)).split())
    return sum((truth & got).values()) / sum(truth.values())


@needs_tesseract
@pytest.mark.parametrize(
    ("dpi", "turn"),
    [(200, 0.0), (200, 2.0), (200, 90.0), (200, 180.0), (110, 0.0)],
)
def test_a_scanned_page_is_read_however_it_lies(dpi: int, turn: float) -> None:
    reading = read(scanned(picture(dpi, turn)), ID)
    page = reading.pages[0]
    assert reading.status is Status.SCANNED_OCR
    assert reading.message is None
    assert share_right(reading) >= 0.98
    assert (page.ocr_confidence or 0) > 0.85
    assert page.turned == pytest.approx(turn % 360, abs=0.35)
    # Read the right way up, so the sides are those of the upright page.
    assert page.height > page.width


@needs_tesseract
@pytest.mark.parametrize("turn", [0.0, 90.0])
def test_boxes_are_where_the_lines_are_printed(turn: float) -> None:
    truth = {line.text: line.box for line in lines_of(read(printed(), ID))}
    seen = {line.text: line.box for line in lines_of(read(scanned(picture(turn=turn)), ID))}
    same = truth.keys() & seen.keys()
    assert len(same) >= 0.8 * len(truth)
    for text in same:
        true, got = truth[text], seen[text]
        assert (got.x0, got.x1) == pytest.approx((true.x0, true.x1), abs=3)
        assert (got.top + got.bottom) / 2 == pytest.approx((true.top + true.bottom) / 2, abs=3)


@needs_tesseract
def test_statements_of_a_scan_are_those_of_the_print() -> None:
    truth = [s.text for s in extract(read(printed(), ID)).statements]
    seen = [s.text for s in extract(read(scanned(picture(turn=1.5)), ID)).statements]
    assert len(truth) == 2
    assert seen == truth


@needs_tesseract
def test_only_the_scanned_page_of_a_mixed_document_is_read_by_ocr() -> None:
    both = pypdfium2.PdfDocument(printed())
    both.import_pages(pypdfium2.PdfDocument(scanned(picture())))
    both.import_pages(pypdfium2.PdfDocument(printed()))
    out = io.BytesIO()
    both.save(out)
    reading = read(out.getvalue(), ID)
    assert reading.status is Status.SCANNED_OCR
    assert [page.ocr_confidence is not None for page in reading.pages] == [False, True, False]
    assert min(share_right(reading, n) for n in range(3)) >= 0.98


@needs_tesseract
def test_a_page_of_glyph_soup_is_read_from_its_picture() -> None:
    def soup(canvas: Canvas) -> None:
        text = canvas.beginText(72, 760)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 12)
        for _ in range(20):
            text.textLine("xzq bcdfg hjklm npqrs tvwxz kkrtz ggfds lkjhg mnbvc xzlkj hgfds")
        canvas.drawText(text)

    reading = read(scanned(picture(), over=soup), ID)
    assert reading.status is Status.SCANNED_OCR
    assert share_right(reading) >= 0.98


def test_a_scan_keeps_the_text_layer_that_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most scanners read the page themselves and lay invisible text over its picture."""
    monkeypatch.setattr("extractors.reading.ocr.ocr_pages", lambda pages: pytest.fail("read again"))
    reading = read(scanned(picture(), over=lambda canvas: draw_text(canvas, mode=3)), ID)
    assert reading.status is Status.OK
    assert share_right(reading) == 1.0


@needs_tesseract
def test_a_picture_without_words_is_no_scan_of_text() -> None:
    blank = Image.new("L", (1650, 2340), 255)
    reading = read(scanned(picture(), blank), ID)
    assert reading.status is Status.SCANNED_OCR
    assert reading.pages[1].lines == ()
    assert reading.pages[1].ocr_confidence is None
    assert read(scanned(blank), ID).status is Status.NO_TEXT


def test_without_tesseract_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    reading = read(scanned(picture(80)), ID)
    assert reading.status is Status.NO_TEXT
    assert ocr.HOW_TO_GET in (reading.message or "")
    assert ocr.HOW_TO_GET in (reading.pages[0].problem or "")


def test_a_page_that_tesseract_cannot_read_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tesseract, "is_available", lambda self: True)
    monkeypatch.setattr(Tesseract, "lines", lambda self, image, dpi: None)
    both = pypdfium2.PdfDocument(printed())
    both.import_pages(pypdfium2.PdfDocument(scanned(picture(80))))
    out = io.BytesIO()
    both.save(out)
    reading = read(out.getvalue(), ID)
    assert reading.status is Status.PARTIAL
    assert "Tesseract could not read it" in (reading.pages[1].problem or "")
    assert share_right(reading, 0) == 1.0


def test_every_engine_is_part_of_the_key_of_a_reading() -> None:
    known = {name for names in PROGRAMS.values() for name in names} | set(READ.libraries)
    assert {engine.program for engine in ocr.ENGINES} <= known
    assert all(engine.how_to_get.endswith(".") for engine in ocr.ENGINES)


class Invented:
    """An engine that reads the same two words on every page."""

    name, program, how_to_get = "Invented", "invented", "It cannot be had."

    def is_available(self) -> bool:
        return True

    def lines(self, image: Image.Image, dpi: int) -> list[list[Spotted]]:
        return [
            [Spotted("Heron", 200, 300, 140, 40, 0.9), Spotted("House", 360, 300, 150, 40, 0.9)]
        ]


def test_another_engine_is_a_class_and_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "ENGINES", (Invented(),))
    reading = read(scanned(picture(80)), ID)
    assert reading.status is Status.SCANNED_OCR
    assert [line.text for line in reading.pages[0].lines] == ["Heron House"]
    assert reading.pages[0].ocr_confidence == 0.9
