"""Text in which every letter is drawn twice, a little apart, to look bold: "TThhee" is "The".

PDFium takes a letter once if its second print covers the first, and otherwise gives both. Letters
are compared only on pages with pairs that English and Welsh hardly have, such as "hh" and "uu".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.reading.words import Word

_ODD_PAIR = re.compile(r"([ahijkquvxyAHIJKQUVXY])\1")
_FEWEST = 3  # such pairs on a page
_WIDEST = 2.6  # points between the two prints of a letter
_COVERED = 0.8  # of a letter's width
_SAME = 0.4  # points: all letters of a page are printed again at the same distance
_SPACE = 0.2  # of the type size between two words that the second print closed up

Box = tuple[float, float, float, float]
BoxOf = Callable[[int, int], Box | None]


def has_odd_pairs(text: str) -> bool:
    """Whether the text of a page has pairs of letters that words do not have."""
    return sum(1 for _ in zip(_ODD_PAIR.finditer(text), range(_FEWEST), strict=False)) >= _FEWEST


def set_once(words: Sequence[Word], box_of: BoxOf) -> Iterator[Word]:
    """The words with each letter that is printed twice taken once, and bold."""
    shift = _shift([_letters(word, box_of) for word in words if _ODD_PAIR.search(word.text)])
    if shift is None:  # most pages with such pairs: their letters are side by side
        yield from words
        return
    for word in words:
        boxes = _letters(word, box_of)
        letters = [(letter, box) for letter, box in boxes if box is not None]
        kept = list(_without_second(letters, shift))
        if len(kept) == len(letters) or len(letters) < len(word.text):
            yield word
        else:
            yield from _parted(word, kept)


def _letters(word: Word, box_of: BoxOf) -> list[tuple[str, Box | None]]:
    """The letters of a word with their boxes."""
    return [(c, box_of(word.place + i, word.place + i + 1)) for i, c in enumerate(word.text)]


def _shift(spelt: Sequence[Sequence[tuple[str, Box | None]]]) -> tuple[float, float] | None:
    """How far from the first print of a letter its second one is, as most odd pairs have it."""
    seen = [
        (b[0] - a[0], _lower(a, b))
        for letters in spelt
        for (first, a), (second, b) in pairwise(letters)
        # "iii" is printed so: its letters are side by side, and do not cover each other.
        if a
        and b
        and _ODD_PAIR.fullmatch(first + second)
        and b[0] - a[0] < _COVERED * (a[2] - a[0])
    ]
    if len(seen) < _FEWEST:
        return None
    x, y = (sorted(steps)[len(steps) // 2] for steps in zip(*seen, strict=True))
    return (x, y) if max(abs(x), abs(y)) <= _WIDEST else None


def _without_second(
    letters: Sequence[tuple[str, Box]], shift: tuple[float, float]
) -> Iterator[tuple[str, Box]]:
    last: tuple[str, Box] | None = None
    for letter, box in letters:
        if last is not None and letter == last[0] and _is_shifted(last[1], box, shift):
            last = None  # a third print of it would be a letter of its own
            continue
        last = letter, box
        yield letter, box


def _is_shifted(a: Box, b: Box, shift: tuple[float, float]) -> bool:
    if abs(b[0] - a[0] - shift[0]) >= _SAME:
        return False
    is_over = abs(shift[0]) < _SAME and abs(b[3] - a[3]) < _WIDEST
    return is_over or abs(_lower(a, b) - shift[1]) < _SAME


def _lower(a: Box, b: Box) -> float:
    """How much lower a letter's second print is.

    Where only one of them is a drawing of its own (Type 3), their boxes differ in height.
    """
    return min(b[1] - a[1], b[3] - a[3], key=abs)


def _parted(word: Word, letters: Sequence[tuple[str, Box]]) -> Iterator[Word]:
    """A word of the kept letters, or several where there are gaps as wide as a space."""
    look = word.look._replace(bold=True)
    groups = [[letters[0]]]
    for (_, a), (letter, b) in pairwise(letters):
        if b[0] - a[2] > _SPACE * word.look.size:
            groups.append([])
        groups[-1].append((letter, b))
    for group in groups:
        x0s, tops, x1s, bottoms = zip(*(box for _, box in group), strict=True)
        text = "".join(letter for letter, _ in group)
        yield word._replace(
            text=text, x0=min(x0s), top=min(tops), x1=max(x1s), bottom=max(bottoms), look=look
        )
