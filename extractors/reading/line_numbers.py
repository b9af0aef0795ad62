"""Numbers of lines, printed down the margin of drafts and of papers for a court.

Every line is numbered, or every fifth or tenth. Left where they are, they would run into the
sentences. They differ from numbers of paragraphs by their even steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.shapes import RuledLine, Shapes
from extractors.reading.words import Word
from models.records import Line, LineRole

_STEPS = (1, 2, 5, 10)
_FEWEST = {1: 15, 2: 8, 5: 2, 10: 2}  # numbers on a page, by step: one by one might be a list
_LONGEST = 4  # digits
_ALIGNED = 2.0  # points by which the edges of one column may differ
_LEAST_GAP = 4.0  # points between a number and the text
_EVEN = 1.6  # numbers of every line are no further apart than this share of their usual distance
_MOST_UNEVEN = 0.2  # share of them that may be: headings and gaps between paragraphs
_TALL = 20.0  # points of an upright rule of a table


class LineNumbers(NamedTuple):
    """The words of the text, and the numbers of its lines."""

    text: list[Word]
    numbers: list[Word]


def part_line_numbers(words: list[Word], shapes: Shapes, above: Sequence[Line] = ()) -> LineNumbers:
    """Take the numbers of lines apart; `above` are the lines of the page before."""
    digits = [w for w in words if w.text.isdecimal() and len(w.text) <= _LONGEST]
    if not digits:
        return LineNumbers(words, [])
    upright = [r for r in shapes.rules if r.bottom - r.top > _TALL]
    before = [n.box.x1 for n in above if n.role is LineRole.MARGIN and n.text.isdecimal()]
    for column in _columns(digits):
        goes_on = any(abs(x - column[0].x1) < _ALIGNED for x in before)
        if not _are_steps(column, goes_on=goes_on):
            continue  # nearly every number on a page; the others look at all words
        taken = {id(w) for w in column}
        first, last = column[0], column[-1]
        rest = [
            w for w in words if id(w) not in taken and first.top - 1 < w.bottom < last.bottom + 40
        ]
        in_table = any(_is_outside(rule, column, rest) for rule in upright)
        if not in_table and _are_beside(column, rest):
            return LineNumbers([w for w in words if id(w) not in taken], column)
    return LineNumbers(words, [])


def _is_outside(rule: RuledLine, column: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether an upright rule has the numbers on the same side as the text: a table's edge."""
    if not rest or rule.bottom < column[0].top or rule.top > column[-1].bottom:
        return False
    if rest[0].x0 > column[0].x1:
        return rule.x0 < min(w.x0 for w in column)
    return rule.x1 > max(w.x1 for w in column)


def _columns(digits: Sequence[Word]) -> list[list[Word]]:
    """Numbers whose right edges, or left edges, are in line, from the top down."""
    out: list[list[Word]] = []
    for edge in (2, 0):
        near: dict[int, list[Word]] = defaultdict(list)
        for word in digits:
            x = word.x1 if edge else word.x0
            near[round(x / _ALIGNED)].append(word)
        for place, column in near.items():
            both = [*column, *near.get(place + 1, ())]
            out.append(sorted(both, key=lambda w: w.top))
    return sorted(out, key=len, reverse=True)


def _are_beside(column: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether all other words are on the same side of the column, clear of it."""
    left, right = min(w.x0 for w in column), max(w.x1 for w in column)
    return bool(rest) and (
        all(w.x0 > right + _LEAST_GAP for w in rest) or all(w.x1 < left - _LEAST_GAP for w in rest)
    )


def _are_steps(column: Sequence[Word], *, goes_on: bool) -> bool:
    values = [int(w.text) for w in column]
    if len(values) == 1:
        return goes_on and values[0] % 5 == 0
    steps = {b - a for a, b in pairwise(values)}
    if len(steps) != 1 or not steps <= set(_STEPS):
        return False
    step = steps.pop()
    if any(value % step for value in values) or len(values) < _FEWEST[step]:
        return False
    return step > 2 or _are_even(column)


def _are_even(column: Sequence[Word]) -> bool:
    """Whether the numbers follow each other as lines do, and not as paragraphs do."""
    apart = sorted(b.top - a.top for a, b in pairwise(column))
    usual = apart[len(apart) // 2]
    uneven = sum(gap > _EVEN * usual for gap in apart)
    size = column[0].bottom - column[0].top
    return usual < 3 * size and uneven <= _MOST_UNEVEN * len(apart)
