"""Text that is drawn again at its place: PDFium gives the first print, the page shows the last."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable

import numpy as np
import pypdfium2.raw as pdfium

from extractors.reading.hidden.handles import asked
from extractors.reading.hidden.scene import Scene
from extractors.reading.hidden.suspects import lost_colours
from extractors.reading.looks import Looks

_SAME = 0.75  # points between the sides of two prints of one text
_CELL = 4 * _SAME  # points
_ROWS = 1 << 20  # cells of a page from left to right, more than any page has
_FEW = 150  # texts: to ask more for their colour costs more than to compare all places
_fill_colour = asked(pdfium.FPDFPageObj_GetFillColor)
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, 4 * i) for i in range(4))


def last_colours(scene: Scene, looks: Looks, lost: Collection[int]) -> dict[int, int]:
    """The colour that the last print of a text has, for each text that is drawn again.

    `lost` are the colours of words that their ground has as well. If no word has one of these, and
    no print that PDFium leaves out, all prints can be seen.
    """
    if not lost:
        left_out = set(scene.texts).difference(looks.of_object, scene.blank)
        if not left_out:
            return {}
        if len(left_out) < _FEW and not lost_colours(map(_colour_of, left_out), scene):
            return {}
    last: dict[int, int] = {}
    for first, again in sorted(_pairs(scene), reverse=True):
        last[first] = last.get(again, again)
    return {scene.texts[first]: _colour_of(scene.texts[end]) for first, end in last.items()}


def _pairs(scene: Scene) -> Iterable[tuple[int, int]]:
    """The numbers of texts that have the place of one another."""
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
    pairs: set[tuple[int, int]] = set()
    for shift in (0.0, 0.5):
        cells = np.floor(sides[:, :2] / _CELL + shift).astype(np.int64)
        keys = cells[:, 0] + _ROWS * cells[:, 1]
        order = np.argsort(keys, kind="stable")
        near = np.flatnonzero(np.diff(keys[order]) == 0)
        one, other = order[near], order[near + 1]
        is_same = np.abs(sides[one] - sides[other]).max(axis=1, initial=0.0) < _SAME
        is_same &= sides[one, 2] > sides[one, 0]
        pairs.update(zip(one[is_same].tolist(), other[is_same].tolist(), strict=True))
    return pairs


def _colour_of(item: int) -> int:
    _fill_colour(item, *_COLOUR_AT)
    red, green, blue, _ = _COLOUR
    return red << 16 | green << 8 | blue
