"""Tables of recommendations: titles in their cells, heads that are missing. All invented."""

from __future__ import annotations

from extractors import extract
from models.records import Box, Kind, Line, LineRole, Page, Reading, Statement, Status

_PROSE = "The panel heard from every service that had known the invented family in those years."
Cell = tuple[str, bool]  # a line of a cell, and whether it is bold
_ROWS: tuple[tuple[tuple[Cell, ...], ...], ...] = (
    ((("1", False),), (("One chart", True), ("The Trust to keep one chart for each baby.", False))),
    (
        (("2", False),),
        (("Answers", True), ("A reply in writing to every relative who calls.", False)),
    ),
    ((("3", False),), (("The form", True), ("The form to be written again with parents.", False))),
)
_HEAD = ((("No.", True),), (("Recommendation", True),))


def _statements(*rows: tuple[tuple[Cell, ...], ...]) -> tuple[Statement, ...]:
    title = Line("Local Child Safeguarding Practice Review: Fern", Box(60, 20, 400, 42), 22.0)
    prose = Line(_PROSE, Box(60, 50, 500, 61), 11.0, block=1)
    head = Line("Recommendations", Box(60, 70, 200, 88), 18.0, bold=True, block=2)
    lines = [
        Line(
            text, Box(60 + 60 * column, 100 + 40 * n + 13 * i, 400, 110 + 40 * n + 13 * i), 10.0,
            role=LineRole.TABLE, block=10 + 20 * n + 5 * column + i, cell=(0, n, column), bold=bold,
        )
        for n, row in enumerate(rows)
        for column, cell in enumerate(row)
        for i, (text, bold) in enumerate(cell)
    ]  # fmt: skip
    page = Page(1, 595, 842, (title, prose, head, *lines))
    return extract(Reading("0" * 64, Status.OK, (page,), 1)).statements


def test_a_title_in_a_cell_is_the_heading_of_its_row() -> None:
    found = _statements(_HEAD, *_ROWS)
    assert [(s.heading, s.text) for s in found] == [(cell[0][0], cell[1][0]) for _, cell in _ROWS]


def test_a_numbered_table_without_a_head_among_recommendations_is_read() -> None:
    assert [(s.number, s.text) for s in _statements(*_ROWS)] == [
        (number[0][0], cell[1][0]) for number, cell in _ROWS
    ]


def test_a_table_with_an_unknown_head_does_not_go_on_from_the_one_above() -> None:
    other = ((("Review", True),), (("What was said", True),))
    told = ((("Hazel, 2016", False),), (("All agencies keep one list of calls.", False),))
    found = _statements(_HEAD, *_ROWS[:2])
    assert len(found) == 2
    assert _statements(other, told, told) == ()


def test_labels_in_the_first_cells_say_what_the_rows_of_a_table_hold() -> None:
    texts = (
        "The midwife made a joint visit with the health visitor in the week of the birth.",
        "Fernside Homes wrote to the family and told them what it had changed.",
    )
    rows = [(((f"Good practice {n}", True),), ((text, False),)) for n, text in enumerate(texts, 1)]
    found = _statements(*rows)
    assert [(s.kind, s.number, s.text) for s in found] == [
        (Kind.GOOD_PRACTICE, str(n), text) for n, text in enumerate(texts, 1)
    ]
