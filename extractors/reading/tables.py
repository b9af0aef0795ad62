"""Ruled tables: PDFium gives the rules, pdfplumber's table finder turns them into cells.

pdfplumber's finder works on edges alone, so its own (slow) reading of the page is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from extractors.reading.column_names import is_column_word
from extractors.reading.fragments import Fragment, fragment
from extractors.reading.shapes import RuledLine
from extractors.reading.words import Word

_SNAP = 3.0  # points; pdfplumber's own default
_FEWEST_RULES, _MAX_RULES = 3, 4_000  # three make a box that a page break cuts
_FEWEST_SIDES = 3  # sides of cells that end together: two columns
_SIDES_OF_BOX = 2
_CUT_ROW = 8.0  # points that a cut row is high at least
_FEWEST_NAMES = 3  # columns named in a band


class Cell(NamedTuple):
    """A cell of a table: row and column from 0, box in points."""

    row: int
    column: int
    x0: float
    top: float
    x1: float
    bottom: float


class Grid(NamedTuple):
    """A ruled table with at least two columns and two rows, or (`is_box`) one framed area."""

    cells: list[Cell]
    x0: float
    top: float
    x1: float
    bottom: float
    is_box: bool


def ruled_grids(rules: list[RuledLine]) -> list[Grid]:
    """Tables and framed boxes that the rules of a page draw, from the top down."""
    if len(rules) < _FEWEST_RULES or len(rules) > _MAX_RULES:
        return []
    # With pdfminer and what that needs: a page without tables does not wait for them.
    from pdfplumber import table as plumber  # noqa: PLC0415

    edges = [_edge(rule) for rule in rules]
    edges = plumber.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    edges += _closing(edges)
    crossings = plumber.edges_to_intersections(edges, _SNAP, _SNAP)
    boxes = plumber.intersections_to_cells(crossings)
    grids = [_grid(group) for group in plumber.cells_to_tables(boxes)] if boxes else []
    # cells_to_tables leaves out tables of one cell: these are the framed boxes.
    inside = {
        cell[:4] for grid in grids for cell in ((c.x0, c.top, c.x1, c.bottom) for c in grid.cells)
    }
    grids += [_grid([box]) for box in boxes if tuple(box) not in inside]
    return sorted(
        (g for g in grids if g.bottom - g.top > 8 and g.x1 - g.x0 > 60), key=lambda g: g.top
    )


def _edge(rule: RuledLine) -> dict[str, Any]:
    horizontal = rule.x1 - rule.x0 >= rule.bottom - rule.top
    middle_y, middle_x = (rule.top + rule.bottom) / 2, (rule.x0 + rule.x1) / 2
    top, bottom = (middle_y, middle_y) if horizontal else (rule.top, rule.bottom)
    x0, x1 = (rule.x0, rule.x1) if horizontal else (middle_x, middle_x)
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if horizontal else "v",
        "object_type": "line",
    }


def _closing(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules that browsers do not draw where a row or a box is cut at the foot or head of a page.

    The sides of such a row's cells end together, further on than the last rule across them. A box
    has two, which end where nothing that is drawn goes further.
    """
    out: list[dict[str, Any]] = []
    sides = [edge for edge in edges if edge["orientation"] == "v"]
    across = [edge for edge in edges if edge["orientation"] == "h"]
    for end, sign in (("bottom", 1), ("top", -1)):
        levels = _levels([side[end] for side in sides])
        for level in levels:
            ended = [side for side in sides if abs(side[end] - level) <= _SNAP]
            is_last = level == (levels[-1] if sign > 0 else levels[0])
            if len(ended) < (_SIDES_OF_BOX if is_last else _FEWEST_SIDES):
                continue
            x0, x1 = min(side["x0"] for side in ended), max(side["x0"] for side in ended)
            crossed = [
                edge["top"]
                for edge in across
                if edge["x0"] <= x0 + _SNAP and edge["x1"] >= x1 - _SNAP
                and all(s["top"] - _SNAP <= edge["top"] <= s["bottom"] + _SNAP for s in ended)
            ]  # fmt: skip
            if crossed and min(sign * (level - y) for y in crossed) > _CUT_ROW:
                rule = RuledLine(x0, level, x1, level)
                out.append(_edge(rule))
    return out


def _grid(boxes: list[tuple[float, float, float, float]]) -> Grid:
    tops = _levels([b[1] for b in boxes])
    lefts = _levels([b[0] for b in boxes])
    cells = [Cell(_level(b[1], tops), _level(b[0], lefts), *b) for b in boxes]
    cells.sort(key=lambda c: (c.row, c.column))
    return Grid(
        cells,
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
        is_box=len(boxes) == 1,
    )


def _levels(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SNAP:
            out.append(value)
    return out


def _level(value: float, levels: list[float]) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - value))


def into_cells(grid: Grid, pieces: list[Fragment]) -> list[tuple[Cell, list[Fragment]]]:
    """The fragments of each cell; a fragment that crosses a rule is parted at it."""
    homes: dict[Cell, list[Fragment]] = {cell: [] for cell in grid.cells}
    for piece in pieces:
        for cell, words in _parted(grid, piece):
            homes[cell].append(fragment(words))
    return [(cell, homes[cell]) for cell in grid.cells if homes[cell]]


def with_split_head(grid: Grid, pieces: list[Fragment]) -> Grid:
    """The grid with its first row parted like the row below it.

    A filled band often heads an action plan without any line between the columns' names.
    """
    head = [c for c in grid.cells if c.row == 0]
    below = [c for c in grid.cells if c.row == 1]
    if len(head) != 1 or len(below) < _FEWEST_NAMES:
        return grid
    band = head[0]
    parts = [Cell(0, c.column, c.x0, band.top, c.x1, band.bottom) for c in below]
    named = set()
    for piece in pieces:
        if not band.top - 1 <= (piece.top + piece.bottom) / 2 <= band.bottom + 1:
            continue
        home = next((c for c in parts if c.x0 - 2 <= piece.x0 and piece.x1 <= c.x1 + 2), None)
        if home is None:
            return grid
        if is_column_word(piece):
            named.add(home.column)
    if len(named) < _FEWEST_NAMES:
        return grid
    return grid._replace(cells=[*parts, *(c for c in grid.cells if c.row > 0)])


def with_split_rows(grid: Grid, pieces: list[Fragment]) -> Grid:
    """The grid with cells parted that span several columns and keep to all of them.

    Some styles of tables draw upright rules beside every second row only.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    full = max(rows.values(), key=len)
    if len(full) < 2 or all(len(row) == len(full) for row in rows.values()):
        return grid
    return grid._replace(cells=[part for cell in grid.cells for part in _split(cell, full, pieces)])


def _split(cell: Cell, full: Sequence[Cell], pieces: Sequence[Fragment]) -> list[Cell]:
    """The parts of a cell in the columns of a full row; the cell itself where words cross them."""
    covered = [c for c in full if cell.x0 - 2 <= c.x0 and c.x1 <= cell.x1 + 2]
    inside = [
        p
        for p in pieces
        if cell.top - 1 <= (p.top + p.bottom) / 2 <= cell.bottom + 1
        and cell.x0 - 1 <= (p.x0 + p.x1) / 2 <= cell.x1 + 1
    ]
    homes = [home for p in inside for home in _homes(p, covered)]
    if len(covered) < 2 or None in homes or len(set(homes)) < 2:
        return [cell]
    return [Cell(cell.row, c.column, c.x0, cell.top, c.x1, cell.bottom) for c in covered]


def _homes(piece: Fragment, columns: Sequence[Cell]) -> list[Cell | None]:
    """The columns of a piece's words, each once; None for words that run from one into the next."""
    out: list[Cell | None] = []
    last: Word | None = None
    for word in piece.words:
        home = next((c for c in columns if c.x0 - 2 <= word.x0 and word.x1 <= c.x1 + 2), None)
        if last is not None and home is not out[-1] and word.x0 - last.x1 < 0.5 * piece.size:
            home = None
        if not out or home is not out[-1]:
            out.append(home)
        last = word
    return out


def _parted(grid: Grid, piece: Fragment) -> list[tuple[Cell, list[Word]]]:
    out: list[tuple[Cell, list[Word]]] = []
    for word in piece.words:
        cell = _cell_of(grid, word)
        if out and out[-1][0] == cell:
            out[-1][1].append(word)
        else:
            out.append((cell, [word]))
    return out


def _cell_of(grid: Grid, word: Word) -> Cell:
    x, y = (word.x0 + word.x1) / 2, word.middle
    for cell in grid.cells:
        _, _, x0, top, x1, bottom = cell
        if top - 1 <= y <= bottom + 1 and x0 - 1 <= x <= x1 + 1:
            return cell
    return min(
        grid.cells, key=lambda c: abs((c.x0 + c.x1) / 2 - x) + 3 * abs((c.top + c.bottom) / 2 - y)
    )


def inside(grid: Grid, piece: Fragment) -> bool:
    """Whether most of a fragment lies within the table."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    return grid.x0 - 2 <= x <= grid.x1 + 2 and grid.top - 2 <= y <= grid.bottom + 2


def in_a_cell(grid: Grid, piece: Fragment) -> bool:
    """Whether the middle of a fragment lies in one of the cells."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    return any(c.x0 <= x <= c.x1 and c.top <= y <= c.bottom for c in grid.cells)
