"""What a page does not show is not read, whatever hides it; what it shows is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from by_hand import ABOVE, ALL, BELOW, FONTS, SECRET, colour, form, note, pdf, stream
from further_ways import HIDING as HIDING_FURTHER
from further_ways import SHOWING as SHOWING_FURTHER
from reportlab.pdfbase.pdfmetrics import stringWidth
from ways_by_paint import HIDING as HIDING_BY_PAINT
from ways_by_paint import SHOWING as SHOWING_BY_PAINT
from ways_by_paint import outlines_in_a_font_of_their_own
from ways_of_hiding import HIDING, black_box, drawn_font
from ways_of_showing import SHOWING, typed_over_white

from extractors import read
from models.records import HiddenKind, LineRole, Page

NAME, SIX_TIMES = "Quillfeather", "The panel met six times."
K = HiddenKind


def page_of(data: bytes) -> Page:
    reading = read(data, "0" * 64)
    assert reading.pages, reading.message
    return reading.pages[0]


def text_of(page: Page) -> str:
    return "\n".join(line.text for line in page.lines)


@pytest.mark.parametrize("build", HIDING, ids=lambda build: build.__name__)
def test_what_is_hidden_is_not_read(build: Callable[[], bytes]) -> None:
    page = page_of(build())
    assert NAME not in text_of(page)
    assert "The invented board should listen." in text_of(page)
    assert "The invented trust should ask." in text_of(page)
    kinds = HIDING[build]
    assert {place.kind for place in page.hidden} == (kinds if isinstance(kinds, set) else {kinds})


MORE_WAYS = HIDING_FURTHER | HIDING_BY_PAINT
ALL_SHOWN = (*SHOWING, *SHOWING_FURTHER, *SHOWING_BY_PAINT)


@pytest.mark.parametrize("build", MORE_WAYS, ids=lambda build: build.__name__)
def test_nor_what_is_hidden_in_further_ways(build: Callable[[], bytes]) -> None:
    page = page_of(build())
    assert NAME not in text_of(page)
    assert "The invented board should listen." in text_of(page)
    assert "The invented trust should ask." in text_of(page)
    assert {place.kind for place in page.hidden} == MORE_WAYS[build]


@pytest.mark.parametrize("build", ALL_SHOWN, ids=lambda build: build.__name__)
def test_what_is_shown_is_read(build: Callable[[], bytes]) -> None:
    page = page_of(build())
    assert "The mother is called Quillfeather by all." in text_of(page)
    assert "Hollowbrook" not in text_of(page)
    kinds = {place.kind for place in page.hidden}
    assert kinds == ({K.COVERED} if build is typed_over_white else set())


def test_outlines_drawn_one_by_one_over_letters_that_nobody_sees_are_read() -> None:
    page = page_of(outlines_in_a_font_of_their_own())
    assert "The mother is called Quillfeather by all." in text_of(page)


@pytest.mark.parametrize("is_below", [True, False])
def test_letters_with_outlines_of_their_own_are_read_once(*, is_below: bool) -> None:
    told = "The invented board should listen."
    letters = b"".join(
        b"BT /T3 11 Tf %.1f 680 Td (%c) Tj ET\n" % (60 + 6.6 * i, ord(letter))
        for i, letter in enumerate(told)
        if letter != " "
    )
    line = b"BT /C1 11 Tf 60 680 Td (%b) Tj ET\n" % told.encode()
    drawn = b"600 0 0 0 500 700 d1 20 w 20 20 460 660 re S"
    page = page_of(drawn_font(drawn, sentence=letters + line if is_below else line + letters))
    assert told in text_of(page).splitlines()
    assert not page.hidden


def test_a_word_over_the_edge_of_the_page_ends_there() -> None:
    start = 595 - stringWidth("The mother is called Quill", "Helvetica", 11)
    page = page_of(pdf(ABOVE + SECRET.replace(b"60 680", b"%.1f 680" % start) + BELOW))
    assert "The mother is called Quill" in text_of(page)
    assert NAME not in text_of(page)


def test_signs_without_letters_before_a_bar_do_not_move_it() -> None:
    """PDFium leaves such signs out of its text, and each word behind them had another's place."""
    signs = (
        b"/F2<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Signs"
        b"/Encoding<</Type/Encoding/Differences[1/g1/g2/g3/g4]>>>>"
    )
    fonts = FONTS[:-2] + signs + FONTS[-2:]
    odd = rb"BT /F2 11 Tf 60 720 Td (\002\003\002\003\002\003\002\003 and \003\003\003) Tj ET "
    bar = colour(b"0 g", b"159 677 60 12 re f")
    page = page_of(pdf(odd + ALL + bar).replace(FONTS, fonts))
    assert "The mother is called [redacted] by all." in text_of(page)
    assert NAME not in text_of(page)
    assert "Recommendation 1: The invented board should listen." in text_of(page)


def test_a_bar_over_one_name_leaves_a_mark_in_its_line() -> None:
    # "Quillfeather" begins behind "The mother is called ".
    page = page_of(pdf(ALL + colour(b"0 g", b"159 677 60 12 re f")))
    assert "The mother is called [redacted] by all." in text_of(page)
    (place,) = page.hidden
    assert place.kind is K.BLACKED_OUT
    assert 155 < place.box.x0 < 165
    assert 150 < place.box.top < 165


def test_a_bar_that_is_too_low_for_its_letters_still_hides_them() -> None:
    page = page_of(pdf(ALL + colour(b"0 g", b"159 680.5 60 5.5 re f")))
    assert NAME not in text_of(page)


def test_a_bar_over_a_part_of_a_word_hides_that_part() -> None:
    start = 60 + stringWidth("The mother is called Quill", "Helvetica", 11)
    page = page_of(pdf(ALL + colour(b"0 g", b"%.1f 677 35 12 re f" % start)))
    assert NAME not in text_of(page)
    assert "called Quill[redacted] by all." in text_of(page)


def test_a_hidden_line_leaves_no_mark_of_its_own() -> None:
    page = page_of(black_box())
    assert "[redacted]" not in text_of(page)
    assert len([line for line in page.lines if line.role is LineRole.BODY]) == 2


@pytest.mark.parametrize(
    "given",
    [b"(The panel met six times.)", b"<FEFF%b>" % SIX_TIMES.encode("utf-16-be").hex().encode()],
)
def test_glyphs_without_letters_keep_the_text_that_the_file_gives(given: bytes) -> None:
    """A font of private signs, as some programs set small capitals, with /ActualText for it."""
    to_unicode = stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"1 beginbfrange <20> <7a> <e020> endbfrange endcmap end end"
    )
    marked = b"/Span<</ActualText" + given + b">>BDC "
    data = pdf(
        ABOVE + marked + SECRET.replace(b"/F1", b"/F2") + b"EMC " + BELOW,
        resources=FONTS[:-2]
        + b"/F2 <</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 10 0 R>>>>",
        extra={10: to_unicode},
    )
    page = page_of(data.replace(FONTS + FONTS[:-2], FONTS[:-2]))
    assert "The panel met six times." in text_of(page)
    assert not page.hidden


def test_an_area_marked_for_redaction_is_held_beside_typed_text() -> None:
    typed = (
        b"<</Type/Annot/Subtype/FreeText/Rect[60 500 300 520]/F 4/DA(/Helv 10 Tf 0 g)"
        b"/Contents(A remark)/AP<</N 11 0 R>>>>"
    )
    look = form(b"BT /F1 10 Tf 62 505 Td (A remark) Tj ET").replace(
        b"0 0 595 842", b"60 500 300 520"
    )
    data = pdf(
        ALL,
        page=b"/Annots[10 0 R 12 0 R]",
        extra={10: note(b"Redact"), 11: look, 12: typed},
    )
    page = page_of(data)
    assert NAME not in text_of(page)
    assert "A remark" in text_of(page)
    assert {place.kind for place in page.hidden} == {K.MARKED}
