"""Bullets that are drawn as shapes, and numbers in coloured discs, put where they are read.

Browsers draw the bullet of a list as a small disc, so nothing in the text says where an item
begins. Designers set the number of an item in a disc half-way down its text, on a different line
from the one that it numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.reading.shapes import RuledLine, Shapes
from extractors.reading.words import Word

BULLET = "•"
_NUMBER = re.compile(r"[A-Z]{0,3}\d{1,2}|[A-H]")
_MOST = 300  # dots of a page: more are a chart or a drawing
_FARTHEST_EM = 4.0  # type sizes between a bullet or a disc and its text
_APART_EM = 1.0  # type sizes: a dot as near to the word before it is part of a line
_NEXT_LINE = 1.5  # heights of a line: text further down is another item
_SAME_EDGE = 3.0  # points


def with_drawn_marks(words: list[Word], shapes: Shapes) -> list[Word]:
    """The words with a bullet for each drawn one, and each disc's number at its item's start."""
    if not words or not (shapes.dots or shapes.badges):
        return words
    if len(shapes.dots) <= _MOST:
        words = _with_bullets(words, shapes.dots)
    return _with_numbers(words, shapes.badges)


def _with_bullets(words: list[Word], dots: Sequence[RuledLine]) -> list[Word]:
    before: dict[int, Word] = {}
    for dot in dots:
        at = _text_of(words, dot)
        if at is not None:
            word = words[at]
            # As high as the line, so that it is on the line's baseline whatever its own place.
            before[at] = word._replace(text=BULLET, x0=dot.x0, x1=dot.x1)
    out: list[Word] = []
    for i, word in enumerate(words):
        if i in before:
            out.append(before[i])
        out.append(word)
    return out


def _text_of(words: Sequence[Word], dot: RuledLine) -> int | None:
    """The place of the word that begins the line beside a dot; None within or beyond a line."""
    middle = (dot.top + dot.bottom) / 2
    best: int | None = None
    for i, word in enumerate(words):
        if not word.top < middle < word.bottom:
            continue
        size = word.look.size
        if dot.x0 - _APART_EM * size < word.x1 and word.x0 < dot.x1 - 1:
            return None  # a full stop, a leader, a dot in a drawing
        is_near = word.x0 - dot.x1 < _FARTHEST_EM * size and word.look.upright
        is_nearer = best is None or word.x0 < words[best].x0
        if word.x0 > dot.x1 - 1 and is_near and is_nearer:
            best = i
    return best


def _with_numbers(words: list[Word], badges: Sequence[RuledLine]) -> list[Word]:
    numbers = {}
    for badge in badges:
        within = [i for i, word in enumerate(words) if _is_inside(word, badge)]
        if len(within) == 1 and _NUMBER.fullmatch(words[within[0]].text):
            numbers[within[0]] = badge
    if len(numbers) < 2:  # a lone disc is a page number or an ornament
        return words
    moved = _starts(words, numbers)
    out: list[Word] = []
    for i, word in enumerate(words):
        if i in moved.values():
            number = words[next(at for at, start in moved.items() if start == i)]
            # Set like the item's first line, of which it is the label.
            out.append(word._replace(text=number.text, x0=number.x0, x1=number.x1))
        if i not in moved:
            out.append(word)
    return out


def _is_inside(word: Word, badge: RuledLine) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.middle
    return badge.x0 < x < badge.x1 and badge.top < y < badge.bottom


def _starts(words: Sequence[Word], numbers: dict[int, RuledLine]) -> dict[int, int]:
    """For each number the place of the word that begins its item."""
    out: dict[int, int] = {}
    waiting = sorted(numbers, key=lambda i: (round(numbers[i].x0 / 10), numbers[i].top))
    while waiting:
        lines = _lines_beside(words, numbers, waiting[0])
        if not lines:
            waiting.pop(0)
            continue
        bottom = words[lines[-1]].bottom
        group = [waiting.pop(0)]
        while (
            waiting and _middle(numbers[waiting[0]]) < bottom and _in_line(numbers, group, waiting)
        ):
            group.append(waiting.pop(0))
        centres = [_middle(numbers[i]) for i in group]
        starts = _centred(words, lines, centres) or _level(words, lines, centres)
        out |= dict(zip(group, starts, strict=True))
    return {number: start for number, start in out.items() if list(out.values()).count(start) == 1}


def _in_line(numbers: dict[int, RuledLine], group: Sequence[int], waiting: Sequence[int]) -> bool:
    return abs(numbers[group[0]].x0 - numbers[waiting[0]].x0) < _SAME_EDGE


def _middle(badge: RuledLine) -> float:
    return (badge.top + badge.bottom) / 2


def _lines_beside(words: Sequence[Word], numbers: dict[int, RuledLine], at: int) -> list[int]:
    """First words of the lines of the block of text to the right of a disc, from the top down."""
    badge = numbers[at]
    level = [
        word
        for i, word in enumerate(words)
        if i not in numbers
        and badge.x1 - 1 < word.x0 < badge.x1 + _FARTHEST_EM * word.look.size
        and word.bottom > badge.top
        and word.top < badge.bottom
    ]
    if not level:
        return []
    edge = min(word.x0 for word in level)
    column = sorted(
        (
            i
            for i, word in enumerate(words)
            if abs(word.x0 - edge) < _SAME_EDGE and i not in numbers
        ),
        key=lambda i: words[i].top,
    )
    block: list[int] = []
    for i in column:
        if block and words[i].bottom - words[block[-1]].bottom > _NEXT_LINE * _height(words[i]):
            if words[block[-1]].bottom > badge.top:
                break
            block = []
        block.append(i)
    return block


def _height(word: Word) -> float:
    return max(word.bottom - word.top, 1.1 * word.look.size)


def _centred(
    words: Sequence[Word], lines: Sequence[int], centres: Sequence[float]
) -> list[int] | None:
    """Starts of items whose discs are half-way down each; None where they do not."""
    starts: list[int] = []
    place = 0
    for centre in centres:
        if place >= len(lines):
            return None
        starts.append(lines[place])
        bottom = 2 * centre - words[lines[place]].top
        first = place
        while place < len(lines) and words[lines[place]].middle < bottom:
            place += 1
        if place == first:
            return None
    return starts if place == len(lines) else None


def _level(words: Sequence[Word], lines: Sequence[int], centres: Sequence[float]) -> list[int]:
    """Starts of items whose discs are beside their first lines."""
    return [min(lines, key=lambda i: abs(words[i].middle - centre)) for centre in centres]
