"""Columns of running text below names that are level with each other: no table.

The rows of a table begin in all columns at once. The paragraphs of running text begin where those
beside them are in the midst of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.centred_rows import Cells
from extractors.reading.fragments import Fragment

_LOOSE = 1.15  # steps from line to line by which the lines of two paragraphs are apart
_SHORT = 0.85  # share of a column's width that the last line of a paragraph rarely fills
_LEVEL = 0.5  # sizes of type by which the lines of one row may differ in height
_ENDS = (".", "?", "!", ";", ":", ".”", ".’", '."', ".)")


class _Step(NamedTuple):
    """Two lines of one column that follow each other."""

    above: Fragment
    below: Fragment
    begins: bool  # a paragraph begins with the lower one
    runs_on: bool  # one sentence runs through both


def is_running(lines: Sequence[Cells], columns: int) -> bool:
    """Whether paragraphs begin beside the midst of sentences as often as beside beginnings."""
    steps = [_steps([cells[c] for cells in lines if c in cells]) for c in range(columns)]
    alone = together = 0
    for column, own in enumerate(steps):
        others = [step for c, other in enumerate(steps) if c != column for step in other]
        for step in own:
            if step.begins:
                beside = [other for other in others if _is_beside(step, other)]
                alone += any(other.runs_on for other in beside)
                together += any(other.begins and _is_level(step, other) for other in beside)
    # Those that begin together are met from both sides. In doubt, columns cost less: statements
    # that are read down their column stay whole, those that are read across are cut up.
    return alone > 0 and alone >= together / 2


def _steps(column: Sequence[Fragment]) -> list[_Step]:
    pairs = list(pairwise(column))
    if not pairs:
        return []
    heights = sorted(b.bottom - a.bottom for a, b in pairs)
    pitch, width = heights[len(heights) // 4], max(p.x1 - p.x0 for p in column)
    out = []
    for above, below in pairs:
        is_loose = below.bottom - above.bottom > _LOOSE * pitch
        has_ended, sign = above.text.endswith(_ENDS), below.text[:1]
        is_short = above.x1 - above.x0 < _SHORT * width
        begins = has_ended and not sign.islower() and (is_loose or is_short)
        out.append(_Step(above, below, begins, not has_ended and not is_loose))
    return out


def _is_level(step: _Step, other: _Step) -> bool:
    return abs(step.below.bottom - other.below.bottom) < _LEVEL * step.below.size


def _is_beside(step: _Step, other: _Step) -> bool:
    """Whether the beginning of a paragraph is level with a step beside it, or within it."""
    at, slack = step.below.bottom, _LEVEL * step.below.size
    return other.above.bottom + slack < at < other.below.bottom + slack
