"""The linear model over words and cues: small, exact to explain, and numpy alone at run time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.features import Features, Keys, key_of

Array = npt.NDArray[np.float64]
Single = npt.NDArray[np.float32]


class Terms(NamedTuple):
    """Known features of some texts: each text's rows of the model and their weights.

    Ordered by text; a row stands once in a text, and `values` (tf-idf, of unit length in each
    text) go with it.
    """

    text: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    values: Array
    size: int  # how many texts there are


class Vocabulary:
    """Words and word pairs with their inverse document frequency."""

    def __init__(self, names: list[str], idf: Single) -> None:
        keys = np.array([key_of(name) for name in names], dtype=np.uint64)
        order = np.argsort(keys)
        self.names = names
        self.idf = idf
        self._keys: Keys = keys[order]
        self._rows = order

    def rows_of(self, features: Features) -> npt.NDArray[np.int64]:
        """The row of each feature, -1 where it is not known."""
        if not len(self._keys):
            return np.full(len(features.keys), -1)
        places = np.searchsorted(self._keys, features.keys).clip(max=len(self._keys) - 1)
        return np.where(self._keys[places] == features.keys, self._rows[places], -1)

    def terms(self, features: Features, size: int) -> Terms:
        """The tf-idf of `size` texts: (1 + ln tf) x idf, scaled to unit length."""
        rows = self.rows_of(features)
        known = rows >= 0
        codes = features.text[known] * len(self.names) + rows[known]
        distinct, counts = np.unique(codes, return_counts=True)
        text, rows = np.divmod(distinct, max(1, len(self.names)))
        values = (1 + np.log(counts)) * self.idf[rows]
        length = np.sqrt(np.bincount(text, values**2, minlength=size))
        return Terms(text, rows, values / length[text], size)


class LinearModel(NamedTuple):
    """One logistic model per theme: `words` is features x themes, `cues` 3*themes x themes."""

    vocabulary: Vocabulary
    words: Single
    cues: Single
    bias: Single

    def logits(self, terms: Terms, cue_vectors: Array) -> Array:
        """Log odds of every theme: texts x themes."""
        # Not `@`: it wakes the linear algebra library's threads, which then spin beside us and
        # take the core of the next process. There is too little here to share out.
        sums = np.einsum("tc,cm->tm", cue_vectors, self.cues) + self.bias
        if len(terms.text):
            first = np.flatnonzero(np.diff(terms.text, prepend=-1))
            shares = terms.values[:, None].astype(np.float32) * self.words[terms.rows]
            sums[terms.text[first]] += np.add.reduceat(shares, first)
        return np.asarray(sums, dtype=np.float64)

    def carriers(self, features: Features, theme: int) -> Array:
        """How much each feature of one text adds to a theme, up to a common factor."""
        rows = self.vocabulary.rows_of(features)
        share = self.vocabulary.idf[rows] * self.words[rows, theme]
        return np.asarray(np.where(rows >= 0, share, 0.0), dtype=np.float64)
