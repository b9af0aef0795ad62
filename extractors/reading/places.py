"""Where each line of a page belongs: in the flow of its columns, in a table's cell, in a panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.reading.fills import band_rules, drawn_across, filled_rules
from extractors.reading.fragments import Fragment, fragment
from extractors.reading.framed_lines import frames_lines
from extractors.reading.open_rows import with_open_rows
from extractors.reading.order import OrderedLine, read_rows
from extractors.reading.panels import as_panels, free_panels
from extractors.reading.shapes import RuledLine, Shapes
from extractors.reading.side_boxes import part_side_boxes, with_side_boxes
from extractors.reading.tables import (
    Cell,
    Grid,
    in_a_cell,
    inside,
    into_cells,
    ruled_grids,
    with_split_head,
    with_split_rows,
)
from extractors.reading.unruled import rest_of_table, unruled_table
from extractors.reading.words import Word
from models.records import Line, LineRole

_FIRST_UNRULED = 1_000  # tables without rules are numbered apart from the ruled ones of a page
_STAND_IN = "\0"  # the text of the placeholder of a whole table while columns are sought
_MOST_BANDS = 200  # filled areas of a page: more make a drawing
_FEWEST_BESIDE = 3  # lines beside a table that make a column


class CellLine(NamedTuple):
    """A line, and (table, row, column) where it is in a table."""

    row: OrderedLine
    cell: tuple[int, int, int] | None = None


class _Frames(NamedTuple):
    """What is drawn on a page: tables, rules across it, the panels it is made of, the first top."""

    tables: list[Grid]
    drawn: Sequence[RuledLine]
    panels: Grid | None = None
    top: float = float("inf")


def placed_lines(
    pieces: list[Fragment], shapes: Shapes, above: Sequence[Line]
) -> tuple[list[CellLine], list[RuledLine]]:
    """The lines of a page in reading order, and the boxes that frame some of them.

    `above` are the lines of the page before, whose last table may go on here.
    """
    fills = [*shapes.shades, *shapes.narrow]
    bands = band_rules(fills, shapes.rules) if len(fills) < _MOST_BANDS else []
    grids = ruled_grids([*shapes.rules, *bands, *filled_rules(fills, pieces)])
    grids = [grid for grid in grids if grid.is_box or not frames_lines(grid, pieces)]
    tables = [with_open_rows(g, pieces) for g in grids if not g.is_box]
    boxes = [RuledLine(g.x0, g.top, g.x1, g.bottom) for g in grids if g.is_box]
    single = [RuledLine(g.x0, g.top, g.x1, g.bottom) for g in tables if _is_single(g)]
    outer = _outside(tables, pieces)
    panels = free_panels(outer, [*boxes, *single, *shapes.shades])
    if panels is not None:
        tables = [g for g in tables if not _is_single(g)]
    if panels is None:
        parted = _beside_boxes(pieces, outer, shapes, tables, boxes)
        if parted is not None:
            return parted, boxes
    top = min((grid.top for grid in grids), default=float("inf"))
    frames = _Frames(tables, drawn_across(shapes), panels, top)
    if (continued := _continued(pieces, frames, _open_columns(above))) is not None:
        return continued, boxes
    if panels is None and any(_is_beside(grid, pieces) for grid in tables):
        flowing = _flowing(pieces, tables)
        if flowing is not None:
            return flowing, boxes
    return _place(pieces, frames), boxes


def _beside_boxes(
    pieces: list[Fragment],
    outer: list[Fragment],
    shapes: Shapes,
    tables: list[Grid],
    boxes: list[RuledLine],
) -> list[CellLine] | None:
    """A page of text that flows round shaded or framed boxes; None where there are none.

    `outer` is what is in no table.
    """
    if len(shapes.shades) >= _MOST_BANDS:
        return None
    ruled = [RuledLine(g.x0, g.top, g.x1, g.bottom) for g in tables]
    text, beside = part_side_boxes(outer, [*shapes.shades, *boxes], ruled)
    if not beside:
        return None
    taken = {id(piece) for piece in outer} - {id(piece) for piece in text}
    text = [piece for piece in pieces if id(piece) not in taken]
    placed = _place(text, _Frames(tables, drawn_across(shapes)))
    homes = {id(one.row): one for one in placed}
    rows = with_side_boxes([one.row for one in placed], beside)
    return [homes.get(id(row), CellLine(row)) for row in rows]


def _is_beside(grid: Grid, pieces: list[Fragment]) -> bool:
    """Whether several lines of text are level with a table, so that it is in one column."""
    level = [
        p
        for p in pieces
        if (p.x1 < grid.x0 or p.x0 > grid.x1) and grid.top < (p.top + p.bottom) / 2 < grid.bottom
    ]
    return len(level) >= _FEWEST_BESIDE and sum(len(p.words) for p in level) > 3 * len(level)


def _flowing(pieces: list[Fragment], tables: list[Grid]) -> list[CellLine] | None:
    """Columns with each table in its place in them; None where a table is in no column."""
    rest = pieces
    contents: list[list[tuple[tuple[int, int], list[Fragment]]]] = []
    stands: list[Fragment] = []
    for number, grid in enumerate(tables):
        within = [p for p in rest if inside(grid, p)]
        taken = {id(p) for p in within}
        rest = [p for p in rest if id(p) not in taken]
        contents.append([((c.row, c.column), found) for c, found in _cells(grid, within)])
        if within:
            look = within[0].look
            box = (grid.x0, grid.top, grid.x1, grid.bottom)
            stands.append(fragment([Word(f"{_STAND_IN}{number}", *box, look, -1)]))
    out: list[CellLine] = []
    for row in read_rows([*rest, *stands]):
        named = [w.text for w in row.fragment.words if w.text.startswith(_STAND_IN)]
        if not named:
            out.append(CellLine(row))
            continue
        if len(row.fragment.words) > 1:
            return None
        number = int(named[0][1:])
        out.extend(
            CellLine(line._replace(column=row.column), (number, *place))
            for place, found in contents[number]
            for line in read_rows(found)
        )
    return out


def _is_single(grid: Grid) -> bool:
    """Whether a grid has one column only: a box with its title in a row of its own."""
    return all(cell.column == 0 for cell in grid.cells)


def _outside(tables: list[Grid], pieces: list[Fragment]) -> list[Fragment]:
    """What is in no table of several columns."""
    wide = [grid for grid in tables if not _is_single(grid)]
    return [p for p in pieces if not any(inside(grid, p) for grid in wide)]


def _place(pieces: list[Fragment], frames: _Frames, first: int = _FIRST_UNRULED) -> list[CellLine]:
    """Text above, in and below each table, in this order; the page's panels count as one.

    Tables without rules are numbered from `first`.
    """
    out: list[CellLine] = []
    rest = pieces
    tables, drawn, panels = frames.tables, frames.drawn, frames.panels
    grids = sorted([*tables, panels] if panels else tables, key=lambda grid: grid.top)
    for number, grid in enumerate(grids):
        if grid is panels:
            within = [p for p in rest if in_a_cell(grid, p)]
        else:
            within = [p for p in rest if inside(grid, p)]
        if not within:
            continue
        taken = {id(p) for p in within}
        outside = [p for p in rest if id(p) not in taken]
        above = [p for p in outside if p.bottom <= grid.top + 2]
        rest = [p for p in outside if p.bottom > grid.top + 2]
        out.extend(_unruled(above, first + 10 * number, drawn))
        if grid is not panels and (table := _inside(grid, within, drawn)):
            for key, content in table.items():
                out.extend(CellLine(row, (number, *key)) for row in read_rows(content))
            continue
        for cell, content in _cells(grid, within):
            place = (number, cell.row, cell.column)
            out.extend(CellLine(row, place) for row in read_rows(content))
    out.extend(_unruled(rest, first + 10 * len(grids), drawn))
    return out


def _cells(grid: Grid, within: list[Fragment]) -> list[tuple[Cell, list[Fragment]]]:
    """What is in each cell of a grid, or in each panel where it is one of panels."""
    cells = into_cells(with_split_rows(with_split_head(grid, within), within), within)
    return as_panels(cells) or cells


def _inside(
    grid: Grid, within: list[Fragment], drawn: Sequence[RuledLine]
) -> dict[tuple[int, int], list[Fragment]] | None:
    """The table in a frame with no upright rule below its head, by row and column; else None."""
    below = Counter(cell.row for cell in grid.cells if cell.row != grid.cells[0].row)
    if not below or max(below.values()) > 1:
        return None
    table = unruled_table(within, drawn)
    return table.cells if table and not (table.above or table.below) else None


def _open_columns(above: Sequence[Line]) -> list[float]:
    """Where the columns begin of a table without rules that runs to the foot of the page."""
    body = [line for line in above if line.role in (LineRole.BODY, LineRole.TABLE)]
    last = next((line for line in reversed(body) if line.role is LineRole.TABLE), None)
    if last is None or last.cell is None or last.cell[0] < _FIRST_UNRULED:
        return []
    # Below the table there may be a page number and a footer, set apart from it.
    table = last.cell[0]
    below = [
        line
        for line in body
        if (line.cell is None or line.cell[0] != table) and line.box.top > last.box.bottom - 1
    ]
    if len(below) > 2 or any(line.box.top < last.box.bottom + 2 * last.size for line in below):
        return []
    columns: dict[int, float] = {}
    for line in above:
        if line.cell and line.cell[0] == table:
            columns[line.cell[2]] = min(line.box.x0, columns.get(line.cell[2], line.box.x0))
    return [columns[column] for column in sorted(columns)]


def _continued(
    pieces: list[Fragment], frames: _Frames, starts: list[float]
) -> list[CellLine] | None:
    """A page whose first table is the rest of the last one of the page before, above all grids."""
    if not starts:
        return None
    upper = [p for p in pieces if p.bottom <= frames.top + 2]
    rest = rest_of_table(upper, starts, frames.drawn) if upper else None
    if rest is None:
        return None
    out = [CellLine(row) for row in read_rows(rest.above)]
    for place, content in rest.cells.items():
        out.extend(CellLine(row, (_FIRST_UNRULED, *place)) for row in read_rows(content))
    taken = {id(piece) for piece in upper}
    below = [*rest.below, *(piece for piece in pieces if id(piece) not in taken)]
    return [*out, *_place(below, frames, _FIRST_UNRULED + 1)]


def _unruled(pieces: list[Fragment], number: int, drawn: Sequence[RuledLine]) -> list[CellLine]:
    """Text with its tables that no rule draws: above, in and below each of them."""
    out: list[CellLine] = []
    while (table := unruled_table(pieces, drawn)) is not None:
        out.extend(CellLine(row) for row in read_rows(table.above))
        for place, content in table.cells.items():
            out.extend(CellLine(row, (number, *place)) for row in read_rows(content))
        pieces, number = table.below, number + 1
    out.extend(CellLine(row) for row in read_rows(pieces))
    return out
