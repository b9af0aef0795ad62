"""Tables whose cells are filled rectangles side by side: the edges are used as rules.

Word's "grid table" styles fill every cell, or every second row of cells, and draw no line at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.fragments import Fragment
from extractors.reading.shapes import RuledLine, Shapes

_TOUCHING = 4.0  # points between neighbours
_FEWEST_CELLS = 3  # side by side; two fields side by side may be panels
_MOST = 600  # rectangles looked at: more make a drawing
_TALLEST_HEAD = 60.0  # points
_TALLEST = 160.0  # points: a plain row between two filled ones is no taller


def filled_rules(shades: Sequence[RuledLine], pieces: Sequence[Fragment] = ()) -> list[RuledLine]:
    """The rules that a filled table would have; empty where no rectangles make a table.

    `pieces` are the text of the page: what runs across the columns ends a table.
    """
    if not _FEWEST_CELLS <= len(shades) <= _MOST:
        return []
    out: list[RuledLine] = []
    table: list[list[RuledLine]] = []
    for row in _rows(shades):
        if table and not _goes_on(table, row, pieces):
            out.extend(_drawn(table))
            table = []
        table.append(row)
    return out + _drawn(table)


def drawn_across(shapes: Shapes) -> list[RuledLine]:
    """Lines across the page, and the upper and lower edges of shades."""
    lines = [r for r in shapes.rules if r.x1 - r.x0 > r.bottom - r.top]
    if len(shapes.shades) > _MOST:
        return lines
    edges = (RuledLine(s.x0, y, s.x1, y) for s in shapes.shades for y in (s.top, s.bottom))
    return [*lines, *edges]


def side_by_side(shades: Sequence[RuledLine]) -> list[RuledLine]:
    """Shades that touch one of the same height beside them: cells of a table, and no boxes."""
    if len(shades) > _MOST:
        return []
    return [shade for row in _rows(shades, fewest=2) for shade in row]


def band_rules(shades: Sequence[RuledLine], rules: Sequence[RuledLine]) -> list[RuledLine]:
    """Edges of filled bands at which upright rules begin or end: a head with no line below it."""
    upright = [r for r in rules if r.bottom - r.top > r.x1 - r.x0]
    out = []
    rows = _rows(shades, fewest=2)
    framed = [row for row in rows if _is_framed(row, upright)]
    heads = [row for row in rows if _stand_on(row, upright)]
    heads += framed if len(framed) > 1 else []
    for row in heads:
        edges = _edges(row)
        out.append(RuledLine(edges[0], row[0].bottom, edges[-1], row[0].bottom))
        out.append(RuledLine(edges[0], row[0].top, edges[-1], row[0].top))
        out.extend(RuledLine(x, row[0].top, x, row[0].bottom) for x in edges)
    for shade in shades:
        for y in (shade.top, shade.bottom):
            meeting = [
                r
                for r in upright
                if shade.x0 - 3 < r.x0 < shade.x1 + 3 and min(abs(r.top - y), abs(r.bottom - y)) < 3
            ]
            if len(meeting) >= _FEWEST_CELLS:
                out.append(RuledLine(shade.x0, y, shade.x1, y))
                if y == shade.bottom and shade.bottom - shade.top < _TALLEST_HEAD:
                    out.extend(_frame(shade))
    return out


def _stand_on(row: Sequence[RuledLine], upright: Sequence[RuledLine]) -> bool:
    """Whether filled cells head a table: at each of their edges an upright rule begins below."""
    level = row[0].bottom
    if level - row[0].top > _TALLEST_HEAD:
        return False
    begins = [r.x0 for r in upright if abs(r.top - level) < 3]
    return all(min((abs(x - b) for b in begins), default=99.0) < 3 for x in _edges(row))


def _is_framed(row: Sequence[RuledLine], upright: Sequence[RuledLine]) -> bool:
    """Whether upright rules run along both ends of filled cells, as round a table."""
    top, bottom, edges = row[0].top, row[0].bottom, _edges(row)
    sides = [r.x0 for r in upright if r.top <= top + 3 and r.bottom >= bottom - 3]
    return all(min((abs(x - s) for s in sides), default=99.0) < 3 for x in (edges[0], edges[-1]))


def _frame(head: RuledLine) -> list[RuledLine]:
    return [
        RuledLine(head.x0, head.top, head.x1, head.top),
        RuledLine(head.x0, head.top, head.x0, head.bottom),
        RuledLine(head.x1, head.top, head.x1, head.bottom),
    ]


def _rows(shades: Sequence[RuledLine], fewest: int = _FEWEST_CELLS) -> list[list[RuledLine]]:
    """Runs of rectangles of one height that touch side by side, from the top down."""
    rows: list[list[RuledLine]] = []
    # Word draws some fills twice.
    for shade in sorted(set(shades), key=lambda s: (round(s.top), s.x0)):
        row = rows[-1] if rows else None
        if row and _is_level(row[-1], shade) and -1 < shade.x0 - row[-1].x1 <= _TOUCHING:
            row.append(shade)
        else:
            rows.append([shade])
    return [row for row in rows if len(row) >= fewest]


def _is_level(a: RuledLine, b: RuledLine) -> bool:
    return abs(a.top - b.top) < 2 and abs(a.bottom - b.bottom) < 2


def _edges(row: Sequence[RuledLine]) -> list[float]:
    return [row[0].x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(row)), row[-1].x1]


def _goes_on(
    table: Sequence[Sequence[RuledLine]], row: Sequence[RuledLine], pieces: Sequence[Fragment]
) -> bool:
    """Whether a row has the columns of the rows above, and is close below them."""
    edges = max((_edges(other) for other in table), key=len)
    same = all(min(abs(x - edge) for edge in edges) < 3 for x in _edges(row))
    top, bottom = table[-1][0].bottom, row[0].top
    between = [p for p in pieces if top < (p.top + p.bottom) / 2 < bottom]
    crossed = any(p.x0 < edge - 3 and p.x1 > edge + 3 for p in between for edge in edges[1:-1])
    return same and not crossed and bottom - top < _TALLEST


def _drawn(table: Sequence[Sequence[RuledLine]]) -> list[RuledLine]:
    if len(table) < 2:
        return []
    left, right = min(row[0].x0 for row in table), max(row[-1].x1 for row in table)
    top, bottom = table[0][0].top, table[-1][0].bottom
    levels = {round(y, 1) for row in table for y in (row[0].top, row[0].bottom)}
    rules = [RuledLine(left, y, right, y) for y in sorted(levels)]
    widest = max(table, key=len)
    return rules + [RuledLine(x, top, x, bottom) for x in _edges(widest)]
