"""How a document separates its lines: line steps, gaps, margins and first-line indents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise
from statistics import median

from extractors.structure.paragraph import PagedLine
from models.records import Line

# The letter or Roman number of a list's item: small, though nothing goes on here.
_LIST_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{2,4})[.)] ")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")
CLOSING = frozenset("\"'”’)]\n")  # what may come after the sign that ends a sentence
_LAST_SIGNS = CLOSING | frozenset(".!?")  # most lines end in none, and need no pattern
_GUTTER = 9.0  # points at least between a line and a box beside it
_AROUND = 2  # lines before and after one that show how far to the right it could run
_RAGGED = 0.15  # share of the width by which lines of a narrow paragraph end apart
_FEWEST_INNER, _FEWEST_GAPS = 40, 6  # lines that show how far apart lines of a paragraph are
_UNSTEADY = 0.15  # sizes of the type by which steps from foot to foot differ inside paragraphs
_FEWEST_EVEN, _EVEN = 12, 0.8  # where they are this even, in points, a few lines show it
_LEAST_MORE = 1.2  # points by which the step between paragraphs is longer
_LOOSEST = 1.5  # type sizes from line to line, where a size does not show its own step
_LEAST_INDENT, _MOST_INDENT = 6.0, 40.0  # points by which a first line is indented
_FEWEST_AT_EDGE, _FEWEST_PAGES = 3, 2  # lines at a page's left margin; pages of each side
_LEAST_SHIFT, _SAME_SHIFT = 5.0, 3.0  # points
_FEWEST_INDENTS = 4  # in a document that marks its paragraphs by them


def goes_on(line: Line) -> bool:
    """Whether a line begins with a small letter, and not with the letter of a list's item."""
    return line.text[:1].islower() and not _LIST_LETTER.match(line.text)


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a sentence."""
    return text[-1:] in _LAST_SIGNS and _SENTENCE_END.search(text) is not None


def _head(line: Line) -> float:
    return line.box.top


def _foot(line: Line) -> float:
    return line.box.bottom


def steady_edge(flow: list[PagedLine]) -> Callable[[Line], float]:
    """From where to where lines are measured: from foot to foot, or from head to head.

    Some boxes end where the ink does, lower in a line with a "g" than in one without. Nearly every
    line has a tall letter, so that heads are steadier then.
    """
    feet: list[float] = []
    heads: list[float] = []
    for a, b in pairwise(flow):
        same = a.page == b.page and a.line.column == b.line.column and a.line.size == b.line.size
        step = (_foot(b.line) - _foot(a.line)) / (a.line.size or 1)
        if same and goes_on(b.line) and 0.8 < step < 2.2:
            feet.append(step)
            heads.append((_head(b.line) - _head(a.line)) / a.line.size)
    if len(feet) < _FEWEST_INNER:
        return _foot
    spread = _spread(feet)
    return _head if spread > _UNSTEADY and _spread(heads) < spread / 2 else _foot


def _spread(steps: list[float]) -> float:
    """How far apart nine tenths of the steps lie."""
    ordered = sorted(steps)
    cut = len(ordered) // 20
    return ordered[-1 - cut] - ordered[cut]


def usual_ratio(steps: dict[float, Counter[int]], pitch: dict[float, float]) -> float:
    """The line step divided by the type size in most of the text; at least `_LOOSEST`."""
    size = max(steps, key=lambda size: steps[size].total(), default=None)
    return max(_LOOSEST, pitch[size] / size) if size else _LOOSEST


def least_gaps(flow: list[PagedLine]) -> dict[float, float]:
    """The smallest line step between paragraphs, by type size, where these are close together.

    Lines that begin with a small letter continue a paragraph: no step inside one is longer than
    theirs. Longer steps, after a sentence and before a capital or a number, separate paragraphs.
    """
    inner: dict[float, list[float]] = {}
    between: dict[float, list[float]] = {}
    for a, b in pairwise(flow):
        same = a.page == b.page and a.line.column == b.line.column and a.line.cell == b.line.cell
        if not same or a.line.size != b.line.size or not b.line.text or b.line.marker:
            continue
        step = min(b.line.box.bottom - a.line.box.bottom, b.line.box.top - a.line.box.top)
        if not 0.8 < step / (a.line.size or 1) < 2.4:
            continue
        if goes_on(b.line):
            inner.setdefault(a.line.size, []).append(step)
        elif ends_sentence(a.line.text):
            between.setdefault(a.line.size, []).append(step)
    out: dict[float, float] = {}
    for size, steps in inner.items():
        is_even = max(steps) - min(steps) < _EVEN
        if len(steps) < (_FEWEST_EVEN if is_even else _FEWEST_INNER):
            continue
        longest = sorted(steps)[int(0.98 * len(steps))]
        beyond = [step for step in between.get(size, []) if step > longest + _LEAST_MORE]
        if len(beyond) >= _FEWEST_GAPS:
            out[size] = longest + (min(beyond) - longest) / 2
    return out


def narrow_edges(flow: list[PagedLine]) -> dict[int, float]:
    """The right margin of lines that leave room for a box beside them, by the identity of the line.

    The lines around such a line all end at about the same place; items of a list end anywhere.
    """
    out: dict[int, float] = {}
    measures = [*map(measure_of, flow)]
    for i, own in enumerate(measures):
        around = range(max(0, i - _AROUND), min(i + _AROUND + 1, len(flow)))
        near = [flow[at] for at in around if measures[at] == own]
        if len(near) <= _AROUND or (len(near) < len(around) and not _stays_narrow(flow, i)):
            continue
        ends = sorted(placed.line.box.x1 for placed in near)
        edge = ends[-1]
        if sum(edge - end < _RAGGED * (edge - flow[i].line.box.x0) for end in ends) >= len(ends) - (
            len(near) > 2 * _AROUND
        ):
            out[id(flow[i].line)] = edge
    return out


def edges_beside(flow: list[PagedLine]) -> dict[int, float]:
    """The right margin of lines with a box or note to their right, by the identity of the line."""
    out: dict[int, float] = {}
    for _, placed in groupby(flow, key=lambda p: p.page):
        lines = [p.line for p in placed if p.line.cell is None]
        if len({line.column for line in lines}) < 2:
            continue
        for line in lines:
            middle = (line.box.top + line.box.bottom) / 2
            beside = [
                other.box.x0
                for other in lines
                if other.column > line.column
                and other.box.x0 > line.box.x1
                and other.box.top - other.size < middle < other.box.bottom + other.size
            ]
            if beside:
                out[id(line)] = min(beside) - _GUTTER
    return out


def _stays_narrow(flow: list[PagedLine], i: int) -> bool:
    """Whether a line and the two after it, or the two before it, end at about the same place."""
    own = measure_of(flow[i])
    for lines in (flow[i : i + 3], flow[max(0, i - 2) : i + 1]):
        ends = [placed.line.box.x1 for placed in lines if measure_of(placed) == own]
        if len(ends) == _AROUND + 1 and max(ends) - min(ends) < _RAGGED * flow[i].line.box.width:
            return True
    return False


def first_line_indent(flow: list[PagedLine]) -> float | None:
    """How far first lines are indented where nothing else separates paragraphs, or None.

    Such a line begins a sentence after one that ended, and the lines above and below it stand out.
    """
    found: Counter[int] = Counter()
    for before, placed, after in zip(flow, flow[1:], flow[2:], strict=False):
        lines = before.line, placed.line, after.line
        if len({(line.column, line.size, line.cell) for line in lines}) > 1 or placed.line.marker:
            continue
        if before.page != after.page or not may_begin(before, placed.line):
            continue
        shift = placed.line.box.x0 - after.line.box.x0
        level = abs(before.line.box.x0 - after.line.box.x0) < 1
        if level and _LEAST_INDENT < shift < _MOST_INDENT:
            found[round(shift)] += 1
    shift, n = max(found.items(), key=lambda item: item[1], default=(0, 0))
    return shift if n >= _FEWEST_INDENTS else None


def mirrored(flow: list[PagedLine]) -> float:
    """By how many points even pages are set further to the right than odd ones, as in a book.

    Both margins of most pages must be off by the same; 0 where they are not.
    """
    edges: dict[int, tuple[Counter[int], Counter[int]]] = {}
    for placed in flow:
        left, right = edges.setdefault(placed.page, (Counter(), Counter()))
        left[round(placed.line.box.x0)] += 1
        right[round(placed.line.box.x1)] += 1
    lefts: tuple[list[int], list[int]] = ([], [])
    rights: tuple[list[int], list[int]] = ([], [])
    for page, (left, right) in edges.items():
        steady = [x for x, n in left.items() if n >= _FEWEST_AT_EDGE]
        if steady:
            lefts[page % 2].append(min(steady))
            rights[page % 2].append(max(right))
    if min(map(len, lefts)) < _FEWEST_PAGES:
        return 0.0
    shift = median(lefts[0]) - median(lefts[1])
    same = abs(median(rights[0]) - median(rights[1]) - shift) < _SAME_SHIFT
    return float(shift) if same and abs(shift) >= _LEAST_SHIFT else 0.0


def may_begin(last: PagedLine, line: Line) -> bool:
    """Whether a line may begin a sentence: after one that ended, without a small letter."""
    return not goes_on(line) and ends_sentence(last.line.text)


def measure_of(placed: PagedLine) -> tuple[int, ...]:
    """The key of lines that share a right margin: column and size, or an edge in a table."""
    line = placed.line
    if line.cell is None:
        return placed.page, line.column, round(line.size)
    table, _, column = line.cell
    return placed.page, line.column, table, column, round(line.box.x0 / 12)


def commonest_step(seen: Counter[int]) -> int:
    """The smallest step that is nearly as common as the commonest: within paragraphs."""
    most = max(seen.values())
    return min(step for step, n in seen.items() if n >= 0.4 * most)
