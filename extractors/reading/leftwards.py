"""Arabic, Hebrew and other scripts that run from right to left, put in the order they are read in.

Some programs keep the letters of a word, and all of them its lines, from left to right as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_Box = tuple[float, float, float, float]


def word_as_read(text: str, start: int, end: int, box_of: Callable[[int, int], _Box | None]) -> str:
    """A word by the numbers of its characters, reversed where its first letter is on the left.

    A stop that PDFium gives first, although it is on the left, ends the word.
    """
    letters = [i for i, c in enumerate(text) if _LETTER.match(c)] if end - start > 1 else []
    if not letters:
        return text
    signs, last = text[: letters[0]], box_of(start + letters[-1], start + letters[-1] + 1)
    first, stop = (box_of(start + i, start + i + 1) for i in (letters[0], 0))
    if first and last and first[0] < last[0]:
        return text[::-1]
    is_behind = signs and stop and last and stop[0] < last[0]
    return text[len(signs) :] + signs if is_behind else text


def line_as_read(words: Sequence[str]) -> Sequence[str]:
    """The words of a line, given from left to right; names and numbers in it keep their order."""
    text = " ".join(words)
    leftwards = len(_LETTER.findall(text))
    if not leftwards:
        return words
    runs = [(runs_left, [*run]) for runs_left, run in groupby(words, _runs_left)]
    if leftwards > sum(c.isalpha() for c in text) - leftwards:
        runs.reverse()
    return [w for runs_left, run in runs for w in (reversed(run) if runs_left else run)]


def _runs_left(word: str) -> bool:
    return _LETTER.search(word) is not None
