"""The text layer of a scan counts where the picture shows it, and not where a bar stands."""

from __future__ import annotations

import re
import shutil
from typing import Any

import numpy as np
import pypdfium2
import pytest
from by_hand import ABOVE, BELOW, SECRET, colour, note, pdf, picture
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extractors import read
from models.records import Box, HiddenKind, Page

NAME = "Quillfeather"
LINES = [b"BT /F1 11 Tf 60 %d Td (The invented board met and heard everybody.) Tj ET\n" % y
         for y in range(300, 640, 20)]  # fmt: skip
TEXT = ABOVE + SECRET + BELOW + b"".join(LINES)
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)


def scan(
    *,
    bar: int | None = None,
    up: float = 0.0,
    over: bool = False,
    whole: bool = True,
    part: int = 0,
    layer: bytes = TEXT,
    shown: bytes = TEXT,
) -> bytes:
    """A picture of the lines with their text as a layer, invisible or below the picture.

    `bar` is the grey of a box drawn into the picture over the second line, `up` by how many
    points the layer is off; without `whole` the box covers the name alone, but for `part` pixels.
    """
    grey = pypdfium2.PdfDocument(pdf(shown))[0].render(scale=2, grayscale=True).to_numpy()
    grey = np.array(grey.reshape(1684, 1190))
    if bar is not None:
        left, right = (100, 640) if whole else (316 + part, 436)
        grey[2 * (842 - 692) : 2 * (842 - 674), left:right] = bar
    draw = b"q 595 0 0 842 0 0 cm /X1 Do Q\n"
    text = b"q 1 0 0 1 0 %.1f cm %b %b Q\n" % (up, b"" if over else b"3 Tr", layer)
    return pdf(
        text + draw if over else draw + text,
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: picture(grey.tobytes(), 1190, 1684)},
    )


def page_of(data: bytes) -> Page:
    return read(data, "0" * 64).pages[0]


def text_of(page: Page) -> str:
    return "\n".join(line.text for line in page.lines)


@pytest.mark.parametrize("over", [False, True])
def test_the_layer_of_a_scan_is_read(over: bool) -> None:
    page = page_of(scan(over=over))
    assert NAME in text_of(page)
    assert page.hidden == ()
    assert page.ocr_confidence is None


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize(("grey", "kind"), [(0, HiddenKind.BLACKED_OUT), (255, HiddenKind.COVERED)])
def test_what_a_box_in_the_picture_covers_is_not(grey: int, kind: HiddenKind, over: bool) -> None:
    page = page_of(scan(bar=grey, over=over))
    assert NAME not in text_of(page)
    assert "The invented board should listen." in text_of(page)
    assert {place.kind for place in page.hidden} == {kind}


def test_a_bar_over_one_name_leaves_the_rest_of_its_line() -> None:
    page = page_of(scan(bar=0, whole=False))
    assert "The mother is called [redacted] by all." in text_of(page)


def word_by_word(shown: bytes = TEXT, *, right: float = 0.0, only: str = "") -> bytes:
    """The lines as Tesseract sets them: its words are narrower than their print by one letter.

    `right` is by how many points all of them are off, or `only` one word.
    """
    text = pypdfium2.PdfDocument(pdf(shown))[0].get_textpage()
    out = b""
    for found in re.finditer(r"\S+", text.get_text_range()):
        word = found[0]
        x, y = text.get_charbox(found.start(), loose=True)[:2]
        off = right if only in ("", word) else 0.0
        narrow = 100 * len(word) / (len(word) + 1)
        place = b"BT /F1 11 Tf %.1f Tz %.2f %.2f Td" % (narrow, x + off, y + 2.3)
        out += place + b" (%b ) Tj ET\n" % word.encode()
    return out


@pytest.mark.parametrize(
    ("grey", "sentence", "kind"),
    [
        (0, "The mother is called [redacted] by all.", HiddenKind.BLACKED_OUT),
        (190, "The mother is called by all.", HiddenKind.COVERED),
        (217, "The mother is called by all.", HiddenKind.COVERED),
        (255, "The mother is called by all.", HiddenKind.COVERED),
    ],
)
def test_a_name_painted_over_is_found_where_the_layer_s_words_are_narrower_than_their_print(
    grey: int, sentence: str, kind: HiddenKind
) -> None:
    page = page_of(scan(bar=grey, whole=False, layer=word_by_word()))
    assert sentence in text_of(page)
    assert [place.kind for place in page.hidden] == [kind]
    assert page.ocr_confidence is None


@pytest.mark.parametrize("right", [0.0, 4.0, -3.0])
def test_a_layer_of_narrow_words_loses_none_of_them(right: float) -> None:
    page = page_of(scan(layer=word_by_word(right=right)))
    assert "The mother is called Quillfeather by all." in text_of(page)
    assert page.hidden == ()


@pytest.mark.parametrize("grey", [190, 255])
def test_a_name_of_which_paint_leaves_a_letter_or_two_is_not_read(grey: int) -> None:
    page = page_of(scan(bar=grey, whole=False, part=24, layer=word_by_word()))
    assert "The mother is called by all." in text_of(page)
    assert [place.kind for place in page.hidden] == [HiddenKind.COVERED]


@pytest.mark.parametrize("layer", [TEXT, word_by_word()])
def test_pale_print_is_read(layer: bytes) -> None:
    pale = ABOVE + colour(b"0.88 g", SECRET) + BELOW + b"".join(LINES)
    page = page_of(scan(shown=pale, layer=layer))
    assert "The mother is called Quillfeather by all." in text_of(page)
    assert page.hidden == ()


def test_a_word_of_one_letter_is_looked_for_as_wide_as_its_print() -> None:
    shown = TEXT.replace(b"is called", b"was  a")
    page = page_of(scan(shown=shown, layer=word_by_word(shown, right=-4.2, only="a")))
    assert "The mother was a Quillfeather by all." in text_of(page)
    assert page.hidden == ()


def over_the_name(*, blur: float = 0.0, cells: int = 0) -> bytes:
    """A scan in whose picture the name is blurred or pixelated."""
    grey = pypdfium2.PdfDocument(pdf(TEXT))[0].render(scale=2, grayscale=True).to_numpy()
    seen = Image.fromarray(np.array(grey.reshape(1684, 1190)))
    place = (316, 2 * (842 - 692), 436, 2 * (842 - 674))
    name = seen.crop(place)
    if cells:
        few = name.resize((cells, max(2, cells // 4)), Image.Resampling.BOX)
        name = few.resize(name.size, Image.Resampling.NEAREST)
    seen.paste(name.filter(ImageFilter.GaussianBlur(blur)), place)
    return pdf(
        b"q 595 0 0 842 0 0 cm /X1 Do Q q 3 Tr " + TEXT + b"Q\n",
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: picture(seen.tobytes(), 1190, 1684)},
    )


@pytest.mark.parametrize("how", [{"blur": 3.0}, {"blur": 6.0}, {"cells": 12}, {"cells": 20}])
def test_a_name_that_is_blurred_or_pixelated_in_the_picture_is_not_read(
    how: dict[str, Any],
) -> None:
    page = page_of(over_the_name(**how))
    assert NAME not in text_of(page)
    assert "The invented board met and heard everybody." in text_of(page)
    assert {place.kind for place in page.hidden} == {HiddenKind.COVERED}


@pytest.mark.parametrize("blur", [0.0, 0.8])
def test_print_that_is_less_sharp_is_read(blur: float) -> None:
    page = page_of(over_the_name(blur=blur))
    assert NAME in text_of(page)
    assert page.hidden == ()


def test_a_layer_that_does_not_fit_is_used_where_nothing_is_hidden() -> None:
    page = page_of(scan(up=9))
    assert NAME in text_of(page)
    assert page.hidden == ()


@needs_tesseract
@pytest.mark.ocr
def test_a_layer_that_does_not_fit_is_read_from_the_picture_where_it_has_a_bar() -> None:
    page = page_of(scan(bar=0, up=9))
    assert NAME not in text_of(page)
    assert page.ocr_confidence is not None


@needs_tesseract
@pytest.mark.ocr
@pytest.mark.parametrize(
    ("mark", "kind"), [(b"Redact", HiddenKind.MARKED), (b"StrikeOut", HiddenKind.STRUCK)]
)
def test_what_is_marked_on_a_scan_without_text_is_not_read_from_its_picture(
    mark: bytes, kind: HiddenKind
) -> None:
    grey = pypdfium2.PdfDocument(pdf(TEXT))[0].render(scale=3, grayscale=True).to_numpy()
    data = pdf(
        b"q 595 0 0 842 0 0 cm /X1 Do Q",
        resources=b"/XObject<</X1 10 0 R>>",
        page=b"/Annots[11 0 R]",
        extra={10: picture(grey.tobytes(), 1785, 2526), 11: note(mark)},
    )
    page = page_of(data)
    assert "mother" not in text_of(page)
    assert NAME.lower() not in text_of(page).lower()
    assert "The invented board should listen." in text_of(page)
    assert "The invented trust should ask." in text_of(page)
    (place,) = page.hidden
    assert (place.kind, place.box) == (kind, Box(50, 152, 310, 168))


def test_a_rule_that_ocr_took_for_a_letter_is_no_bar() -> None:
    """Nobody is to be told of a breach because a table has rules."""
    grey = pypdfium2.PdfDocument(pdf(TEXT))[0].render(scale=2, grayscale=True).to_numpy()
    grey = np.array(grey.reshape(1684, 1190))
    grey[200:1200, 736:748] = 0
    rules = b"".join(b"BT /F1 8 Tf 370 %d Td (|) Tj ET\n" % y for y in range(300, 640, 20))
    data = pdf(
        b"q 595 0 0 842 0 0 cm /X1 Do Q q 3 Tr " + TEXT + rules + b"Q\n",
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: picture(grey.tobytes(), 1190, 1684)},
    )
    page = page_of(data)
    assert NAME in text_of(page)
    assert "|" not in text_of(page)
    assert {place.kind for place in page.hidden} == {HiddenKind.NO_INK}


def short_scan(*, bare: bool = False, wide: float = 100.0) -> bytes:
    """A scan of seven lines; its picture lacks one of them, or its layer is so many % wide."""
    few = b"".join(LINES[8:12])
    shown = ABOVE + (b"" if bare else SECRET) + BELOW + few
    grey = pypdfium2.PdfDocument(pdf(shown))[0].render(scale=2, grayscale=True).to_numpy()
    draw = b"q 595 0 0 842 0 0 cm /X1 Do Q\n"
    return pdf(
        draw + b"q 3 Tr %.1f Tz " % wide + ABOVE + SECRET + BELOW + few + b"Q\n",
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: picture(np.array(grey).tobytes(), 1190, 1684)},
    )


def test_a_line_of_the_layer_that_a_short_scan_does_not_show_is_not_read() -> None:
    page = page_of(short_scan(bare=True))
    assert NAME not in text_of(page)
    assert "The invented board should listen." in text_of(page)
    assert {place.kind for place in page.hidden} == {HiddenKind.COVERED}


def test_a_layer_that_runs_a_little_wider_than_its_print_loses_no_word() -> None:
    page = page_of(short_scan(wide=113))
    assert NAME in text_of(page)
    assert "and heard everybody." in text_of(page)
    assert page.hidden == ()


def relabelled_scan(label: str | None, *, noise: float = 6.0) -> bytes:
    """A scan with noise in whose picture a label stands where its layer has the name."""
    grey = pypdfium2.PdfDocument(pdf(TEXT))[0].render(scale=2, grayscale=True).to_numpy()
    tones = np.array(grey.reshape(1684, 1190), np.float32) * 0.92 + 10
    tones += np.random.default_rng(14).normal(0, noise, tones.shape)
    seen = Image.fromarray(tones.clip(0, 255).astype(np.uint8))
    if label:
        draw, (left, top, right, bottom) = ImageDraw.Draw(seen), (320, 300, 444, 332)
        draw.rectangle((left, top, right, bottom), fill=250)
        draw.text((left + 3, top + 5), label, fill=0, font=ImageFont.load_default(18))
    return pdf(
        b"q 595 0 0 842 0 0 cm /X1 Do Q q 3 Tr " + TEXT + b"Q\n",
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: picture(seen.tobytes(), 1190, 1684)},
    )


@needs_tesseract
@pytest.mark.parametrize("label", ["[redacted]", "XXXXXXXX", "Child A"])
def test_a_name_under_a_label_that_was_drawn_into_the_picture_is_not_read(label: str) -> None:
    page = page_of(relabelled_scan(label))
    assert NAME not in text_of(page)
    assert "The mother is called" in text_of(page)
    assert [place.kind for place in page.hidden] == [HiddenKind.COVERED]


@needs_tesseract
@pytest.mark.parametrize("label", [None, NAME])
def test_a_name_that_the_picture_spells_is_read(label: str | None) -> None:
    page = page_of(relabelled_scan(label))
    assert NAME in text_of(page)
    assert page.hidden == ()
