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
    denied: Array  # 1 where the text says that the theme was not there

    def one(self, number: int) -> Counts:
        """The counts of one text, still as a batch."""
        return Counts(*(column[number : number + 1] for column in self))


class Read(NamedTuple):
    """What the rules found in a text."""

    characters: int
    tokens: int
    hits: Sequence[Hit]
    denied: Sequence[int] = ()


def count_hits(n_themes: int, texts: Sequence[Read]) -> Counts:
    """Count the cues of statements."""
    blank = np.zeros((5, len(texts), n_themes))
    strong, strong_kinds, weak_kinds, earliness, denied = blank
    for number, (length, _, hits, refused) in enumerate(texts):
        denied[number, list(refused)] = 1
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
    lengths = np.array([max(1, text.tokens) for text in texts], dtype=float)
    return Counts(strong, strong_kinds, weak_kinds, earliness, lengths, denied)


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
