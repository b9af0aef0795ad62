"""What the cues of a text say about each theme, as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.rules import Hit

Array = npt.NDArray[np.float64]


class Counts(NamedTuple):
    """Per theme (arrays of one number a theme), over one text."""

    strong: Array  # strong cues, each occurrence
    strong_kinds: Array  # strong cues, different ones
    weak_kinds: Array
    earliness: Array  # 1 where the first strong cue opens the text, 0 where there is none
    length: float  # of the text in words


def count_hits(n_themes: int, length: int, hits: Iterable[Hit], n_words: int) -> Counts:
    """Count the cues of one statement of `length` characters and `n_words` tokens."""
    blank = np.zeros((4, n_themes))
    counts = Counts(blank[0], blank[1], blank[2], blank[3], float(max(1, n_words)))
    kinds: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for hit in hits:
        kinds[hit.theme, hit.strong].add(hit.words)
        if hit.strong:
            counts.strong[hit.theme] += 1
            early = 1 - hit.start / max(1, length)
            counts.earliness[hit.theme] = max(counts.earliness[hit.theme], early)
    for (theme, strong), words in kinds.items():
        (counts.strong_kinds if strong else counts.weak_kinds)[theme] = len(words)
    return counts


def hit_vector(counts: Counts) -> Array:
    """Input of the linear model beside the words: three numbers a theme, one after another.

    The strong part is damped where many themes are named, so that long texts do not shout.
    """
    strong = np.log1p(counts.strong)
    strong /= max(1.0, float(np.linalg.norm(strong))) ** 0.5
    return np.concatenate([strong, np.log1p(0.5 * counts.weak_kinds), counts.earliness]) * 0.5
