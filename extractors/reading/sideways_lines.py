"""Lines that run up or down a page whose other lines are upright: a table laid on its side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.reading.fragments import fragment, fragments
from extractors.reading.order import OrderedLine, read_rows
from extractors.reading.words import Word

_FEWEST = 4  # words; fewer are read from above to below as they are
_STEEP = 1.8  # sizes of type: a word that is set sideways is no wider; one on a slant is
_SPACE = 1.5  # sizes of type between two words of a line


def sideways_rows(words: Sequence[Word]) -> list[OrderedLine]:
    """The lines of words that are not upright; none where they do not all run one way."""
    steps = list(_steps(words))
    upwards = sum(steps)
    if len(words) < _FEWEST or not steps or upwards not in (0, len(steps)):
        return []
    turn, back = (_turned_right, _turned_left) if upwards else (_turned_left, _turned_right)
    found = (row.fragment.words for row in read_rows(fragments([*map(turn, words)])))
    return [OrderedLine(fragment(map(back, line)), 0) for line in found]


def _steps(words: Sequence[Word]) -> Iterator[bool]:
    """Whether each word of a line is above the one before it."""
    for a, b in pairwise(words):
        size = max(a.look.size, b.look.size)
        is_level = min(a.x1, b.x1) - max(a.x0, b.x0) > 0.5 * min(a.x1 - a.x0, b.x1 - b.x0)
        if not is_level or max(a.x1 - a.x0, b.x1 - b.x0) > _STEEP * size:
            continue
        if 0 <= a.top - b.bottom < _SPACE * size:
            yield True
        elif 0 <= b.top - a.bottom < _SPACE * size:
            yield False


def _turned_right(word: Word) -> Word:
    """A word as it is where its page is turned to the right: what ran up runs on."""
    _, x0, top, x1, bottom, _, _, _ = word
    return word._replace(x0=-bottom, top=x0, x1=-top, bottom=x1)


def _turned_left(word: Word) -> Word:
    """A word as it is where its page is turned to the left: what ran down runs on."""
    _, x0, top, x1, bottom, _, _, _ = word
    return word._replace(x0=top, top=-x1, x1=bottom, bottom=-x0)
