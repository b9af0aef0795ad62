"""Frames round each line of a paragraph: a border between lines in Word, an inline border in HTML.

Together they look like a table with one line to a row. Its text runs on from row to row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.fragments import Fragment
from extractors.reading.tables import Grid, inside

_LEVEL = 0.5  # sizes of type by which the pieces of one line may differ in height
_APART = 2.0  # sizes of type between pieces of one line; columns are further apart
_FULL = 0.25  # share of the width that may be left at the end of a full line
_ENDS = (".", "?", "!", ":", ";")


def frames_lines(grid: Grid, pieces: Sequence[Fragment]) -> bool:
    """Whether the rows of a grid are lines of running text, each in a frame of its own."""
    rows = len({cell.row for cell in grid.cells})
    lines = _lines([piece for piece in pieces if inside(grid, piece)])
    if not 1 < rows == len(lines) or any(map(_has_columns, lines)):
        return False
    joined = [_runs_on(a, b, grid) for a, b in pairwise(lines)]
    return sum(joined) > len(joined) / 2


def _lines(pieces: Sequence[Fragment]) -> list[list[Fragment]]:
    lines: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda piece: piece.bottom):
        if lines and piece.bottom - lines[-1][0].bottom < _LEVEL * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.x0) for line in lines]


def _has_columns(line: Sequence[Fragment]) -> bool:
    return any(b.x0 - a.x1 > _APART * a.size for a, b in pairwise(line))


def _runs_on(line: Sequence[Fragment], below: Sequence[Fragment], grid: Grid) -> bool:
    """Whether a full line ends within a sentence that the next one goes on with."""
    last, first = line[-1], below[0]
    is_full = last.x1 > grid.x1 - _FULL * (grid.x1 - grid.x0)
    return is_full and not last.text.endswith(_ENDS) and first.text[:1].islower()
