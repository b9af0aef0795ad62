"""Rows at the ends of a table round which nothing is drawn: the names of columns, a last plain row.

Where every second row of a table is filled, its first and its last row may be plain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.reading.column_names import is_column_word
from extractors.reading.fragments import Fragment
from extractors.reading.tables import Cell, Grid

_NEAR = 1.6  # sizes of type from a table to a row beside it
_LINE = 0.9  # sizes of type from a line of a row to its next
_SLACK = 4.0  # points by which the text of one column may begin apart
_FEWEST_NAMES = 2

Line = dict[int, Fragment]  # what one line has in each column


def with_open_rows(grid: Grid, pieces: Sequence[Fragment]) -> Grid:
    """The grid with the row of names above it and the row below it, where they keep to it."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    full = max(rows.values(), key=len)
    if len(full) < 2:
        return grid
    head = _head(grid, full, pieces) or _beside(grid, full, pieces, is_above=True)
    foot = _beside(grid, full, pieces, is_above=False)
    cells = [c._replace(row=c.row + 1) for c in grid.cells] if head else grid.cells
    top = min((p.top for line in head for p in line.values()), default=grid.top + 1) - 1
    bottom = max((p.bottom for line in foot for p in line.values()), default=grid.bottom - 1) + 1
    last = cells[-1].row + 1
    above = [Cell(0, c.column, c.x0, top, c.x1, grid.top) for c in full] if head else []
    below = [Cell(last, c.column, c.x0, grid.bottom, c.x1, bottom) for c in full] if foot else []
    return grid._replace(cells=[*above, *cells, *below], top=top, bottom=bottom)


def _head(grid: Grid, full: Sequence[Cell], pieces: Sequence[Fragment]) -> list[Line]:
    """The lines of names right above the grid; none where its own first row holds names."""
    own = [p for p in pieces if grid.top < (p.top + p.bottom) / 2 < _end_of_first(grid)]
    if sum(map(is_column_word, own)) >= _FEWEST_NAMES:
        return []
    above = [p for p in pieces if (p.top + p.bottom) / 2 < grid.top]
    lines = _lines(sorted(above, key=lambda p: -p.bottom), full, grid.top, lambda p: p.bottom)
    names = [p for line in lines[:1] for p in line.values()]
    named = sum(map(is_column_word, names))
    return lines[:1] if named >= _FEWEST_NAMES and len(names) == len(full) else []


def _end_of_first(grid: Grid) -> float:
    return min(cell.bottom for cell in grid.cells if cell.row == grid.cells[0].row)


def _beside(
    grid: Grid, full: Sequence[Cell], pieces: Sequence[Fragment], *, is_above: bool
) -> list[Line]:
    """The lines right above or below the grid that begin in its columns as its own lines do."""
    inside = [p for p in pieces if grid.top < (p.top + p.bottom) / 2 < grid.bottom]
    starts = {c.column: min((p.x0 for p in inside if _is_in(p, c)), default=c.x0) for c in full}
    if is_above:
        outside = sorted((p for p in pieces if _middle(p) < grid.top), key=lambda p: -p.bottom)
        lines = _lines(outside, full, grid.top, lambda p: p.bottom)
    else:
        outside = sorted((p for p in pieces if _middle(p) > grid.bottom), key=lambda p: p.top)
        lines = _lines(outside, full, grid.bottom, lambda p: p.top)
    kept: list[Line] = []
    for line in lines:
        if any(abs(p.x0 - starts[column]) > _SLACK for column, p in line.items()):
            break
        kept.append(line)
    # A row has words in two columns at least; the lowest line of one may have them in one.
    return kept if max((len(line) for line in kept), default=0) >= max(2, len(full) - 1) else []


def _middle(piece: Fragment) -> float:
    return (piece.top + piece.bottom) / 2


def _lines(
    pieces: Sequence[Fragment],
    full: Sequence[Cell],
    edge: float,
    near: Callable[[Fragment], float],
) -> list[Line]:
    """The lines from the edge of a grid on that keep to its columns, and are close together."""
    lines: list[Line] = []
    for piece in pieces:
        home = next((c.column for c in full if _is_in(piece, c)), None)
        if lines and abs(near(piece) - near(next(iter(lines[-1].values())))) < 0.5 * piece.size:
            if home is None or home in lines[-1]:
                return lines[:-1]
            lines[-1][home] = piece
            continue
        reach = edge if not lines else _far(lines[-1], near)
        gap = abs(near(piece) - reach)
        if home is None or gap > (_LINE if lines else _NEAR) * piece.size + (
            piece.size if lines else 0
        ):
            return lines
        lines.append({home: piece})
    return lines


def _far(line: Line, near: Callable[[Fragment], float]) -> float:
    return near(next(iter(line.values())))


def _is_in(piece: Fragment, column: Cell) -> bool:
    return column.x0 - 2 <= piece.x0 and piece.x1 <= column.x1 + 2
