"""Text that is drawn again at its place: PDFium gives the first print, the page shows the last."""

from __future__ import annotations

import ctypes

import numpy as np
import pypdfium2.raw as pdfium

from extractors.reading.hidden.handles import asked
from extractors.reading.hidden.scene import Scene

_SAME = 0.75  # points between the sides of two prints of one text
_CELL = 4 * _SAME  # points
_ROWS = 1 << 20  # cells of a page from left to right, more than any page has
_fill_colour = asked(pdfium.FPDFPageObj_GetFillColor)
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, 4 * i) for i in range(4))


def last_colours(scene: Scene) -> dict[int, int]:
    """The colour that the last print of a text has, for each text that is drawn again."""
    if len(scene.texts) < 2:
        return {}
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
    last: dict[int, int] = {}
    for first, again in sorted(pairs, reverse=True):
        last[first] = last.get(again, again)
    return {scene.texts[first]: _colour_of(scene.texts[end]) for first, end in last.items()}


def _colour_of(item: int) -> int:
    _fill_colour(item, *_COLOUR_AT)
    red, green, blue, _ = _COLOUR
    return red << 16 | green << 8 | blue
