"""Words without ink whose letters the page shows as drawings: as outlines, or through a mask.

Some programs draw all letters as shapes and lay the text over them without ink, so that it can be
searched. Such a word is seen where the page without its text shows the shapes of its letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.reading.hidden.ink import Box, alone, drawn, switched
from extractors.reading.hidden.judging import around, bands
from extractors.reading.hidden.scene import Scene
from extractors.reading.words import Word

_LIKE = 0.8  # how alike the word and the drawing are; other words of that length have 0.4
_LEAST = 40  # of 255: a drawing stands out from its ground by more


def outlined(page: Any, words: Sequence[Word], numbers: Sequence[int], scene: Scene) -> set[int]:
    """Those of the numbered words that the page shows as shapes."""
    out: set[int] = set()
    if not (numbers and scene.others):
        return out
    texts = {*scene.texts}  # every letter of a word may be an object of its own
    for group in bands((i, words[i]) for i in numbers):
        place = around([words[i] for i in group])
        with switched(texts, on=False):
            bare = drawn(page, place)
        text = alone(page, place, texts, scene)
        for i in group:
            box: Box = words[i][1:5]
            if _are_alike(text.at(box)[0], bare.at(box)):
                out.add(i)
    return out


def _are_alike(text: NDArray[np.uint8], picture: NDArray[np.uint8]) -> bool:
    """Whether a picture stands out from its ground where, and only where, a text has ink."""
    if not text.size or text.max() == text.min():
        return False
    ground = np.median(picture, axis=(1, 2))[:, None, None]
    apart = np.abs(picture.astype(np.float32) - ground).max(axis=0)
    if apart.max() - apart.min() < _LEAST:
        return False
    return bool(np.corrcoef(text.ravel(), apart.ravel())[0, 1] >= _LIKE)
