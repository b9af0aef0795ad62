"""How thick the strokes of scanned words are: bold type shows in its ink alone."""

from __future__ import annotations

from typing import Any

import numpy as np

_DARK = 145  # of 255: a pixel of a letter is darker


def ink_of(image: Any) -> Any:
    """Which pixels of a grey picture are ink."""
    return np.asarray(image) < _DARK


def stroke(ink: Any, left: int, top: int, width: int, height: int) -> float:
    """The usual length in pixels of the runs of ink across a word; 0 where it has none."""
    part = ink[top : top + height, left : left + width]
    if not part.size:
        return 0.0
    edges = np.diff(np.pad(part, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    begins, ends = np.nonzero(edges == 1)[1], np.nonzero(edges == -1)[1]
    return float(np.median(ends - begins)) if len(begins) else 0.0
