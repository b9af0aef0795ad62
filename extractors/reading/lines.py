"""One page's words to its lines in reading order, tables cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from extractors.reading.fragments import Fragment, fragments, is_bullet
from extractors.reading.order import Row, read_rows
from extractors.reading.panels import as_panels, free_panels
from extractors.reading.shapes import Rule, Shapes
from extractors.reading.tables import Grid, in_a_cell, inside, into_cells, ruled_grids
from extractors.reading.unruled import Unruled, rest_of_table, unruled_table
from extractors.reading.words import Word
from models.records import Box, Line, LineRole

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060, 0x00AD])
_DROPPED = frozenset("BCDEFGHJKLMNOPQRSTUVWXYZ")
_FIRST_UNRULED = 1_000  # tables without rules are numbered apart from the ruled ones of a page


class _Placed(NamedTuple):
    row: Row
    cell: tuple[int, int, int] | None = None


def page_lines(words: list[Word], shapes: Shapes, above: Sequence[Line] = ()) -> tuple[Line, ...]:
    """Lines of one page in reading order; turned text comes last, as margin.

    `above` are the lines of the page before, whose last table may go on here.
    """
    upright = [w for w in words if w.look.upright]
    turned = [w for w in words if not w.look.upright]
    pieces = fragments(upright)
    grids = ruled_grids(shapes.rules)
    tables = [g for g in grids if not g.is_box]
    boxes = [Rule(g.x0, g.top, g.x1, g.bottom) for g in grids if g.is_box]
    single = [Rule(g.x0, g.top, g.x1, g.bottom) for g in tables if _is_single(g)]
    panels = free_panels(_outside(tables, pieces), [*boxes, *single, *shapes.shades])
    if panels is not None:
        tables = [g for g in tables if not _is_single(g)]
    starts = _open_columns(above)
    rest = rest_of_table(pieces, starts) if starts and not grids else None
    placed = _continued(rest) if rest else _place(pieces, tables, panels)
    lines = [_line(p, shapes.shades + boxes) for p in placed]
    margin = [_line(_Placed(row), [], LineRole.MARGIN) for row in read_rows(fragments(turned))]
    return tuple(line for line in _blocks([*lines, *margin]) if line.text or line.marker)


def _is_single(grid: Grid) -> bool:
    """Whether a grid has one column only: a box with its title in a row of its own."""
    return all(cell.column == 0 for cell in grid.cells)


def _outside(tables: list[Grid], pieces: list[Fragment]) -> list[Fragment]:
    """What stands in no table of several columns."""
    wide = [grid for grid in tables if not _is_single(grid)]
    return [p for p in pieces if not any(inside(grid, p) for grid in wide)]


def _place(pieces: list[Fragment], tables: list[Grid], panels: Grid | None = None) -> list[_Placed]:
    """Text above, in and below each table, in this order; the page's panels count as one."""
    out: list[_Placed] = []
    rest = pieces
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
        out.extend(_unruled(above, _FIRST_UNRULED + 10 * number))
        cells = into_cells(grid, within)
        for cell, content in as_panels(cells) or cells:
            place = (number, cell.row, cell.column)
            out.extend(_Placed(row, place) for row in read_rows(content))
    out.extend(_unruled(rest, _FIRST_UNRULED + 10 * len(grids)))
    return out


def _open_columns(above: Sequence[Line]) -> list[float]:
    """Where the columns begin of a table without rules that runs to the foot of the page."""
    body = [line for line in above if line.role in (LineRole.BODY, LineRole.TABLE)]
    last = next((line for line in reversed(body) if line.role is LineRole.TABLE), None)
    if last is None or last.cell is None or last.cell[0] < _FIRST_UNRULED:
        return []
    # Below the table there may stand a page number and a footer, set apart from it.
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


def _continued(rest: Unruled) -> list[_Placed]:
    """A page whose first table is the rest of the last one of the page before."""
    out = [_Placed(row) for row in read_rows(rest.above)]
    for place, content in rest.cells.items():
        out.extend(_Placed(row, (_FIRST_UNRULED, *place)) for row in read_rows(content))
    return [*out, *_unruled(rest.below, _FIRST_UNRULED + 1)]


def _unruled(pieces: list[Fragment], number: int) -> list[_Placed]:
    """Text with its tables that no rule draws: above, in and below each of them."""
    out: list[_Placed] = []
    while (table := unruled_table(pieces)) is not None:
        out.extend(_Placed(row) for row in read_rows(table.above))
        for place, content in table.cells.items():
            out.extend(_Placed(row, (number, *place)) for row in read_rows(content))
        pieces, number = table.below, number + 1
    out.extend(_Placed(row) for row in read_rows(pieces))
    return out


def _line(placed: _Placed, shades: list[Rule], role: LineRole = LineRole.BODY) -> Line:
    run = placed.row.fragment
    look = run.look
    # A marker that begins a line begins a footnote: it stays.
    words = [w for i, w in enumerate(run.words) if i == 0 or not _is_marker(w, look.size, run)]
    marker = None
    if len(words) > 1 and is_bullet(words[0].text):
        marker, words = words[0].text, words[1:]
    elif len(words) == 1 and is_bullet(words[0].text):
        marker, words = words[0].text, []
    text = " ".join(_clean(_joined_to_capital(words)))
    box = Box(round(run.x0, 1), round(run.top, 1), round(run.x1, 1), round(run.bottom, 1))
    if role is LineRole.BODY and placed.cell is not None:
        role = LineRole.TABLE
    return Line(
        text=text,
        box=box,
        size=look.size,
        bold=_mostly(run, "bold"),
        italic=_mostly(run, "italic"),
        role=role,
        column=placed.row.column,
        marker=marker,
        cell=placed.cell,
        shaded=any(_behind(shade, box) for shade in shades),
        colour=look.colour,
        font=look.font,
    )


def _joined_to_capital(words: list[Word]) -> list[Word]:
    """A capital set over several lines, joined to the rest of its word; "A" and "I" are words."""
    if len(words) < 2 or len(words[0].text) != 1 or words[0].text not in _DROPPED:
        return words
    first, second = words[:2]
    if first.look.size < 1.8 * second.look.size or not second.text[0].islower():
        return words
    return [first._replace(text=first.text + second.text), *words[2:]]


def _is_marker(word: Word, size: float, run: Fragment) -> bool:
    """A footnote marker: a number set small and high. It is no word of the sentence."""
    if word.raised:
        return True
    small = word.look.size < 0.78 * size and word.text.strip(",").isdigit()
    return small and word.bottom < run.bottom - 0.15 * size


def _mostly(run: Fragment, attribute: str) -> bool:
    if len({id(word.look) for word in run.words}) == 1:
        return bool(getattr(run.look, attribute))
    total = sum(len(w.text) for w in run.words)
    return sum(len(w.text) for w in run.words if getattr(w.look, attribute)) > 0.6 * total


def _clean(words: list[Word]) -> Iterator[str]:
    for word in words:
        text = word.text
        if text.isascii() and text.isprintable():
            yield text
            continue
        soft = text.endswith("\u00ad")
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
        text = "".join(c for c in text if not ("\ue000" <= c <= "\uf8ff") and c.isprintable())
        if text or soft:
            yield text + ("\u00ad" if soft else "")


def _behind(shade: Rule, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return shade.x0 - 2 <= x <= shade.x1 + 2 and shade.top - 2 <= y <= shade.bottom + 2


def _blocks(lines: list[Line]) -> Iterator[Line]:
    """Number the blocks: a new one starts at a gap, a bullet, a column, a cell or another look."""
    pitches = _pitches(lines)
    block = -1
    last: Line | None = None
    for line in lines:
        if last is None or _starts_block(last, line, pitches.get(line.size, 1.45 * line.size)):
            block += 1
        yield msgspec.structs.replace(line, block=block)
        last = line


def _pitches(lines: list[Line]) -> dict[float, float]:
    """The usual distance from line to line for each type size of the page, in points."""
    seen: dict[float, list[float]] = {}
    for last, line in pairwise(lines):
        step = line.box.bottom - last.box.bottom
        if (
            last.size == line.size
            and last.column == line.column
            and 0.8 < step / (line.size or 1) < 2.2
        ):
            seen.setdefault(line.size, []).append(step)
    # The lower quartile: steps inside paragraphs, not between them.
    return {size: sorted(steps)[len(steps) // 4] for size, steps in seen.items()}


def _starts_block(last: Line, line: Line, pitch: float) -> bool:
    if line.marker or line.column != last.column or line.cell != last.cell:
        return True
    if abs(line.size - last.size) > 0.6 or line.bold != last.bold:
        return True
    step = min(line.box.bottom - last.box.bottom, line.box.top - last.box.top)
    return step > 1.22 * pitch + 1 or step < -0.5 * line.size
