"""Rows of a table without upright rules whose cells are centred or are at the foot of their row.

No line has the beginnings of all cells then: a number is beside the middle of its text. What
parts such rows is the white, or the line, that runs across all columns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from extractors.reading.fragments import Fragment

_MORE = 1.5  # points by which the white between rows is higher than that between lines of a cell
_FEWEST, _SEVERAL = 2, 2  # rows; columns that each of them fills

Cells = dict[int, Fragment]  # what one line has in each column


def centred_rows(
    lines: Sequence[Cells], drawn: Collection[int], *, is_numbered: bool
) -> frozenset[int] | None:
    """The places of lines that begin a row, but for the first; None where cells begin level.

    `drawn` are the places of lines above which something is drawn across. Each row has one number
    where the table `is_numbered`.
    """
    begins = frozenset(drawn) or _below_white(lines)
    edges = [0, *sorted(begins), len(lines)]
    rows = [lines[a:b] for a, b in pairwise(edges) if a < b]
    if len(rows) < _FEWEST or all(_is_level(row) for row in rows):
        return None
    filled = [{column for cells in row for column in cells} for row in rows]
    if any(len(columns) < _SEVERAL for columns in filled):
        return None
    if is_numbered and any(sum(0 in cells for cells in row) != 1 for row in rows):
        return None
    return begins


def _is_level(row: Sequence[Cells]) -> bool:
    """Whether the first line of a row begins all of its cells."""
    return row[0].keys() >= {column for cells in row for column in cells}


def _below_white(lines: Sequence[Cells]) -> frozenset[int]:
    columns = {column for cells in lines for column in cells}
    steps = [
        below.top - above.bottom
        for column in columns
        for above, below in pairwise([cells[column] for cells in lines if column in cells])
    ]
    usual = min(steps, default=0.0)
    out, reach = set(), 0.0
    for i, cells in enumerate(lines):
        top = min(piece.top for piece in cells.values())
        if i and top - reach > usual + _MORE:
            out.add(i)
        reach = max(reach, *(piece.bottom for piece in cells.values()))
    return frozenset(out)
