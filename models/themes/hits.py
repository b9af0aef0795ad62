"""What the cues of a text say about each theme, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.rules import Hit

Array = npt.NDArray[np.float64]


class Counts(NamedTuple):
    """Cues of some texts: arrays of texts x themes, and each text's length."""

    strong: Array  # strong cues, each occurrence
    strong_kinds: Array  # strong cues, different ones
    weak_kinds: Array
    earliness: Array  # 1 where the first strong cue opens the text, 0 where there is none
    length: Array  # of each text in words

    def one(self, number: int) -> Counts:
        """The counts of one text, still as a batch."""
        return Counts(*(column[number : number + 1] for column in self))


def count_hits(n_themes: int, texts: Sequence[tuple[int, int, Sequence[Hit]]]) -> Counts:
    """Count the cues of statements, each given as characters, tokens and its hits."""
    blank = np.zeros((4, len(texts), n_themes))
    strong, strong_kinds, weak_kinds, earliness = blank
    for number, (length, _, hits) in enumerate(texts):
        # In reading order: the first strong cue of a theme is its earliest.
        strongly: dict[int, list[int]] = {}
        weakly: dict[int, set[int]] = {}
        for theme, start, _, is_strong, words in hits:
            if not is_strong:
                weakly.setdefault(theme, set()).add(words)
            elif theme in strongly:
                strongly[theme].append(words)
            else:
                strongly[theme] = [words]
                earliness[number, theme] = 1 - start / max(1, length)
        for theme, said in strongly.items():
            strong[number, theme], strong_kinds[number, theme] = len(said), len(set(said))
        for theme, seen in weakly.items():
            weak_kinds[number, theme] = len(seen)
    lengths = np.array([max(1, tokens) for _, tokens, _ in texts], dtype=float)
    return Counts(strong, strong_kinds, weak_kinds, earliness, lengths)


def stacked(parts: Sequence[Counts]) -> Counts:
    """Several batches as one."""
    return Counts(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def hit_vector(counts: Counts) -> Array:
    """Input of the linear model beside the words: three numbers a theme, one after another.

    The strong part is damped where many themes are named, so that long texts do not shout.
    """
    strong = np.log1p(counts.strong)
    strong /= np.maximum(1.0, np.linalg.norm(strong, axis=1, keepdims=True)) ** 0.5
    weak = np.log1p(0.5 * counts.weak_kinds)
    return np.concatenate([strong, weak, counts.earliness], axis=1) * 0.5
