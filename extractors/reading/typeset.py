"""Lines of a scan as they were set: type size and baseline from the letters, bullets and numbers.

Tesseract's boxes are as high as the ink of a word: "sense" is half as high as "(Body)". The
letters of a word say how much of the type's height its ink takes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.reading.engines import UNREAD
from extractors.reading.looks import Look

_TALL = re.compile(r"[A-Zbdfhklß0-9ÂÊÎÔÛŴŶ!?%&$£()\[\]{}/\\|“”‘’\"']")
_MIDDLE = re.compile(r"[tij;:âêîôûŵŷäëïöü]")
_DEEP = re.compile(r"[gjpqyQ()\[\]{}|/]")
# Shares of the type size: how far the ink of text faces rises above the baseline, and falls below.
_HIGH, _MID, _LOW, _BELOW, _COMMA = 0.69, 0.63, 0.47, 0.21, 0.13
_ABOVE, _UNDER = 0.72, 0.2  # the box of a line around its baseline
_SAME = 0.12  # sizes nearer to the page's own than this share are it
_BOLD = 1.3  # times the strokes of most of the text; Times has 1.7, Helvetica 1.5
_SPECK = 0.6  # of the page's own size; lines lower than this without a word are dirt

# What Tesseract makes of a round, square or hollow bullet.
_BULLETS = frozenset("¢©®°«»¤¥§■□●○•")
# Type sizes between what may be a word and its text, where it is a bullet; a word's space is a
# quarter. "e" and "o" are Welsh words.
_BULLET_GAPS = {"e": 0.28, "o": 0.45, "*": 0.45, "+": 0.45, "@": 0.45}
_DIGITS = str.maketrans("lI|OoSB", "1110058")
_MIXED = re.compile(r"[\dlI|OoSB]{2,3}[.:)]?")
_LONE_ONE = re.compile(r"[lI|][.:)]")


class RecognisedWord(NamedTuple):
    """A word as Tesseract saw it: the box of its ink in points, its confidence from 0 to 1.

    `stroke` is how thick its strokes are in points, 0 where nobody has looked.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    stroke: float = 0.0


class TypeLine(NamedTuple):
    """A line with the box of its type, which all of its words share.

    `weight` is how thick its strokes are, in shares of the type size.
    """

    words: list[RecognisedWord]
    top: float
    bottom: float
    look: Look
    weight: float = 0.0


def typeset(words: Sequence[RecognisedWord]) -> TypeLine:
    """The line that words of one baseline make."""
    told = [word for word in words if word.text != UNREAD] or words
    size = max(1.0, float(round(median(_size(word) for word in told))))
    baseline = median(word.bottom - _depth(word.text) * size for word in told)
    look = Look("ocr", size, bold=False, italic=False, colour=0, upright=True)
    top, bottom = baseline - _ABOVE * size, baseline + _UNDER * size
    weight = median(word.stroke for word in words) / size
    return TypeLine(_mended(words, size), top, bottom, look, weight)


def without_specks(lines: Sequence[TypeLine]) -> list[TypeLine]:
    """The lines of a page, those of about its usual type size in just that size; no dirt.

    Lines whose strokes are much thicker than those of most of the text are bold.
    """
    counts = Counter[float]()
    for line in lines:
        counts[line.look.size] += sum(len(word.text) for word in line.words)
    if not counts:
        return []
    usual = counts.most_common(1)[0][0]
    weights = sorted(line.weight for line in lines for word in line.words for _ in word.text)
    plain = weights[len(weights) // 2]
    out = []
    for line in lines:
        size = line.look.size
        if size < _SPECK * usual and not any(_is_word(word.text) for word in line.words):
            continue
        is_usual = abs(size - usual) <= _SAME * usual
        kept = _in_size(line, usual) if is_usual else line
        is_bold = plain > 0 and line.weight > _BOLD * plain and size >= _SPECK * usual
        out.append(kept._replace(look=kept.look._replace(bold=True)) if is_bold else kept)
    return out


def _in_size(line: TypeLine, size: float) -> TypeLine:
    baseline = line.bottom - _UNDER * line.look.size
    look = line.look._replace(size=size)
    top, bottom = baseline - _ABOVE * size, baseline + _UNDER * size
    return line._replace(top=top, bottom=bottom, look=look)


def _size(word: RecognisedWord) -> float:
    return (word.bottom - word.top) / (_height(word.text) + _depth(word.text))


def _height(text: str) -> float:
    if _TALL.search(text):
        return _HIGH
    return _MID if _MIDDLE.search(text) else _LOW


def _depth(text: str) -> float:
    if _DEEP.search(text):
        return _BELOW
    return _COMMA if text.endswith((",", ";")) else 0.0


def _is_word(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3


def _mended(words: Sequence[RecognisedWord], size: float) -> list[RecognisedWord]:
    """The words with what is certainly a bullet or a number written as one."""
    out = [word._replace(text=_number(word.text)) for word in words]
    if len(out) > 1:
        first, gap = out[0].text, (out[1].x0 - out[0].x1) / size
        if first in _BULLETS or (first in _BULLET_GAPS and gap > _BULLET_GAPS[first]):
            out[0] = out[0]._replace(text="•")
    for i, (word, after) in enumerate(pairwise(out)):
        if word.text == "|" and after.text[0].islower():
            out[i] = word._replace(text="I")  # rules have been wiped out before
    # "l." begins a list, and "Finding l:" a label.
    for i in range(min(2, len(out) - 1 if len(out) > 1 else 0)):
        if _LONE_ONE.fullmatch(out[i].text) and (i == 0 or out[0].text.isalpha()):
            out[i] = out[i]._replace(text=out[i].text.translate(_DIGITS))
    return out


def _number(text: str) -> str:
    if any(c.isdigit() for c in text) and _MIXED.fullmatch(text):
        return text.translate(_DIGITS)
    return text
