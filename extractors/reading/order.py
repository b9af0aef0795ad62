"""Reading order: a page is cut along its white gaps into columns, and columns into lines.

The recursive cut follows the idea of Nagy and Seth's XY-cut (1984). A vertical gap separates
columns only if both sides hold several lines of text. Otherwise fragments of one baseline make a
line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple

from extractors.reading.fragments import Fragment, fragment, is_bullet, is_label

_MIN_GUTTER = 9.0  # points
_TITLE, _ONE_LINE = 1.12, 1.5  # sizes of the text; points by which two lines differ in height
_A_LITTLE, _WIDE = 1.5, 2.5  # sizes: first lines below a heading are apart, and leave it room
_WIDEST_GUTTER = 30.0  # points from a number in the gutter to the column on its right
_LONGEST_FOLIO = 4  # words: "Page 2 of 9"
_LONGEST_LABEL = 3  # words: "Learning point 4"
_COUNTED = re.compile(r"\d{1,2}[.:]?")
_MIN_LINES = 3  # lines each side of a gutter must hold
_FEWEST_BELOW = 2  # lines of each column below a heading over both
_MOST_OUTDENT = 15  # points by which a heading may begin to the left of its column's text
_HIGHEST_LINE = 2.0  # sizes; what is higher counts as several lines
_LARGER, _APART_EM = 1.25, 3.0  # sizes, and a gap in font sizes, that part text of one height


class OrderedLine(NamedTuple):
    """One printed line in reading order and the column it is in."""

    fragment: Fragment
    column: int


def read_rows(pieces: list[Fragment]) -> list[OrderedLine]:
    """Lines in reading order."""
    out: list[OrderedLine] = []
    counter = [0]
    _cut(pieces, out, counter)
    return out


def _cut(
    pieces: list[Fragment], out: list[OrderedLine], counter: list[int], depth: int = 0
) -> None:
    if not pieces:
        return
    gutter = _gutter(pieces) if depth < 8 else None
    if gutter is not None:
        left = [p for p in pieces if p.x1 <= gutter + 1]
        right = [p for p in pieces if p.x1 > gutter + 1]
        if (top := _heading_over_both(left, right)) is not None:
            _cut([p for p in pieces if p.bottom <= top], out, counter, depth + 1)
            counter[0] += 1
            _cut([p for p in pieces if p.bottom > top], out, counter, depth + 1)
            return
        _cut(left, out, counter, depth + 1)
        counter[0] += 1
        _cut(right, out, counter, depth + 1)
        return
    band = _column_band(pieces) if depth < 8 else None
    if band is not None:
        top, bottom = band
        _cut([p for p in pieces if p.bottom <= top + 1], out, counter, depth + 1)
        below = [p for p in pieces if p.bottom > top + 1]
        _cut([p for p in below if p.top < bottom - 1], out, counter, depth + 1)
        _cut([p for p in below if p.top >= bottom - 1], out, counter, depth + 1)
        return
    out.extend(OrderedLine(line, counter[0]) for line in _lines(pieces))


def _heading_over_both(left: list[Fragment], right: list[Fragment]) -> float | None:
    """The top of a heading in the left column that belongs over the right one as well.

    It is larger than the text or bold, nothing is level with it, and below it both columns start
    again on the same line, or nearly so where the right one leaves room for a heading. A footer of
    two pieces is no text below it.
    """
    sizes = sorted(p.size for p in left)
    usual = sizes[len(sizes) // 2]
    for heading in sorted(left, key=lambda p: p.top):
        if not (heading.size > _TITLE * usual or heading.look.bold):
            continue
        above = [p for p in right if p.top < heading.bottom]
        below = [p for p in right if p.top >= heading.bottom]
        follows = [p for p in left if p.top >= heading.bottom - 1]
        if not above or max(p.bottom for p in above) > heading.top:
            continue
        if min(len(_baselines(side)) for side in (below, follows)) < _FEWEST_BELOW:
            continue
        if not any(p.bottom <= heading.top for p in left):
            continue
        apart = abs(min(p.top for p in follows) - min(p.top for p in below))
        gap = min(p.top for p in below) - max(p.bottom for p in above)
        if apart < _ONE_LINE or (apart < _A_LITTLE * usual and gap > _WIDE * usual):
            return heading.top - 1
    return None


def _lines(pieces: list[Fragment]) -> list[Fragment]:
    """Fragments of one baseline joined, from the top down."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda p: (round(p.bottom, 1), p.x0)):
        home = next((row for row in reversed(rows[-4:]) if _level(row, piece)), None)
        if home is None:
            rows.append([piece])
        else:
            home.append(piece)
    return sorted(map(_joined, rows), key=lambda line: (line.top + line.bottom) / 2)


def _joined(row: list[Fragment]) -> Fragment:
    if len(row) == 1:
        return row[0]
    return fragment(w for p in sorted(row, key=lambda p: p.x0) for w in p.words)


def _level(row: list[Fragment], piece: Fragment) -> bool:
    for other in row:
        if other.bottom <= piece.top:  # as nearly all lines above are
            return False
        shared = min(other.bottom, piece.bottom) - max(other.top, piece.top)
        lower = min(other.bottom - other.top, piece.bottom - piece.top) or 1.0
        crossing = min(other.x1, piece.x1) - max(other.x0, piece.x0)
        if shared < 0.55 * lower or crossing > 3 or _stand_apart(other, piece, -crossing):
            return False
    return True


def _stand_apart(a: Fragment, b: Fragment, gap: float) -> bool:
    """Whether two pieces of one height have nothing to do with each other: a date, a heading."""
    smaller, larger = min(a.size, b.size), max(a.size, b.size)
    return larger > _LARGER * smaller and gap > _APART_EM * larger


def _gutter(pieces: list[Fragment]) -> float | None:
    """The right edge of the left column where one white gap runs through all `pieces`.

    Bullets and numbers of the right column's list may hang in the gap.
    """
    spans = sorted((_text_left(p), p.x1) for p in pieces if not _is_lone_mark(p))
    if not spans:
        return None
    reach = spans[0][1]
    gaps: list[tuple[float, float]] = []
    for x0, x1 in spans[1:]:
        if x0 - reach >= _MIN_GUTTER:
            gaps.append((x0 - reach, reach))
        reach = max(reach, x1)
    for _, edge in sorted(gaps, reverse=True):
        left = [p for p in pieces if p.x1 <= edge + 1]
        right = [p for p in pieces if p.x1 > edge + 1]
        if _is_column(left) and _is_column(right) and _beside(left, right):
            return edge
    return None


def _is_column(side: list[Fragment]) -> bool:
    """Text rather than a margin of numbers, bullets or dates."""
    texts = [p for p in side if not _is_mark(p)]
    words = sum(len(p.words) for p in texts)
    return len(_baselines(texts)) >= _MIN_LINES and words >= 3 * _MIN_LINES


def _is_mark(piece: Fragment) -> bool:
    """A bullet or a number, or two: a contents page has the section's number and the page's.

    Or a label of few words, such as "Lesson 3" beside its text.
    """
    texts = [word.text for word in piece.words]
    if len(texts) < 3 and all(map(_is_sign, texts)):
        return True
    is_short = 1 < len(texts) <= _LONGEST_LABEL and texts[0][:1].isupper()
    return is_short and _COUNTED.fullmatch(texts[-1]) is not None


def _baselines(side: list[Fragment]) -> set[int]:
    return {round(p.bottom / 4) for p in side}


def _beside(left: list[Fragment], right: list[Fragment]) -> bool:
    """Whether the two sides are side by side for a good part of the lower one's height."""
    top = max(min(p.top for p in left), min(p.top for p in right))
    bottom = min(max(p.bottom for p in left), max(p.bottom for p in right))
    lower = min(max(p.bottom for p in side) - min(p.top for p in side) for side in (left, right))
    return bottom - top > 0.5 * lower


def _column_band(pieces: list[Fragment]) -> tuple[float, float] | None:
    """The tallest band of the page, between full-width lines, that a gutter runs through."""
    if len(pieces) < 2 * _MIN_LINES:
        return None
    left = min(p.x0 for p in pieces)
    right = max(p.x1 for p in pieces)
    centre_pieces = sorted(pieces, key=lambda p: p.top)
    bands = (_band(pieces, centre_pieces, left, right, begin) for begin in (_left, _text_left))
    return max(filter(None, bands), key=lambda band: band[1] - band[0], default=None)


def _band(
    pieces: list[Fragment],
    centre_pieces: list[Fragment],
    left: float,
    right: float,
    begin: Callable[[Fragment], float],
) -> tuple[float, float] | None:
    best: tuple[float, float] | None = None
    for candidate in _candidate_gutters(pieces, left, right, begin):
        band = _free_band(centre_pieces, candidate, begin)
        if not band or (best is not None and band[1] - band[0] <= best[1] - best[0]):
            continue
        inside = [p for p in pieces if p.bottom > band[0] + 1 and p.top < band[1] - 1]
        if len(inside) < len(pieces) and (edge := _gutter(inside)) is not None:
            best = band[0], _end_of_columns(inside, edge, band[1])
    return best


def _end_of_columns(inside: list[Fragment], edge: float, end: float) -> float:
    """Where columns end above headings of the full-width text that follows them."""
    reach = max((p.bottom for p in inside if p.x1 > edge + 1), default=end)
    tail = sorted((p for p in inside if p.top >= reach - 1), key=lambda p: -p.top)
    sizes = sorted(p.size for p in inside)
    usual = sizes[len(sizes) // 2]
    heading = list(takewhile(lambda p: p.look.bold and p.size >= usual, tail))
    if not heading:
        return end
    top = min(p.top for p in heading)
    rest = [p for p in tail if p not in heading]  # lines of the left column, which is the longer
    if rest and top - max(p.bottom for p in rest) < usual:
        return end
    return top - 1


def _candidate_gutters(
    pieces: list[Fragment], left: float, right: float, begin: Callable[[Fragment], float]
) -> list[float]:
    """Places where many fragments begin to the right of others' ends: possible column starts.

    A placeholder of a table counts as the lines it is as high as.
    """
    starts: dict[int, int] = {}
    for p in pieces:
        x0 = begin(p)
        if x0 > left + 0.12 * (right - left):
            starts[round(x0)] = starts.get(round(x0), 0) + _n_lines(p)
    common = [x for x in sorted(starts, key=lambda x: -starts[x])[:6] if starts[x] >= _MIN_LINES]
    # A column's heading and its bullets may begin to the left of its text.
    outdented = {min(y for y in starts if x - _MOST_OUTDENT <= y <= x) for x in common}
    return [x - 2.0 for x in [*common, *sorted(outdented - {*common})]]


def _left(piece: Fragment) -> float:
    return piece.x0


def _text_left(piece: Fragment) -> float:
    """Where the words of a line begin, without the bullet or number that may hang before them."""
    words = piece.words
    return words[1].x0 if len(words) > 1 and _is_sign(words[0].text) else piece.x0


def _is_sign(text: str) -> bool:
    """Whether a list's item can begin with `text`."""
    return is_bullet(text) or is_label(text)


def _is_lone_mark(piece: Fragment) -> bool:
    return len(piece.words) == 1 and _is_sign(piece.words[0].text)


def _hangs_before(piece: Fragment, x: float) -> bool:
    """Whether a bullet or number is separate from its text, which begins at `x`."""
    return x - _WIDEST_GUTTER < piece.x0 and piece.x1 < x + 2 and _is_lone_mark(piece)


def _is_between(piece: Fragment, x: float, pieces: list[Fragment]) -> bool:
    """Whether a number at the head or foot of the page is in the gutter before `x`."""
    if piece.x1 < x - _WIDEST_GUTTER or len(piece.words) > _LONGEST_FOLIO:
        return False
    rest = [p for p in pieces if p is not piece]
    return all(p.bottom <= piece.top for p in rest) or all(p.top >= piece.bottom for p in rest)


def _free_band(
    pieces: list[Fragment], x: float, begin: Callable[[Fragment], float]
) -> tuple[float, float] | None:
    """The tallest stretch with a gutter before `x`; lines that end in the gutter cross it too."""
    edges = [
        p
        for p in pieces
        if begin(p) < x - 2
        and (p.x1 > x + 2 - _MIN_GUTTER or _is_between(p, x, pieces))
        and not _hangs_before(p, x)
    ]
    marks = [min(p.top for p in pieces) - 1.0]
    tops = [p.top for p in edges] + [max(p.bottom for p in pieces) + 1.0]
    bottoms = [*marks, *[p.bottom for p in edges]]
    bands = [(start, end) for start, end in zip(bottoms, tops, strict=True) if end - start > 20]
    right = [p for p in pieces if begin(p) >= x - 2]
    # A stretch without text to the right is no columns: the end of a page has its number there.
    held = [
        b for b in bands if sum(_n_lines(p) for p in right if b[0] <= p.top < b[1]) >= _MIN_LINES
    ]
    return max(held, key=lambda band: band[1] - band[0], default=None)


def _n_lines(piece: Fragment) -> int:
    """How many lines a piece is as high as: a placeholder of a table is several."""
    return max(1, int((piece.bottom - piece.top) / (_HIGHEST_LINE * piece.size)))
