"""Tables of statements without rules: a row of column words with aligned columns below it.

Without this the reading order would take the columns one after the other and separate each action
from its owner and its date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.reading.centred_rows import Cells
from extractors.reading.column_names import (
    STATED,
    Name,
    column_words,
    heads_table,
    held,
    is_level,
    level_names,
    possible_names,
)
from extractors.reading.fragments import Fragment, fragment
from extractors.reading.running_columns import is_running
from extractors.reading.shapes import RuledLine
from extractors.reading.unruled_rows import parted_by, records
from extractors.reading.words import Word

_FEWEST = 3  # columns
_PAIR = 2  # columns, where the words for them are bold and what is below keeps to them strictly
_PAIR_ALIGNED = 0.95
_SLACK = 4.0  # points a cell may begin left of its column
_ALIGNED = 0.8  # share of a table's pieces that must begin at their column's edge
_MOST_ABOVE = 4  # lines of running headers above the rest of a table
_TITLE = 1.12  # sizes of the table's type; larger type begins what follows the table
_END_EM = 3.0  # a gap of so many type sizes ends the table


class Unruled(NamedTuple):
    """A table's pieces by (row, column) in reading order, and what is above and below it."""

    above: list[Fragment]
    cells: dict[tuple[int, int], list[Fragment]]
    below: list[Fragment]


def unruled_table(pieces: list[Fragment], drawn: Sequence[RuledLine] = ()) -> Unruled | None:
    """The first unruled table of statements among `pieces`, or None.

    `drawn` are lines across the page and edges of shades, which may part its rows.
    """
    pieces = [part for piece in pieces for part in column_words(piece)]
    mains = [name for name in possible_names(pieces) if held(name.whole) in STATED]
    for main in sorted(mains, key=lambda name: (name.whole.top, -len(name.lines))):
        head = level_names(pieces, main)
        if not heads_table([name.whole for name in head], drawn):
            continue
        table = _below(head, pieces, drawn)
        if table is not None:
            return table
    return None


def _below(named: list[Name], pieces: list[Fragment], drawn: Sequence[RuledLine]) -> Unruled | None:
    """The table under the names of its columns; None where what follows keeps to no columns."""
    head = [name.whole for name in named]
    starts = [p.x0 for p in head]
    top = min(p.top for p in head)
    own = {id(p) for name in named for p in name.lines}
    levels = _levels([p for p in pieces if p.top > top and id(p) not in own])
    lines, taken = _run(levels, starts, max(p.bottom for p in head))
    if not _is_table(lines, starts):
        return None
    all_stated = all(held(piece) in STATED for piece in head)
    if all_stated and not parted_by(lines, drawn) and is_running(lines, len(head)):
        return None
    numbered = held(head[0]) == "number"
    rows = records(lines, head, drawn, is_numbered=numbered)
    return _unruled(rows, top, taken | own, pieces)


def rest_of_table(
    pieces: list[Fragment], starts: Sequence[float], drawn: Sequence[RuledLine] = ()
) -> Unruled | None:
    """A table that goes on from the page before, whose columns began at `starts`, without a head.

    Lines above it, such as a running header, must not keep to the columns. The page may begin
    with the end of one cell alone, in any column but the first.
    """
    levels = _levels(pieces)
    above, ends = 0, list[int]()  # lines above the table; lines of one cell that may begin it
    for i, level in enumerate(levels):
        cells = _parted(level, starts)
        is_kept = cells is not None and _is_aligned([cells], starts)
        if cells is None or not is_kept or cells.keys() == {0}:
            above, ends = above + 1 + len(ends), []
        elif len(cells) == 1:
            ends.append(i)
        else:
            found = (_rest_from(levels[j:], starts, pieces, drawn) for j in (*ends[:1], i))
            return next((table for table in found if table), None)
        if above >= _MOST_ABOVE:
            break
    return _end_of_cell(levels, starts, pieces)


def _end_of_cell(
    levels: list[list[Fragment]], starts: Sequence[float], pieces: list[Fragment]
) -> Unruled | None:
    """The end of the table's last cell, where the page has nothing else of it.

    It begins within a sentence, at the top of the page.
    """
    columns = range(1, len(starts))
    for number, head in enumerate(levels[:_MOST_ABOVE]):
        column = next((c for c in columns if abs(head[0].x0 - starts[c]) <= _SLACK), None)
        if len(head) > 1 or column is None or not head[0].text[0].islower():
            continue
        lines = [head[0]]
        for level in levels[number + 1 :]:
            gap = level[0].top - lines[-1].bottom
            if len(level) > 1 or abs(level[0].x0 - starts[column]) > _SLACK or gap > level[0].size:
                break
            lines.append(level[0])
        taken = {id(piece) for piece in lines}
        return _unruled({(0, column): lines}, head[0].top, taken, pieces)
    return None


def _rest_from(
    levels: list[list[Fragment]],
    starts: Sequence[float],
    pieces: list[Fragment],
    drawn: Sequence[RuledLine],
) -> Unruled | None:
    top = levels[0][0].top
    lines, taken = _run(levels, starts, top)
    if not lines or not _is_table(lines, starts, fewest=1):
        return None
    head, below = _repeated_head(lines[0], starts), lines[1:]
    if head is None or not below:
        return _unruled(records(lines, None, drawn), top, taken, pieces)
    rows = records(below, head, drawn, is_numbered=held(head[0]) == "number")
    return _unruled(rows, top, taken, pieces)


def _repeated_head(first: Cells, starts: Sequence[float]) -> list[Fragment] | None:
    """The names of the columns, where a page that goes on with a table has them once more."""
    head = [first[column] for column in sorted(first)]
    kinds = {held(piece) for piece in head}
    return head if len(head) == len(starts) and None not in kinds and kinds & STATED else None


def _run(
    levels: list[list[Fragment]], starts: Sequence[float], reach: float
) -> tuple[list[Cells], set[int]]:
    """The lines that keep to the columns, down to a wide gap, and the pieces they are made of."""
    lines: list[Cells] = []
    taken: set[int] = set()
    for line in levels:
        cells = _parted(line, starts)
        gap = min(p.top for p in line) - reach
        if cells is None or gap > _END_EM * line[0].size or _is_title(line, lines):
            break
        lines.append(cells)
        taken.update(id(p) for p in line)
        reach = max(reach, *(p.bottom for p in line))
    return lines, taken


def _is_title(line: Sequence[Fragment], lines: Sequence[Cells]) -> bool:
    """Whether a line is set larger than the table: the heading of what follows it."""
    sizes = [piece.size for cells in lines for piece in cells.values()]
    return bool(sizes) and min(piece.size for piece in line) > _TITLE * max(sizes)


def _unruled(
    rows: dict[tuple[int, int], list[Fragment]],
    top: float,
    taken: set[int],
    pieces: list[Fragment],
) -> Unruled:
    rest = [p for p in pieces if id(p) not in taken]
    return Unruled(
        [p for p in rest if p.bottom <= top + 2],
        {key: rows[key] for key in sorted(rows)},
        [p for p in rest if p.bottom > top + 2],
    )


def _levels(pieces: list[Fragment]) -> list[list[Fragment]]:
    lines: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda p: p.top + p.bottom):
        if lines and is_level(piece, lines[-1][0]):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.x0) for line in lines]


def _parted(line: list[Fragment], starts: Sequence[float]) -> Cells | None:
    """The columns of one line; None where words run on from one column into the next."""
    cells: dict[int, list[Word]] = {}
    last: Word | None = None
    for word in (w for p in line for w in p.words):
        column = sum(start <= word.x0 + _SLACK for start in starts) - 1
        begins = column not in cells
        if column < 0 or (begins and last and word.x0 - last.x1 < 0.5 * word.look.size):
            return None
        cells.setdefault(column, []).append(word)
        last = word
    return {column: fragment(words) for column, words in cells.items()}


def _is_table(lines: list[Cells], starts: Sequence[float], fewest: int = 2) -> bool:
    is_pair = len(starts) == _PAIR
    whole = sum(len(cells) >= min(len(starts), _FEWEST) for cells in lines)
    if len(lines) < fewest or whole < (_PAIR if is_pair else 1):
        return False
    return _is_aligned(lines, starts, _PAIR_ALIGNED if is_pair else _ALIGNED)


def _is_aligned(lines: list[Cells], starts: Sequence[float], least: float = _ALIGNED) -> bool:
    centres = [_centre([cells[c] for cells in lines if c in cells]) for c in range(len(starts))]
    aligned = [
        abs(piece.x0 - starts[column]) <= _SLACK or _is_centred(piece, centres[column])
        for cells in lines
        for column, piece in cells.items()
    ]
    return sum(aligned) >= least * len(aligned)


def _centre(column: Sequence[Fragment]) -> float | None:
    """The middle of a column of single words, such as numbers, which may be centred in it."""
    middles = sorted(piece.x0 + piece.x1 for piece in column if len(piece.words) == 1)
    return middles[len(middles) // 2] / 2 if len(middles) == len(column) and middles else None


def _is_centred(piece: Fragment, centre: float | None) -> bool:
    return centre is not None and abs((piece.x0 + piece.x1) / 2 - centre) <= _SLACK
