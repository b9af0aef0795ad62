"""The linear model over words and cues: small, exact to explain, and numpy alone at run time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.features import Features, Keys, key_of

Array = npt.NDArray[np.float64]
Single = npt.NDArray[np.float32]


class Terms(NamedTuple):
    """Known features of one text: rows of the model, their weights, and their tokens.

    `rows` are distinct and `values` (tf-idf, unit length) go with them; `seen` pairs every
    occurrence with the position in `rows`, `first` and `last` are its tokens.
    """

    rows: npt.NDArray[np.int64]
    values: Array
    seen: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]


class Vocabulary:
    """Words and word pairs with their inverse document frequency."""

    def __init__(self, names: list[str], idf: Single) -> None:
        keys = np.array([key_of(name) for name in names], dtype=np.uint64)
        order = np.argsort(keys)
        self.names = names
        self.idf = idf
        self._keys: Keys = keys[order]
        self._rows = order

    def terms(self, features: Features) -> Terms:
        """The tf-idf of a text: (1 + ln tf) x idf, scaled to unit length."""
        if not len(self._keys) or not len(features.keys):
            none = np.zeros(0, np.int64)
            return Terms(none, np.zeros(0), none, none, none)
        places = np.searchsorted(self._keys, features.keys).clip(max=len(self._keys) - 1)
        known = self._keys[places] == features.keys
        found = self._rows[places[known]]
        rows, seen, counts = np.unique(found, return_inverse=True, return_counts=True)
        values = (1 + np.log(counts)) * self.idf[rows]
        length = float(np.linalg.norm(values)) or 1.0
        return Terms(rows, values / length, seen, features.first[known], features.last[known])


class LinearModel(NamedTuple):
    """One logistic model per theme: `words` is features x themes, `cues` 3*themes x themes."""

    vocabulary: Vocabulary
    words: Single
    cues: Single
    bias: Single

    def logits(self, terms: Terms, cue_vector: Array) -> Array:
        """Log odds of every theme for one text."""
        words = terms.values @ self.words[terms.rows]
        return np.asarray(words + cue_vector @ self.cues + self.bias, dtype=np.float64)

    def carriers(self, terms: Terms, theme: int) -> Array:
        """How much each occurrence of a known feature adds to a theme."""
        share = terms.values * self.words[terms.rows, theme]
        return np.asarray(share[terms.seen], dtype=np.float64)
