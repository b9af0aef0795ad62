"""Words in fonts of drawings (Type 3): where they begin and end.

Each of their letters gives the box of its drawing. A font may give all of them one box that is
wider than any letter: words then overlap, and their order is not known. Where letters begin is
certain.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from extractors.reading.handles import quick
from extractors.reading.looks import DRAWN

if TYPE_CHECKING:
    from extractors.reading.words import Frame, Word

_OVERLAP = 1.0  # points
_origin = quick(pdfium.FPDFText_GetCharOrigin)
_XY = (ctypes.c_double * 2)()
_AT = ctypes.byref(_XY, 0), ctypes.byref(_XY, ctypes.sizeof(ctypes.c_double))


def set_apart(words: list[Word], ends: Sequence[int], handle: Any, frame: Frame) -> list[Word]:
    """The words, those in fonts of drawings without the room that they do not need.

    `ends` are the places behind their last letters.
    """
    drawn = [i for i, word in enumerate(words) if word.look.font == DRAWN and word.look.upright]
    if frame.quarters or not any(_overlap(words[i], words[j]) for i, j in pairwise(drawn)):
        return words
    out = list(words)
    for i in drawn:
        start, end = _begin(handle, words[i].place), _begin(handle, ends[i])
        if start is None:
            continue
        x0, x1 = start - frame.left, words[i].x1
        if end is not None and x0 < end - frame.left < x1:
            x1 = end - frame.left
        if x0 < x1:
            out[i] = words[i]._replace(x0=x0, x1=x1)
    return out


def _overlap(a: Word, b: Word) -> bool:
    """Whether a word begins before the one in front of it, in its line, has ended."""
    is_level = a.top < b.middle < a.bottom
    return is_level and a.x0 < b.x0 < a.x1 - _OVERLAP


def _begin(handle: Any, place: int) -> float | None:
    """Where a letter begins from left to right, in page space."""
    return _XY[0] if _origin(handle, place, *_AT) else None
