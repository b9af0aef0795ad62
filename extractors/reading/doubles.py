"""Words printed twice at (almost) the same place, to look bold, are taken once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from extractors.reading.shapes import RuledLine, Shapes
from extractors.reading.words import Word

_SHIFT = 2  # points by which the same word may be off where it is printed twice
_SHADOW, _FARTHEST = 0.5, 6.0  # sizes of type, points by which the shadow of a word may be off
_CELL = 6  # points; words that overlap are in the same cell or in neighbouring ones
_JUMP = 80  # points between two lines behind which another stretch of the page begins
_MOST_STRETCHES = 30


class _Stretch(NamedTuple):
    """Where a run of words begins, each further right or further down than those before it."""

    top: float
    lowest: float
    left: float
    right: float


def emboldened(words: list[Word], shapes: Shapes) -> list[Word]:
    """The words, bold where the page draws their text twice, which PDFium gives once."""
    if not shapes.doubled:
        return words
    return [
        word._replace(look=word.look._replace(bold=True)) if _is_in(word, shapes.doubled) else word
        for word in words
    ]


def _is_in(word: Word, boxes: Sequence[RuledLine]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(b.x0 <= x <= b.x1 and b.top - _SHIFT <= y <= b.bottom + _SHIFT for b in boxes)


def printed_once(words: Sequence[Word]) -> Sequence[Word]:
    """The words without those that are printed again at their place, which are bold instead."""
    return words if _stand_apart(words) else _without_doubles(words)


def _stand_apart(words: Sequence[Word]) -> bool:
    """Whether no two words can begin at one place, decided without comparing word with word.

    So it is on nearly every page: head, body and foot are stretches that run on to the right and
    downwards, and no two of them cover the same part of the page.
    """
    stretches: list[_Stretch] = []
    for stretch in _stretches(words):
        stretches.append(stretch)
        if len(stretches) > _MOST_STRETCHES:
            return False
    return not any(_meet(a, b) for a, b in combinations(stretches, 2))


def _stretches(words: Sequence[Word]) -> Iterator[_Stretch]:
    floor = highest = lowest = left = right = edge = 0.0
    is_first = True
    for _, x0, top, _, _, _, _, _ in words:
        if is_first or x0 < edge + _SHIFT:
            floor = lowest + _FARTHEST
        if is_first or top < floor or top > lowest + _JUMP:
            if not is_first:
                yield _Stretch(highest, lowest, left, right)
            is_first = False
            highest = lowest = top
            left = right = x0
            floor = float("-inf")
        # Plain comparisons: this loop sees every word, and a call of max takes as long as a turn.
        if top > lowest:
            lowest = top
        elif top < highest:
            highest = top
        if x0 > right:
            right = x0
        elif x0 < left:
            left = x0
        edge = x0
    if not is_first:
        yield _Stretch(highest, lowest, left, right)


def _meet(a: _Stretch, b: _Stretch) -> bool:
    is_level = a.top < b.lowest + _FARTHEST and b.top < a.lowest + _FARTHEST
    return is_level and a.left < b.right + _FARTHEST and b.left < a.right + _FARTHEST


def _without_doubles(words: Sequence[Word]) -> list[Word]:
    # By text and by place across the page, so that a page of one word stays quick to read.
    seen: dict[str, dict[int, list[Word]]] = {}
    out: list[Word] = []
    for word in words:
        cell = int(word.x0) // _CELL
        cells = seen.setdefault(word.text, {})
        twins = _twins(cells, cell, word) if cells else None
        if twins is None:
            cells.setdefault(cell, []).append(word)
            out.append(word)
            continue
        at, twin = next((i, w) for i, w in enumerate(twins) if _overlaps(w, word))
        if not _is_level(twin, word):  # the first was the shadow of the second
            out[_place(out, twin)] = word
            twins[at] = word
            continue
        if not twin.look.bold:
            bold = twin._replace(look=twin.look._replace(bold=True))
            out[_place(out, twin)] = bold
            twins[at] = bold
    return out


def _twins(cells: dict[int, list[Word]], cell: int, word: Word) -> list[Word] | None:
    """The words of a cell or its neighbours of which one overlaps `word`; nearly always none."""
    for at in (cell - 1, cell, cell + 1):
        for other in cells.get(at, ()):
            if _overlaps(other, word):
                return cells[at]
    return None


def _place(words: list[Word], word: Word) -> int:
    return next(i for i in range(len(words) - 1, -1, -1) if words[i].place == word.place)


def _overlaps(a: Word, b: Word) -> bool:
    """Whether two words of one text are prints of one word: a shadow is further away."""
    off, lower, wider = abs(a.x0 - b.x0), abs(a.top - b.top), abs(a.x1 - b.x1)
    if off < _SHIFT and lower < _SHIFT and wider < 3:
        return True
    most = min(_FARTHEST, _SHADOW * min(a.look.size, b.look.size, b.x1 - b.x0))
    return off < most and lower < most and abs(off - wider) < 1


def _is_level(a: Word, b: Word) -> bool:
    return abs(a.top - b.top) < _SHIFT
