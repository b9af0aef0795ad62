"""Reading order, furniture, footnote markers and fake bold on small invented pages."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read
from models.records import LineRole, Reading

Piece = tuple[float, float, str]  # x, y from the bottom, text

LEFT = [
    "The board met in spring and",
    "heard from every service that",
    "knew the invented family,",
    "and asked what had changed.",
]
RIGHT = [
    "Each agency then told of its",
    "own part in plain words, so",
    "that the partnership could",
    "see the whole of the story.",
]


def pdf(*pages: list[Piece]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        for x, y, text in page:
            canvas.setFont("Helvetica", 11)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def reading(*pages: list[Piece]) -> Reading:
    return read(pdf(*pages), "0" * 64)


def texts(result: Reading) -> list[str]:
    return [line.text for page in result.pages for line in page.lines]


def column(x: float, lines: list[str]) -> list[Piece]:
    return [(x, 700 - 14 * i, text) for i, text in enumerate(lines)]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_drawing_does_not_matter_in_two_columns(chance: random.Random) -> None:
    pieces = column(60, LEFT) + column(320, RIGHT)
    chance.shuffle(pieces)
    assert texts(reading(pieces)) == LEFT + RIGHT


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_drawing_does_not_matter_in_one_column(chance: random.Random) -> None:
    pieces = column(60, LEFT + RIGHT)
    chance.shuffle(pieces)
    assert texts(reading(pieces)) == LEFT + RIGHT


def test_columns_below_a_line_across_the_page() -> None:
    title = (
        60.0,
        740.0,
        "A learning review of an invented family, written for this test alone, 2024",
    )
    result = reading([title, *column(60, LEFT), *column(320, RIGHT)])
    assert texts(result) == [title[2], *LEFT, *RIGHT]


def test_running_headers_and_page_numbers_are_no_body() -> None:
    pages = [
        [(60.0, 810.0, "Invented Board: Review of Rowan"), (280.0, 30.0, f"Page {n} of 3"),
         *column(60, [f"{word} {line}" for line in LEFT])]
        for n, word in enumerate(("First", "Second", "Third"), 1)
    ]  # fmt: skip
    result = reading(*pages)
    roles = [
        [line.role for line in page.lines if line.role is not LineRole.BODY]
        for page in result.pages
    ]
    assert roles == [[LineRole.HEADER, LineRole.PAGE_NUMBER]] * 3
    assert all(sum(line.role is LineRole.BODY for line in page.lines) == 4 for page in result.pages)


def test_words_printed_twice_are_taken_once() -> None:
    result = reading([(60.0, 700.0, "Recommendation 1"), (60.4, 700.0, "Recommendation 1")])
    assert texts(result) == ["Recommendation 1"]


def test_raised_number_is_a_footnote_marker() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    text = canvas.beginText(60, 700)
    text.setFont("Helvetica", 11)
    text.textOut("The plan was reviewed by the board")
    text.setFont("Helvetica", 6)
    text.setRise(4)
    text.textOut("12")
    canvas.drawText(text)
    canvas.save()
    assert texts(read(out.getvalue(), "0" * 64)) == ["The plan was reviewed by the board"]


def test_labels_in_a_column_of_their_own_are_before_their_texts() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for n in range(1, 6):
        canvas.drawString(60, 740 - 40 * n, f"Lesson {n}")
        canvas.drawString(140, 740 - 40 * n, f"What neighbours told the invented board on day {n}")
        canvas.drawString(140, 726 - 40 * n, "was usually right, even where they did not know why.")
    canvas.save()
    found = texts(read(out.getvalue(), "0" * 64))
    assert found[::2] == [
        f"Lesson {n} What neighbours told the invented board on day {n}" for n in range(1, 6)
    ]


def test_headings_below_the_columns_belong_to_the_full_width_text_after_them() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for x, y, text in column(60, LEFT) + column(320, RIGHT):
        canvas.drawString(x, y, text)
    wide = "The whole width of the page is used for what the invented board was told by the panel."
    canvas.drawString(60, 560, wide)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(60, 590, "2 About this review")
    canvas.save()
    result = read(out.getvalue(), "0" * 64)
    assert texts(result) == [*LEFT, *RIGHT, "2 About this review", wide]


def _wide(
    y: float, text: str = "Each of these is told in full below, agency by agency, as"
) -> Piece:
    return 60.0, y, f"{text} it was found in the records that were read for it."


def test_bullets_of_a_column_are_apart_from_their_text_and_left_of_it() -> None:
    left = ["What went well", *LEFT]
    right = ["What did not", *RIGHT]
    page = [_wide(720), _wide(706), _wide(692)]
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        y = 660 - 14 * i
        page += [(60.0 if i == 0 else 72.0, y, a), (303.0 if i == 0 else 315.0, y, b)]
        if i in (1, 3):
            page += [(60.0, y, "\u2022"), (305.0, y, "\u2022")]
    page += [_wide(560), _wide(546)]
    assert texts(reading(page))[3:13] == left + right


def test_a_heading_below_two_columns_is_not_of_the_longer_one() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for y in (740, 726, 712):
        canvas.drawString(*_wide(y))
    for x, lines in ((60, [*LEFT, *LEFT]), (320, RIGHT)):
        for i, text in enumerate(lines):
            canvas.drawString(x, 680 - 14 * i, text)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(60, 545, "Recommendation 1")
    canvas.setFont("Helvetica", 11)
    for y in (531, 517):
        canvas.drawString(*_wide(y))
    canvas.save()
    found = texts(read(out.getvalue(), "0" * 64))
    assert found[3:] == [*LEFT, *LEFT, *RIGHT, "Recommendation 1", _wide(531)[2], _wide(517)[2]]


def test_a_framed_text_in_a_column_does_not_part_the_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    left = [*LEFT, *RIGHT, *LEFT, *RIGHT]
    for i, text in enumerate(left):
        canvas.drawString(60, 720 - 14 * i, text)
    canvas.drawString(320, 720, "Improving practice")
    for i, text in enumerate([*RIGHT, *LEFT]):
        canvas.drawString(324, 692 - 14 * i, text)
    for top, foot in ((704, 648), (648, 590)):
        canvas.rect(316, foot, 200, top - foot)
    after = [
        "4.1 The board met again in June",
        "and was shown what had come",
        "of each of them by then.",
    ]
    for i, text in enumerate(after):
        canvas.drawString(350 if i else 320, 570 - 14 * i, text)
    canvas.drawString(270, 780, "OFFICIAL: SENSITIVE")
    canvas.save()
    found = texts(read(out.getvalue(), "0" * 64))
    found.remove("OFFICIAL: SENSITIVE")
    assert found == [*left, "Improving practice", *RIGHT, *LEFT, *after]


def test_short_columns_below_a_longer_list_are_read_one_after_the_other() -> None:
    items = column(60, ["The shop kept a list of names", "and rang when one was missing"] * 6)
    wide: list[Piece] = [
        (60, 500, "What the partnership and the board of this area have asked of us all")
    ]
    below = [(x, y - 230, text) for x, y, text in (*column(60, LEFT), *column(320, RIGHT))]
    found = texts(reading([*items, *wide, *below]))
    assert found[-8:] == [*LEFT, *RIGHT]


def test_columns_above_wide_text_are_found_on_a_page_that_ends_early() -> None:
    wide: list[Piece] = [
        (
            60,
            560 - 16 * i,
            f"{i}. What the board and all of its partners found when they asked them",
        )
        for i in range(4)
    ]
    number: list[Piece] = [(530, 30, "3")]
    found = texts(reading([*column(60, LEFT), *column(320, RIGHT), *wide, *number]))
    assert found[:8] == [*LEFT, *RIGHT]


@pytest.mark.parametrize("marks", ["•••", ("4.", "5.", "6.")])
def test_marks_of_a_list_may_hang_in_the_gap_between_its_columns(marks: Sequence[str]) -> None:
    """Browsers print the second column of a list so: only its text is in line with the column."""
    left = column(60, LEFT * 3)
    right = column(_widest(left) + 15, RIGHT * 3)
    hanging = [(x - 11, y, mark) for mark, (x, y, _) in zip(marks, right[::4], strict=True)]
    read_out = " ".join(texts(reading([*left, *hanging, *right])))
    assert " ".join(LEFT * 3) in read_out
    assert read_out.count(" ".join(RIGHT)) == 3


def _widest(pieces: list[Piece]) -> float:
    return max(x + stringWidth(text, "Helvetica", 11) for x, _, text in pieces)
