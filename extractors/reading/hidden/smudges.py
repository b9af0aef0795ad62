"""Words of a scan's text layer that its picture shows blurred or pixelated: not to be read.

Their place is of many tones, as print is, but print has edges: from one pixel to the next it goes
a good part of the way from paper to ink. Blurs have none, and the fields of a mosaic have few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.reading.hidden.ink import Drawing
from extractors.reading.words import Word

_STEEP = 0.96  # of a place's pixels are less steep; in print a tenth and more are edges
_SHARP = 0.42  # of the sharpness of most words of the page; print that is less even has 0.5
_FEWEST = 8  # words: of fewer nothing can be said about how sharp the print of a page is
_LARGE = 40.0  # points: larger letters have few edges for their size
# OCR takes rules and specks for signs and single letters, which have few edges by nature.
_LONG = re.compile(r"[^\W_]{3}")

Tones = NDArray[np.uint8]


def smudged(words: Sequence[Word], page: Drawing) -> list[bool]:
    """Whether each word's place in a picture of print is a blur or a mosaic."""
    if len(words) < _FEWEST or not page.planes.size:
        return [False] * len(words)
    grey = page.planes.mean(axis=0).astype(np.uint8)
    tones, edges = page._replace(planes=grey[None]), page._replace(planes=_edges(grey)[None])
    boxes = [word[1:5] for word in words]
    sharp = [_sharpness(tones.at(box), edges.at(box)) for box in boxes]
    least = _SHARP * float(np.median(sharp))
    out = [
        value < least and word.bottom - word.top < _LARGE
        for value, word in zip(sharp, words, strict=True)
    ]
    sure = [is_out and bool(_LONG.search(w.text)) for is_out, w in zip(out, words, strict=True)]
    return [is_out and any(sure[max(0, i - 1) : i + 2]) for i, is_out in enumerate(out)]


def _edges(grey: Tones) -> Tones:
    """How far the tone of each pixel is from that of the one beside it."""
    edges = np.zeros_like(grey)
    one, other = grey[:, 1:], grey[:, :-1]
    edges[:, 1:] = np.maximum(one, other) - np.minimum(one, other)
    return edges


def _sharpness(tones: Tones, edges: Tones) -> float:
    """How steep the edges of a place are, as a share of its contrast; its own rim aside."""
    contrast = float(tones.max() - tones.min()) if tones.size else 0.0
    steps = np.sort(edges, axis=None)
    return float(steps[int(_STEEP * len(steps))]) / contrast if contrast else 1.0
