"""Shaded boxes beside running text, whose lines are shorter to leave them room.

Such a box is not a column: the text flows round it. It is taken out before the text is read and put
back after the paragraph beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.fills import side_by_side
from extractors.reading.fragments import Fragment
from extractors.reading.order import OrderedLine, read_rows
from extractors.reading.panels import overlap, within
from extractors.reading.shapes import RuledLine

_WIDEST = 0.62  # of the width of the text
_FEWEST = 2  # lines in the box, beside it, and set over its whole width above or below it
_LINE = 4  # words; fewer do not make a line of running text
_REACH = 20.0  # points by which a line that is set full runs beyond the edge of the box
_TOUCHING = 8.0  # points between the filled paragraphs of one box
_EDGE = 2.0  # points
_GAP = 1.25  # line steps from a paragraph to the next
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")


class SideBox(NamedTuple):
    """A box and the lines in it, in reading order."""

    box: RuledLine
    rows: list[OrderedLine]


def part_side_boxes(
    pieces: list[Fragment], shades: Iterable[RuledLine], tables: Sequence[RuledLine]
) -> tuple[list[Fragment], list[SideBox]]:
    """The text without the boxes beside it, and the boxes; shades of `tables` are not boxes."""
    boxes: list[SideBox] = []
    shades = _stacked(shades)
    cells = side_by_side(shades)
    for shade in shades:
        if shade in cells or any(
            overlap(shade, other) for other in [*tables, *(b.box for b in boxes)]
        ):
            continue
        inside = [p for p in pieces if within(shade, p)]
        if (title := _title(shade, pieces)) is not None:
            inside.insert(0, title)
        taken = {id(p) for p in inside}
        rest = [p for p in pieces if id(p) not in taken]
        fewest = 1 if _is_cut(shade, pieces) else _FEWEST
        if len(inside) >= fewest and _is_beside(shade, rest, fewest):
            rows = read_rows(inside)
            if len(rows) >= fewest:
                boxes.append(SideBox(shade, rows))
                pieces = rest
    return pieces, boxes


def _stacked(shades: Iterable[RuledLine]) -> list[RuledLine]:
    """The shades, those in one that are as wide and touch: Word fills a box line by line."""
    out: list[RuledLine] = []
    for shade in sorted(set(shades), key=lambda s: (round(s.x0), round(s.x1), s.top)):
        last = out[-1] if out else None
        if last and _is_below(last, shade):
            out[-1] = last._replace(bottom=max(last.bottom, shade.bottom))
        else:
            out.append(shade)
    return out


def _is_below(shade: RuledLine, other: RuledLine) -> bool:
    same = abs(shade.x0 - other.x0) < 1 and abs(shade.x1 - other.x1) < 1
    return same and other.top - shade.bottom < _TOUCHING


def with_side_boxes(rows: Sequence[OrderedLine], boxes: Iterable[SideBox]) -> list[OrderedLine]:
    """The lines of the text, with each box after the paragraph beside it."""
    out = list(rows)
    for box in sorted(boxes, key=lambda b: b.box.top):
        at = _place(out, box.box.bottom)
        column = out[at - 1].column + 1 if at else 0
        out[at:at] = [row._replace(column=column) for row in box.rows]
    return out


def _title(box: RuledLine, pieces: Sequence[Fragment]) -> Fragment | None:
    """A line in bold right above a box and no wider, with running text beside it."""
    for piece in pieces:
        is_near = -_EDGE < box.top - piece.bottom < piece.size and piece.look.bold
        if not is_near or piece.x0 < box.x0 - _EDGE or piece.x1 > box.x1 + _EDGE:
            continue
        middle = (piece.top + piece.bottom) / 2
        level = (p for p in pieces if p.top < middle < p.bottom and len(p.words) >= _LINE)
        if any(p.x1 <= box.x0 + _EDGE or p.x0 >= box.x1 - _EDGE for p in level):
            return piece
    return None


def _is_cut(box: RuledLine, pieces: Sequence[Fragment]) -> bool:
    """Whether a box begins or ends the text of the page: a page break may have cut it."""
    text = [p for p in pieces if len(p.words) >= _LINE]
    if not text:
        return False
    last = max(text, key=lambda p: p.bottom)
    return box.top < min(p.bottom for p in text) or box.bottom > last.top


def _is_beside(box: RuledLine, rest: Sequence[Fragment], fewest: int) -> bool:
    """Whether running text is beside a box, in at least so many lines."""
    if not rest:
        return False
    lines = [p for p in rest if len(p.words) >= _LINE]
    level = [p for p in lines if box.top < (p.top + p.bottom) / 2 < box.bottom]
    left = [p for p in level if p.x1 <= box.x0 + _EDGE]
    right = [p for p in level if p.x0 >= box.x1 - _EDGE]
    if len(level) != len(left) + len(right) or bool(left) == bool(right):
        return False
    if len(level) < fewest:
        return False
    width = max(p.x1 for p in lines) - min(p.x0 for p in lines)
    if box.x1 - box.x0 > _WIDEST * width:
        return False
    edge = box.x0 if left else box.x1
    full = [p for p in lines if p.x0 < edge - _REACH and p.x1 > edge + _REACH]
    return len(full) >= _FEWEST


def _place(rows: Sequence[OrderedLine], bottom: float) -> int:
    """The place after the first paragraph that ends at or below the foot of the box."""
    steps = sorted(
        b.fragment.bottom - a.fragment.bottom
        for a, b in pairwise(rows)
        if b.fragment.bottom > a.fragment.bottom
    )
    usual = steps[len(steps) // 4] if steps else 0.0
    for i, (row, after) in enumerate(pairwise(rows), 1):
        if after.fragment.top < bottom - _EDGE:
            continue
        step = after.fragment.bottom - row.fragment.bottom
        if _SENTENCE_END.search(row.fragment.text) and (step > _GAP * usual or step < 0):
            return i
    return len(rows)
