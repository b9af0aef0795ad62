"""How high a table is on a slide, reckoned from its letters, and where it must go on."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.pack.plan.slide import Rows

_WIDTH = 11.85  # inches of a table in the shipped template
_LETTER = 0.5  # width of a letter, as a share of its size
_LINE = 1.22
_PADDING = 0.14  # inches above and below the words of a cell
_SIDES = 0.2  # and beside them
SIZES = (16, 14, 12)  # points, the first that fits


def height(rows: Rows, shares: Sequence[float], size: int) -> float:
    """Inches of a table set in letters of this size."""
    wide = [share / sum(shares) * _WIDTH - _SIDES for share in shares]
    letters = [max(1.0, inches * 72 / (size * _LETTER)) for inches in wide]
    return sum(_lines(row, letters) * size * _LINE / 72 + _PADDING for row in rows)


def _lines(row: Sequence[str], letters: Sequence[float]) -> int:
    return max(-(-len(cell) // int(fit)) or 1 for cell, fit in zip(row, letters, strict=True))


def size_for(rows: Rows, shares: Sequence[float], room: float) -> int:
    """The largest size in which the table fits the room, or the smallest there is."""
    return next((size for size in SIZES if height(rows, shares, size) <= room), SIZES[-1])


def split(header: tuple[str, ...], rows: Rows, shares: Sequence[float], room: float) -> list[Rows]:
    """The rows on one slide where they fit, else as many on each as fit in the middle size."""
    if rows and height((header, *rows), shares, SIZES[-1]) <= room:
        return [(header, *rows)]
    out: list[Rows] = []
    mine: Rows = ()
    for row in rows:
        if mine and height((header, *mine, row), shares, SIZES[1]) > room:
            out.append((header, *mine))
            mine = ()
        mine = (*mine, row)
    return [*out, (header, *mine)] if mine else out
