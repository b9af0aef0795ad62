"""Text in fonts whose letters are drawings (Type 3): where its words stand, and what they say."""

from __future__ import annotations

import random
import shutil

import pytest
from by_hand import ABOVE, BELOW, FONTS, pdf, stream
from test_hidden_text import page_of, text_of
from ways_of_hiding import drawn_font

from extractors.reading.usable import PART_SOUP, SCATTERED

SENTENCE = "The invented board should ask each of its schools to tell of the daily life at home."
MORE = b"".join(BELOW.replace(b"60 660", b"60 %d" % y) for y in range(400, 640, 20))
BOX = b"50 0 400 600 re f"  # what every letter looks like here


def test_words_are_in_their_order_whatever_box_a_font_gives_its_letters() -> None:
    words = b"BT /T3 9 Tf 60 680 Td (%b) Tj ET\n" % SENTENCE.encode()
    page = page_of(drawn_font(b"600 0 -1000 -300 3000 1000 d1 " + BOX, sentence=words))
    assert SENTENCE in text_of(page)
    assert page.hidden == ()


def without_a_map(words: str) -> bytes:
    """A line in a font that has numbers for its letters, and no table of what they mean."""
    codes = {sign: i + 1 for i, sign in enumerate(sorted({*words}))}
    names = b"".join(b"/g%d " % i for i in codes.values())
    font = (
        b"/T3 <</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]"
        b"/FirstChar 1/LastChar %d/Widths[" % len(codes) + b"600 " * len(codes) + b"]/CharProcs<<"
        + b"".join(b"/g%d %d 0 R" % (i, 12 if sign == " " else 11) for sign, i in codes.items())
        + b">>/Resources<<>>/Encoding<</Differences[1 " + names + b"]>>>>"
    )  # fmt: skip
    shown = "".join(f"{codes[sign]:02x}" for sign in words).encode()
    made = pdf(
        ABOVE + b"BT /T3 9 Tf 60 680 Td <%b> Tj ET\n" % shown + BELOW + MORE,
        resources=FONTS[:-2] + font + b">>",
        extra={
            11: stream(b"600 0 0 0 500 700 d1 " + BOX),
            12: stream(b"600 0 0 0 0 0 d1 "),
        },
    )
    return made.replace(FONTS + FONTS[:-2], FONTS[:-2])


def test_letters_that_only_the_picture_shows_are_an_issue_where_nobody_can_look_at_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extractors.reading.ocr.is_available", lambda: False)
    page = page_of(without_a_map(SENTENCE))
    assert (page.problem or "").startswith(PART_SOUP)
    assert "Recommendation 2: The invented trust should ask." in text_of(page)
    assert page.hidden == ()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
@pytest.mark.ocr
def test_letters_that_only_the_picture_shows_are_read_from_it() -> None:
    page = page_of(without_a_map(SENTENCE))
    assert page.ocr_confidence is not None
    assert "Recommendation 2: The invented trust should ask." in text_of(page)


def out_of_order() -> bytes:
    """Sentences whose letters are set one by one, in no order and without spaces."""
    letters = [(60 + 6 * i, y, sign) for y in (360, 340, 320) for i, sign in enumerate(SENTENCE)]
    random.Random(14).shuffle(letters)
    shown = b"".join(
        b"BT /F2 10 Tf %d %d Td (%b) Tj ET\n" % (x, y, sign.encode())
        for x, y, sign in letters
        if sign != " "
    )
    font = b"/F2 <</Type/Font/Subtype/Type1/BaseFont/Courier>>"
    made = pdf(ABOVE + shown + BELOW + MORE, resources=FONTS[:-2] + font + b">>")
    return made.replace(FONTS + FONTS[:-2], FONTS[:-2])


def test_letters_in_no_order_are_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.reading.ocr.is_available", lambda: False)
    page = page_of(out_of_order())
    assert (page.problem or "").startswith(SCATTERED)
    assert "Recommendation 2: The invented trust should ask." in text_of(page)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
@pytest.mark.ocr
def test_letters_in_no_order_are_read_from_the_picture() -> None:
    assert SENTENCE in text_of(page_of(out_of_order()))


def test_a_sign_without_a_code_is_read_over() -> None:
    page = page_of(without_a_map("ab"))
    assert page.problem is None
    assert page.ocr_confidence is None
