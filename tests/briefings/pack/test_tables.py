"""Tables of slides: letters that are read in a room, and a further slide where there is no room."""

from __future__ import annotations

import pytest

from briefings.pack.plan.tables import SIZE, height, split

HEADER = ("Year", "Asked by", "In its own words")
SHARES = (0.9, 2.7, 6.0)


def row(words):
    return ("2024", "Elmshire Board", " ".join(f"word{n}" for n in range(words)))


def test_no_slide_of_several_is_left_nearly_empty():
    rows = tuple(row(12) for _ in range(9))
    assert SIZE >= 18
    counts = [len(part) - 1 for part in split(HEADER, rows, SHARES, 4.2)]
    assert len(counts) > 1
    assert sum(counts) == 9
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize("room", [2.5, 4.2])
def test_rows_that_do_not_fit_are_on_a_further_slide(room):
    rows = tuple(row(n) for n in (4, 30, 30, 4, 60, 4))
    parts = split(HEADER, rows, SHARES, room)
    assert len(parts) > 1
    assert all(part[0] == HEADER for part in parts)
    assert all(height(part, SHARES) <= room for part in parts)


def test_a_row_too_high_for_a_slide_continues_and_says_so():
    parts = split(HEADER, (row(200),), SHARES, 4.2)
    cells = [cells[2] for part in parts for cells in part[1:]]
    assert len(cells) > 1
    assert all(cell.endswith(" …") for cell in cells[:-1])
    assert all(cell.startswith("… ") for cell in cells[1:])
    assert " ".join(cells).replace(" … … ", " ") == row(200)[2]


def test_a_cell_of_one_endless_word_ends_the_search_for_room():
    assert split(HEADER, (("2024", "x" * 900, "y" * 900),), SHARES, 2.0)
