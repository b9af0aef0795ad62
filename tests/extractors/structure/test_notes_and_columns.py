"""Paragraphs beside notes and below wider print; the pages are invented."""

from __future__ import annotations

from extractors.structure import paragraphs
from models.records import Box, Line, Page, Reading, Status

_FULL = 400.0


def _line(text: str, top: float, *, x0: float = 57, x1: float = _FULL, size: float = 10.6,
          column: int = 0) -> Line:  # fmt: skip
    return Line(text, Box(x0, top, x1, top + size), size=size, column=column)


def _read(*pages: tuple[Line, ...]) -> list[str]:
    made = tuple(Page(n, 595, 842, lines) for n, lines in enumerate(pages, 1))
    return [p.full for p in paragraphs(Reading("0" * 64, Status.OK, made, len(made)))]


def test_wider_print_in_another_size_breaks_off_no_sentence() -> None:
    table = tuple(_line("Police and social work", 60 + 14 * i, x1=530, size=9) for i in range(3))
    text = (
        _line("The second telephone was read as a sign of crime, in one record.", 200, x1=405),
        _line("The words of the records moved over the months that followed.", 216, x1=390),
    )
    assert _read(table + text)[-1].startswith("The second")


def test_a_note_in_the_margin_parts_no_sentence_over_the_page() -> None:
    first = (
        _line("Nobody asked who had given him the money, and the officer managed to", 700),
        _line("hold", 716, x1=90),
        _line("Early labels resist", 700, x0=450, x1=540, size=8, column=1),
        _line("later evidence.", 710, x0=450, x1=520, size=8, column=1),
    )
    second = (_line("two ideas of the boy together.", 60, x1=220),)
    found = _read(first, second)
    assert any(p.endswith("managed to hold two ideas of the boy together.") for p in found)


def test_a_note_at_the_foot_of_a_page_parts_no_paragraph() -> None:
    first = (
        _line("Her stroke ought to have been treated as a change. None of them", 700, x1=330),
        _line("“I picked the book up because", 315, x0=450, x1=540, size=8.8, column=1),
        _line("it had a baby on it.” - Hazel", 325, x0=450, x1=535, size=8.8, column=1),
    )
    second = (_line("thought through what it would mean on a Tuesday.", 60, x1=300),)
    assert any(p.endswith("None of them thought through what it would mean on a Tuesday.")
               for p in _read(first, second))  # fmt: skip


def test_a_title_in_italics_ends_where_a_numbered_item_begins() -> None:
    title = "Larkhill Partnership NHS Trust, Westmarsh Ambulance Service and the Jobcentre"
    italic = Line(title, Box(57, 110, 480, 120.6), size=10.6, italic=True)
    for item in ("3.23 The contact of these services was slight.", "(a) Train all liaison staff."):
        assert _read((italic, _line(item, 124.5, x1=330))) == [title, item]
