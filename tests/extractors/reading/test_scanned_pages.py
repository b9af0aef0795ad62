"""Tables, panels, numbers and sizes of scanned pages; the pages are invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from test_ocr import HEIGHT, ID, WIDTH, needs_tesseract, scanned

from extractors import extract
from extractors.reading import read
from extractors.reading.engines import UNREAD
from extractors.reading.scan_numbers import with_mended_numbers
from extractors.reading.scan_sizes import with_even_sizes
from extractors.reading.scanned_rules import wiped
from extractors.reading.scanned_shades import shades_of
from extractors.reading.typeset import RecognisedWord, typeset
from models.records import Box, Kind, Line, Page

SCALE = 200 / 72


def sheet() -> Image.Image:
    """A grey sheet with the grain of a scanner."""
    grain = np.random.default_rng(1).normal(246, 6, (round(HEIGHT * SCALE), round(WIDTH * SCALE)))
    return Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))


def at(*points: float) -> list[int]:
    return [round(point * SCALE) for point in points]


def test_the_rules_of_a_table_are_found_and_wiped_out() -> None:
    image = sheet()
    draw = ImageDraw.Draw(image)
    for y in (100, 120, 180):
        draw.line(at(60, y, 520, y), fill=60, width=2)
    for x in (60, 300, 520):
        draw.line(at(x, 100, x, 180), fill=60, width=2)
    draw.line(at(90, 140, 90, 160), fill=60, width=3)  # as high as a capital of a title
    image = image.filter(ImageFilter.GaussianBlur(0.5)).rotate(0.2, fillcolor=246)
    found = wiped(image, SCALE)
    level = sorted(round(rule.top) for rule in found.rules if rule.x1 - rule.x0 > 400)
    upright = sorted(round(rule.x0) for rule in found.rules if rule.bottom - rule.top > 60)
    assert level == pytest.approx([100, 120, 180], abs=2)
    assert upright == pytest.approx([60, 300, 520], abs=2)
    assert len(found.rules) == 6
    clean = np.asarray(found.image)
    assert (clean[round(110 * SCALE), :] > 150).all()
    assert (clean[round(150 * SCALE), :] < 150).any()


def test_tinted_panels_are_found_and_a_shadow_is_none() -> None:
    image = sheet()
    draw = ImageDraw.Draw(image)
    draw.rectangle(at(320, 200, 540, 320), fill=222)
    for x in range(330, 520, 12):
        draw.rectangle(at(x, 230, x + 5, 238), fill=40)  # words on the panel
    draw.polygon(at(60, 600, 300, 600, 60, 800), fill=222)
    (panel,) = shades_of(image, SCALE)
    assert panel == pytest.approx((320, 200, 540, 320), abs=4)


def line(text: str, top: float = 100, size: float = 11, x0: float = 60) -> Line:
    return Line(text, Box(x0, top, x0 + 5 * len(text), top + size), size)


def page(number: int, *lines: Line) -> Page:
    return Page(number, WIDTH, HEIGHT, lines, ocr_confidence=0.9)


def test_sizes_that_differ_by_the_ink_of_a_few_letters_are_one() -> None:
    pages = [
        page(1, line("Analysis of what was done", size=19), line("Conclusions", size=20)),
        page(2, line("Text of the invented review. " * 4, size=11), line("A topic", size=13)),
    ]
    assert [one.size for p in with_even_sizes(pages) for one in p.lines] == [19, 19, 11, 13]
    typed = [msgspec.structs.replace(p, ocr_confidence=None) for p in pages]
    assert with_even_sizes(typed) == typed


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        (["1.1", "1.2", "3:5:", "1.4", "1.5"], ["1.1", "1.2", "1.3", "1.4", "1.5"]),
        (["1.7", "1.8", "19", "1.10", "1.11"], ["1.7", "1.8", "1.9", "1.10", "1.11"]),
        (["1.1", UNREAD, "1.3", "1.4", "2.1"], ["1.1", "1.2", "1.3", "1.4", "2.1"]),
        # Nothing says what it was: the sign goes, and the text stays.
        (["1.1", "1.2", "1.3", "1.4", UNREAD, "1.9"], ["1.1", "1.2", "1.3", "1.4", "", "1.9"]),
        (["1.1", "1.2", "1.3", "1.4", "20"], ["1.1", "1.2", "1.3", "1.4", "20"]),
    ],
)
def test_numbers_are_distinguished_from_those_around_them(
    read_as: Sequence[str], meant: Sequence[str]
) -> None:
    lines = [
        line(f"{number} The invented panel met.", 100 + 20 * i) for i, number in enumerate(read_as)
    ]
    (mended,) = with_mended_numbers([page(1, *lines)])
    told = [f"{number} The invented panel met.".strip() for number in meant]
    assert [one.text for one in mended.lines] == told


@pytest.mark.parametrize(
    ("seen", "meant"),
    [(["From", "these", "|", "take"], "I"), (["November", "|", "Version"], "|")],
)
def test_an_upright_stroke_before_a_small_letter_is_a_word(seen: list[str], meant: str) -> None:
    words = [
        RecognisedWord(text, 60.0 * i, 93, 60.0 * i + 30, 100, 0.9) for i, text in enumerate(seen)
    ]
    assert meant in [word.text for word in typeset(words).words]


ROWS = (
    ("The invented board should agree how its members tell each other about a missed visit.",
     "Board manager", "March 2025"),
    ("Managers in the invented council should read one record of each worker every month.",
     "Head of service", "June 2025"),
    ("That the invented hospital tells the school nurse when a child has not been brought.",
     "Named nurse", "May 2025"),
)  # fmt: skip


@needs_tesseract
def test_recommendations_in_a_scanned_table_are_read_by_column(tmp_path: Path) -> None:
    file = tmp_path / "table.pdf"
    style = getSampleStyleSheet()
    rows = [["No.", "Recommendation", "Lead", "By when"]]
    rows += [[str(n), Paragraph(text, style["BodyText"]), *rest]
             for n, (text, *rest) in enumerate(ROWS, 1)]  # fmt: skip
    table = Table(rows, colWidths=[30, 260, 100, 80], style=[("GRID", (0, 0), (-1, -1), 0.5, 0)])
    SimpleDocTemplate(str(file)).build([Paragraph("Recommendations", style["Heading1"]), table])
    image = pypdfium2.PdfDocument(file)[0].render(scale=SCALE, grayscale=True).to_pil()
    grain = np.random.default_rng(2).normal(-8, 7, np.asarray(image).shape)
    noisy = Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))
    found = extract(read(scanned(noisy), ID)).statements
    # A lone digit in a narrow cell is not read, so that the numbers are missing.
    assert [(s.kind, s.text) for s in found] == [(Kind.RECOMMENDATION, row[0]) for row in ROWS]
