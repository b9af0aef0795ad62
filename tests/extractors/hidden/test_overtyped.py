"""A name over which somebody typed a row of Xs is not read; one beside such a row is."""

from __future__ import annotations

import pytest
from by_hand import ABOVE, BELOW, SECRET, colour, pdf
from reportlab.pdfbase.pdfmetrics import stringWidth
from test_hidden_text import NAME, page_of, text_of

from models.records import HiddenKind

LEFT = 60 + stringWidth("The mother is called ", "Helvetica", 11)
WIDTH = stringWidth(NAME, "Helvetica", 11)


def typed(words: str, x: float = LEFT, y: float = 680, size: float = 11, how: str = "") -> bytes:
    text = words.encode("cp1252")
    return b"BT /F1 %.1f Tf %.2f %.1f Td %b (%b) Tj ET\n" % (size, x, y, how.encode(), text)


def row(sign: str, size: float = 11) -> str:
    """As many signs as cover the name."""
    return sign * round(WIDTH / stringWidth(sign, "Helvetica", size))


def at_letter(i: int) -> float:
    return LEFT + stringWidth(NAME[:i], "Helvetica", 11)


BY_LETTER = b"".join(typed("X", at_letter(i)) for i in range(len(NAME)))


def in_turn(sign: str) -> bytes:
    typed_on = (typed(c, at_letter(i)) + typed(sign, at_letter(i)) for i, c in enumerate(NAME))
    return SECRET.replace(NAME.encode() + b" by all.", b"") + b"".join(typed_on)


HIDING = {
    "Xs": SECRET + typed(row("X")),
    "larger Xs, a little lower": SECRET + typed(row("X", 13), LEFT, 679, 13),
    "Xs first": typed(row("X")) + SECRET,
    "one X for each letter": SECRET + BY_LETTER,
    **{f"letters and {sign} in turn": in_turn(sign) for sign in "XHMW#8B"},
    "any figure": SECRET + typed(row("8")),
    "any letter": SECRET + typed(row("B")),
    "small xs": SECRET + typed(row("x")),
    "Xs with spaces": SECRET + typed(row("X ")),
    "red Xs": SECRET + colour(b"1 0 0 rg", typed(row("X"))),
    "stars": SECRET + typed(row("*")),
    "hashes": SECRET + typed(row("#")),
    "strokes": SECRET + typed(row("/")),
    "hyphens": SECRET + typed(row("-")),
    "en dashes": SECRET + typed(row("–")),
}
SHOWING = {
    "beside": SECRET + typed("XXXX", 300),
    "in the line above": SECRET + typed(row("X"), LEFT, 691),
    "in the line below": SECRET + typed(row("X"), LEFT, 669),
    "as a word": SECRET.replace(b"by all", b"XXXX by all"),
    "thousands": SECRET + typed("1,000,000 or 2020202 and 5555", 60, 640),
    "tick": SECRET + typed("X"),
    "row of hyphens below": SECRET + typed("-" * 40, 60, 672),
    "leaders": SECRET + typed("." * 40, 60, 678),
    "words with such letters": SECRET + typed("www.example.org xxx", 60, 640),
}


@pytest.mark.parametrize("how", HIDING)
def test_what_is_typed_over_is_not_read(how: str) -> None:
    page = page_of(pdf(ABOVE + HIDING[how] + BELOW))
    assert not any(part in text_of(page) for part in ("uill", "feat", "athe"))
    assert "The invented board should listen." in text_of(page)
    assert {place.kind for place in page.hidden} == {HiddenKind.STRUCK}


@pytest.mark.parametrize("how", SHOWING)
def test_what_is_not_is_read(how: str) -> None:
    page = page_of(pdf(ABOVE + SHOWING[how] + BELOW))
    assert NAME in text_of(page)
    assert page.hidden == ()


def test_the_part_of_a_word_beyond_the_row_is_read() -> None:
    longer = SECRET.replace(b"feather", b"feather-Brown")
    page = page_of(pdf(ABOVE + longer + typed(row("X")) + BELOW))
    assert "feather" not in text_of(page)
    assert "Brown by all." in text_of(page)
