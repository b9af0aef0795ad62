"""Shaded boxes beside running text, whose lines are shorter to leave them room.

Such a box is not a column: the text flows round it. It is taken out before the text is read and put
back after the paragraph beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.fragments import Fragment
from extractors.reading.order import Row, read_rows
from extractors.reading.panels import overlap, within
from extractors.reading.shapes import Rule

_WIDEST = 0.62  # of the width of the text
_FEWEST = 2  # lines in the box, beside it, and set over its whole width above or below it
_LINE = 4  # words; fewer do not make a line of running text
_REACH = 20.0  # points by which a line that is set full runs beyond the edge of the box
_EDGE = 2.0  # points
_GAP = 1.25  # line steps from a paragraph to the next
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")


class SideBox(NamedTuple):
    """A box and the lines in it, in reading order."""

    box: Rule
    rows: list[Row]


def part_side_boxes(
    pieces: list[Fragment], shades: Iterable[Rule], tables: Sequence[Rule]
) -> tuple[list[Fragment], list[SideBox]]:
    """The text without the boxes beside it, and the boxes; shades of `tables` are not boxes."""
    boxes: list[SideBox] = []
    for shade in shades:
        if any(overlap(shade, other) for other in [*tables, *(b.box for b in boxes)]):
            continue
        inside = [p for p in pieces if within(shade, p)]
        taken = {id(p) for p in inside}
        rest = [p for p in pieces if id(p) not in taken]
        if len(inside) >= _FEWEST and _is_beside(shade, rest):
            rows = read_rows(inside)
            if len(rows) >= _FEWEST:
                boxes.append(SideBox(shade, rows))
                pieces = rest
    return pieces, boxes


def with_side_boxes(rows: Sequence[Row], boxes: Iterable[SideBox]) -> list[Row]:
    """The lines of the text, with each box after the paragraph beside it."""
    out = list(rows)
    for box in sorted(boxes, key=lambda b: b.box.top):
        at = _place(out, box.box.bottom)
        column = out[at - 1].column + 1 if at else 0
        out[at:at] = [row._replace(column=column) for row in box.rows]
    return out


def _is_beside(box: Rule, rest: Sequence[Fragment]) -> bool:
    if not rest:
        return False
    lines = [p for p in rest if len(p.words) >= _LINE]
    level = [p for p in lines if box.top < (p.top + p.bottom) / 2 < box.bottom]
    left = [p for p in level if p.x1 <= box.x0 + _EDGE]
    right = [p for p in level if p.x0 >= box.x1 - _EDGE]
    if len(level) != len(left) + len(right) or bool(left) == bool(right):
        return False
    if len(level) < _FEWEST:
        return False
    width = max(p.x1 for p in lines) - min(p.x0 for p in lines)
    if box.x1 - box.x0 > _WIDEST * width:
        return False
    edge = box.x0 if left else box.x1
    full = [p for p in lines if p.x0 < edge - _REACH and p.x1 > edge + _REACH]
    return len(full) >= _FEWEST


def _place(rows: Sequence[Row], bottom: float) -> int:
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
