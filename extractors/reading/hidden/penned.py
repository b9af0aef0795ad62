"""Letters that a browser draws around those of another text with a pen: `-webkit-text-stroke`.

Chromium prints each of them as a drawing by itself: below the text with `paint-order: stroke`, else
above it. PDFium takes some for the letters of the text and gives others twice.
"""

from __future__ import annotations

import ctypes

import numpy as np
import pypdfium2.raw as pdfium

from extractors.reading.handles import asked
from extractors.reading.hidden.repainted import colours_of
from extractors.reading.hidden.scene import Scene
from extractors.reading.looks import DRAWN, Looks

_MOST_OF = 0.6  # of the width of a text, that the outlines of its letters have at least
_font_of = asked(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)


def penned(scene: Scene, looks: Looks | None) -> set[int]:
    """The texts that are but outlines of others; above a text, only where they have its colour."""
    if looks is None or all(look.font != DRAWN for look in looks.all):
        return set()
    known = looks.of_object.items()
    fonts = {_font_of(item) for item, look in known if item and look.font == DRAWN}
    texts = scene.texts
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
    is_drawn = np.array([_font_of(item) in fonts for item in texts])
    letters = np.flatnonzero(is_drawn)
    x, y = ((sides[letters, i] + sides[letters, i + 2]) / 2 for i in (0, 1))
    found: set[int] = set()
    for i in np.flatnonzero(~is_drawn).tolist():
        left, low, right, high = sides[i].tolist()
        own = letters[(left <= x) & (x <= right) & (low <= y) & (y <= high)]
        if not len(own) or (sides[own, 2] - sides[own, 0]).sum() < _MOST_OF * (right - left):
            continue
        items = [texts[n] for n in own.tolist()]
        if own[-1] < i or {*colours_of(items)} == {*colours_of([texts[i]])}:
            found.update(items)
    return found
