"""Words of a scan's text layer of which its picture shows a part: paint covers the rest.

Letters are close together. No word of four letters or more of real pages in print has a stretch
without an edge that is half as wide as the word.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.reading.hidden.ink import DARK, Box, Drawing, core
from extractors.reading.words import Word

_HALF = 0.5  # of a word's width
_FEWEST = 4  # letters
_FLAT, _STEP = 40, 20  # of 255: within a column of pixels, and from one to the next
_STRONG = 80  # of 255, between the letters and their paper


def half_blank(words: Sequence[Word], page: Drawing) -> list[bool]:
    """Whether at least half of each word is one light stretch without an edge."""
    return [
        sum(map(str.isalpha, word.text)) >= _FEWEST and _blank_run(page, word[1:5]) >= _HALF
        for word in words
    ]


def _blank_run(page: Drawing, box: Box) -> float:
    """The longest stretch of a place without an edge or a dark tone, as a share of its width."""
    planes = page.at(core(box))
    if not planes.size:
        return 0.0
    tones = planes.max(axis=0)
    if int(tones.max()) - int(tones.min()) < _STRONG:
        return 0.0  # pale letters have no edges to decide by
    low, high = tones.min(axis=0), tones.max(axis=0).astype(np.int16)
    is_flat = (high - low < _FLAT) & (low > DARK)
    is_flat[1:] &= np.abs(np.diff(high)) < _STEP
    return max(map(len, is_flat.tobytes().split(b"\0"))) / len(is_flat)
