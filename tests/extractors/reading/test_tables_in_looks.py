"""Tables of two kinds of statements in the looks that Word and browsers give them. All invented."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import extract
from extractors.reading import read
from models.records import Kind

_HEIGHT = A4[1]
_STEP = 12.0
_INTRO = (
    "The invented agencies of Larkhill agreed what is set out here at two meetings in the spring."
)
_FOUR = (60.0, 90.0, 250.0, 420.0, 535.0)
_TWO = (60.0, 290.0, 535.0)
Row = tuple[str, ...]
HEAD: Row = ("No.", "Learning", "Recommendation", "Lead")
ROWS: tuple[Row, ...] = (
    ("1", "Visits to one home are read|together or not at all.",
     "The Board should ask for one|list of all visits.", "Manager"),
    ("2", "A child may speak|while drawing.", "Larkhill Council should|add it to its guidance.",
     "Head of|Service"),
    ("3", "Fathers who live elsewhere|are parents.", "Nurses to record both|parents by name.",
     "Named Nurse"),
    ("4", "Moves are moments when|history is lost.", "That the Board agrees how|moves are told.",
     "Unit"),
)  # fmt: skip
PAIR: tuple[Row, ...] = tuple((row[1], row[2]) for row in ROWS)


class _Sheet:
    """A page with one table, whose rows know where they are."""

    def __init__(self, edges: tuple[float, ...], head: Row, rows: tuple[Row, ...]) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=A4)
        self.edges = edges
        self.tops = [170.0]
        for row in (head, *rows):
            height = _STEP * max(cell.count("|") + 1 for cell in row) + 8
            self.tops.append(self.tops[-1] + height)
        self._rows = (head, *rows)

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.setLineWidth(0.7)
        self.canvas.line(x0, _HEIGHT - top, x1, _HEIGHT - bottom)

    def fill(self, row: int, column: int, colour: str = "#dbe5f1") -> None:
        x0, x1, top, bottom = *self.edges[column : column + 2], *self.tops[row : row + 2]
        self.canvas.setFillColor(colour)
        self.canvas.rect(x0, _HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def across(self, *rows: int) -> None:
        for row in rows:
            self.line(self.edges[0], self.tops[row], self.edges[-1], self.tops[row])

    def upright(self, *columns: int, first: int = 0) -> None:
        for column in columns:
            self.line(self.edges[column], self.tops[first], self.edges[column], self.tops[-1])

    def done(self) -> bytes:
        self.canvas.setFillColor("#000000")
        self._text(60, 60, "Safeguarding Adults Review: Fern", 18, bold=True)
        self._text(60, 110, "Learning and recommendations", 14, bold=True)
        self._text(60, 140, _INTRO, 10)
        for n, row in enumerate(self._rows):
            for x, cell in zip(self.edges, row, strict=False):
                for i, words in enumerate(cell.split("|")):
                    top = self.tops[n] + 12 + _STEP * i
                    self._text(x + 5, top, words, 9, bold=n == 0)
        self._text(60, self.tops[-1] + 40, _INTRO, 10)
        self.canvas.save()
        return self._out.getvalue()

    def _text(self, x: float, top: float, words: str, size: float, *, bold: bool = False) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, _HEIGHT - top, words)


def _ruled(sheet: _Sheet) -> None:
    sheet.across(*range(len(sheet.tops)))
    sheet.upright(*range(len(sheet.edges)))


def _lines_across(sheet: _Sheet) -> None:
    sheet.across(*range(1, len(sheet.tops)))


def _line_below_the_head(sheet: _Sheet) -> None:
    sheet.across(1)


def _framed(sheet: _Sheet) -> None:
    """Lines across within a frame, and no upright rule between the columns."""
    sheet.across(*range(len(sheet.tops)))
    sheet.upright(0, len(sheet.edges) - 1)


def _every_second_row_filled(sheet: _Sheet) -> None:
    for row in range(1, len(sheet.tops) - 1, 2):
        for column in range(len(sheet.edges) - 1):
            sheet.fill(row, column)


def _filled_in_a_frame(sheet: _Sheet) -> None:
    _every_second_row_filled(sheet)
    sheet.across(0, 1, len(sheet.tops) - 1)
    sheet.upright(0, len(sheet.edges) - 1)


def _filled_head_on_rules(sheet: _Sheet) -> None:
    """A head of filled cells, and rules round the rows below it alone."""
    for column in range(len(sheet.edges) - 1):
        sheet.fill(0, column, "#b0c4de")
    sheet.across(*range(1, len(sheet.tops)))
    sheet.upright(*range(len(sheet.edges)), first=1)


def _rules_beside_every_second_row(sheet: _Sheet) -> None:
    sheet.across(*range(len(sheet.tops)))
    sheet.upright(0, len(sheet.edges) - 1)
    for row in range(1, len(sheet.tops) - 1, 2):
        for x in sheet.edges[1:-1]:
            sheet.line(x, sheet.tops[row], x, sheet.tops[row + 1])


LOOKS = [
    _ruled, _lines_across, _line_below_the_head, _framed, _every_second_row_filled,
    _filled_in_a_frame, _filled_head_on_rules, _rules_beside_every_second_row,
]  # fmt: skip


def _found(sheet: _Sheet, look: Callable[[_Sheet], None]) -> list[tuple[Kind, str, str | None]]:
    look(sheet)
    result = extract(read(sheet.done(), "0" * 64))
    return [(s.kind, s.text, s.number) for s in result.statements]


@pytest.mark.parametrize("look", LOOKS)
def test_both_columns_of_statements_are_read_row_by_row(look: Callable[[_Sheet], None]) -> None:
    assert _found(_Sheet(_FOUR, HEAD, ROWS), look) == [
        (kind, row[column].replace("|", " "), row[0])
        for row in ROWS
        for column, kind in ((1, Kind.LEARNING_POINT), (2, Kind.RECOMMENDATION))
    ]


# Without a line below their names two lists stand side by side.
@pytest.mark.parametrize("look", [one for one in LOOKS if one is not _every_second_row_filled])
def test_two_columns_of_statements_are_a_table_where_a_line_says_so(
    look: Callable[[_Sheet], None],
) -> None:
    praise = tuple(("Midwives saw the mother|alone each time.", row[0]) for row in PAIR)
    assert _found(_Sheet(_TWO, ("Good practice", "Learning"), praise[:1] + praise[2:3]), look)[
        :2
    ] == [
        (Kind.GOOD_PRACTICE, "Midwives saw the mother alone each time.", None),
        (Kind.LEARNING_POINT, PAIR[0][0].replace("|", " "), None),
    ]


def test_names_of_columns_on_two_lines() -> None:
    head = ("No.", "Key|learning", "Recommendation", "Lead|agency")
    found = _found(_Sheet(_FOUR, head, ROWS), _lines_across)
    assert [number for _, _, number in found] == [n for n in "1234" for _ in range(2)]
    assert found[0] == (Kind.LEARNING_POINT, ROWS[0][1].replace("|", " "), "1")
