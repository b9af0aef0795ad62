"""Answers of `reviews sql` on a screen: no line is longer than the screen is wide."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from terminal.screen.answers import show_rows


def printed(columns: tuple[str, ...], rows: list[tuple[object, ...]], width: int = 80) -> str:
    screen = io.StringIO()
    show_rows(columns, rows, Console(file=screen, width=width))
    return screen.getvalue()


@pytest.mark.parametrize("n", [2, 5, 6, 12, 45])
def test_no_line_is_wider_than_the_screen(n: int) -> None:
    columns = tuple(f"a_longer_name_{i}" for i in range(n))
    shown = printed(columns, [tuple("some words " * 9 for _ in columns)])
    assert max(map(len, shown.splitlines())) <= 80
    assert all(column in shown for column in columns)  # no name is broken


def test_columns_that_do_not_fit_side_by_side_are_shown_row_by_row() -> None:
    columns = tuple(f"a_longer_name_{i}" for i in range(9))
    shown = printed(columns, [tuple(range(9)), tuple(range(9, 18))]).splitlines()
    assert [line for line in shown if line.startswith("row")] == ["row 1", "row 2"]
    assert shown[1].split() == ["a_longer_name_0", "0"]
    assert shown[-1].split() == ["a_longer_name_8", "17"]
    assert "row 1" not in printed(columns, [tuple(range(9))], width=200)


def test_an_answer_without_rows_has_its_names() -> None:
    assert printed(("title", "year"), []).split() == ["title", "year"]
