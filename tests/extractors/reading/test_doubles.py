"""Words printed twice: the quick test that none is must never hide one."""

from __future__ import annotations

import io
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read
from extractors.reading.doubles import printed_once
from extractors.reading.looks import Look
from extractors.reading.words import Word

_LOOK = Look("Fictional", 11.0, False, False, 0, True)
_PLACES = st.tuples(st.floats(0, 60), st.floats(0, 400), st.sampled_from(["a", "board"]))


_COUNT = count()


def _word(x0: float, top: float, text: str) -> Word:
    return Word(text, x0, top, x0 + 20, top + 11, _LOOK, next(_COUNT))


@given(st.lists(_PLACES, max_size=14))
def test_no_two_equal_words_stay_at_one_place(places: list[tuple[float, float, str]]) -> None:
    words = [_word(x0, top, text) for x0, top, text in places]
    kept = printed_once(words)
    for i, word in enumerate(kept):
        for other in kept[:i]:
            near = abs(word.x0 - other.x0) < 2 and abs(word.top - other.top) < 2
            assert not (near and word.text == other.text)


@pytest.mark.parametrize("shift", [0.0, 0.4])
def test_a_line_printed_again_further_on_is_bold_once(shift: float) -> None:
    head = _word(50, 20, "head")
    line = [_word(50 + 30 * i, 200, f"word{i}") for i in range(5)]
    again = [word._replace(x0=word.x0 + shift, place=next(_COUNT)) for word in line]
    kept = printed_once([head, *line, _word(50, 215, "below"), *again])
    assert [word.text for word in kept] == ["head", *[word.text for word in line], "below"]
    assert [word.look.bold for word in kept] == [False, True, True, True, True, True, False]


def test_columns_head_and_foot_are_left_as_they_are() -> None:
    foot = [_word(50 + 30 * i, 780, "foot") for i in range(3)]
    columns = [_word(x, 100 + 14 * i, "text") for x in (50, 300) for i in range(30)]
    words = [*foot, *columns]
    assert printed_once(words) is words


def shadowed(shift: float, size: float, look: str, *, is_first: bool = True) -> bytes:
    """A heading with a shadow to the right and below, pale or see-through, drawn first or last."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("Helvetica", size)
    for is_shadow in (is_first, not is_first):
        canvas.saveState()
        if is_shadow and look == "pale":
            canvas.setFillGray(0.7)
        elif is_shadow:
            canvas.setFillAlpha(0.4)
        off = shift if is_shadow else 0.0
        canvas.drawString(60 + off, 700 - off, HEADING)
        canvas.restoreState()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 660, "The invented board should listen to everybody.")
    canvas.save()
    return out.getvalue()


HEADING = "Key findings of the invented panel"


@pytest.mark.parametrize("look", ["pale", "see-through"])
@pytest.mark.parametrize(("shift", "size"), [(1.1, 11), (3.3, 11), (4.4, 11), (4.2, 14), (4.8, 24)])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_heading_with_a_shadow_is_read_once(
    look: str, shift: float, size: float, *, is_first: bool
) -> None:
    (page,) = read(shadowed(shift, size, look, is_first=is_first), "0" * 64).pages
    assert [line.text for line in page.lines] == [
        HEADING,
        "The invented board should listen to everybody.",
    ]


def test_letters_that_cast_a_shadow_each_are_read_once() -> None:
    """As browsers print a soft shadow: each letter a text of its own."""
    letters = [(60 + stringWidth(HEADING[:i], "Helvetica", 11), c) for i, c in enumerate(HEADING)]
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for opacity, off in ((0.0, 3.0), (1.0, 0.0)):
        canvas.setFillAlpha(opacity)
        canvas.setFont("Helvetica", 11)
        for x, letter in letters:
            canvas.drawString(x + off, 700 - off, letter)
    canvas.save()
    (page,) = read(out.getvalue(), "0" * 64).pages
    assert [line.text for line in page.lines] == [HEADING]


def test_the_same_word_in_the_line_below_stays() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("Helvetica", 6)
    for i in range(4):
        canvas.drawString(60, 700 - 6.5 * i, "None known")
    canvas.save()
    (page,) = read(out.getvalue(), "0" * 64).pages
    assert " ".join(line.text for line in page.lines).count("None known") == 4
