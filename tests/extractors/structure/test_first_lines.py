"""Paragraphs told by their first lines, and titles set close to their text; all invented."""

from __future__ import annotations

import pytest

from extractors.structure import paragraphs
from models.records import Box, Line, Page, Reading, Status

FULL = "The nurse of Larkhill went back each week and wrote down what the family had told her"
PARTS = [[FULL, FULL, "at the door of the house."] for _ in range(10)]


def read(lines: list[tuple[float, str, dict]]) -> Reading:
    placed = tuple(
        Line(text, Box(x0, 60 + 14 * i, x0 + 4.4 * len(text), 71 + 14 * i), look.get("size", 11.0),
             italic=look.get("italic", False), block=0)
        for i, (x0, text, look) in enumerate(lines)
    )  # fmt: skip
    return Reading("0" * 64, Status.OK, (Page(1, 595, 842, placed),), 1)


def indented(first: float) -> list[tuple[float, str, dict]]:
    return [
        (90 + (first if n == 0 and i else 0), text, {})
        for i, part in enumerate(PARTS)
        for n, text in enumerate(part)
    ]


def test_a_first_line_that_is_indented_begins_a_paragraph() -> None:
    assert len(paragraphs(read(indented(15)))) == len(PARTS)


def test_one_such_line_among_many_begins_none() -> None:
    lines = indented(0)
    plain = len(paragraphs(read(lines)))
    lines[3] = (105, lines[3][1], {})
    assert len(paragraphs(read(lines))) == plain


def test_a_title_in_italics_is_no_part_of_the_text_below_it() -> None:
    look = {"size": 11.5, "italic": True}
    found = paragraphs(read([(90, "Many services and no centre", look), *indented(0)[:3]]))
    assert [p.full.split()[0] for p in found] == ["Many", "The"]


@pytest.mark.parametrize("stop", [".", ""])
def test_bare_numbers_count_a_list_whose_text_hangs(stop: str) -> None:
    lines = []
    for n in (1, 2, 3):
        lines += [(90, f"{n} {FULL}", {}), (105, f"at the door of the house{stop}", {})]
    found = paragraphs(read(lines))
    assert [p.label.number if p.label else None for p in found] == ["1", "2", "3"]


def test_bare_capital_letters_count_a_list_whose_text_hangs() -> None:
    def lines(further: float) -> list[tuple[float, str, dict]]:
        return [
            line
            for letter in "ABC"
            for line in (
                (90, f"{letter} {FULL}", {}),
                (90 + further, "at the door of the house.", {}),
            )
        ]

    found = paragraphs(read(lines(15)))
    assert [p.label.number if p.label else None for p in found] == ["A", "B", "C"]
    assert not any(p.label for p in paragraphs(read(lines(0))))


def test_a_bold_title_is_not_run_into_the_lettered_list_below_it() -> None:
    placed = [
        Line("Questions for the Board", Box(90, 60, 210, 71), 11.0, bold=True, block=0),
        *(
            Line(
                f"{letter}) How is the Board sure of it?",
                Box(90, top, 260, top + 11),
                11.0,
                block=0,
            )
            for letter, top in (("a", 76), ("b", 92))
        ),
    ]
    found = paragraphs(Reading("0" * 64, Status.OK, (Page(1, 595, 842, tuple(placed)),), 1))
    assert [p.full[:2] for p in found] == ["Qu", "a)", "b)"]


def test_lettered_items_say_nothing_of_the_room_within_paragraphs() -> None:
    """If "b)" counted as a small letter, room between items would be room within paragraphs."""
    lines, top = list[Line](), 60.0
    for n in range(14):
        begins = "The nurse" if n % 3 else "b) What does"
        for i, text in enumerate((begins + FULL[9:], FULL.lower(), FULL.lower() + ".")):
            box = Box(90, top, 90 + 4.4 * len(FULL), top + 11)
            lines.append(Line(text, box, 11.5, block=0))
            top += 15.9 if i < 2 else 19.6
    found = paragraphs(Reading("0" * 64, Status.OK, (Page(1, 595, 842, tuple(lines)),), 1))
    assert len(found) == 14
