"""Words without ink whose letters the page shows as drawings: as outlines, or through a mask.

Some programs draw all letters as shapes and lay the text over them without ink, so that it can be
searched. Such a word is seen where the page without its text shows the shapes of its letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.reading.hidden.ink import alone, drawn, switched
from extractors.reading.hidden.judging import around, bands
from extractors.reading.hidden.places import Piece
from extractors.reading.hidden.scene import Scene
from extractors.reading.words import Word
from models.records import HiddenKind

_LIKE = 0.8  # how alike the word and the drawing are; other words of that length have 0.4
_LEAST = 40  # of 255: a drawing stands out from its ground by more


def by_shape(page: Any, words: Sequence[Word], scene: Scene) -> list[list[Piece]]:
    """Words without ink in pieces: each is seen where the page shows it as shapes, else hidden."""
    out = [[Piece(word, HiddenKind.NO_INK)] for word in words]
    if not (words and scene.others):
        return out
    texts = {*scene.texts}  # every letter of a word may be an object of its own
    for group in bands(enumerate(words)):
        place = around([words[i] for i in group])
        with switched(texts, on=False):
            bare = drawn(page, place)
        text = alone(page, place, texts, scene)
        for i in group:
            box = words[i][1:5]
            if _are_alike(text.at(box)[0], bare.at(box)):
                out[i] = [Piece(words[i], None)]
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
