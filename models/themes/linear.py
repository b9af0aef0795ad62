"""The linear model over words, letters and cues: small, explainable, numpy alone at run time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.features import Features, Keys, keys_of
from models.themes.letters import LetterModel
from models.themes.terms import Array, Single, Terms, weighted


class Vocabulary:
    """Words and word pairs with their inverse document frequency."""

    def __init__(self, names: list[str], idf: Single) -> None:
        keys = keys_of(names)
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
        """The tf-idf of `size` texts."""
        return self.terms_of(features, self.rows_of(features), size)

    def terms_of(self, features: Features, rows: npt.NDArray[np.int64], size: int) -> Terms:
        """The same where the rows of the features are known."""
        known = rows >= 0
        return weighted(features.text[known], rows[known], self.idf, size)


class LinearModel(NamedTuple):
    """One model per theme: `words` is features x themes, `cues` 3*themes x themes.

    `heading_words` and `heading_cues` are the same of the heading over a text: what a heading says
    of the statements below it is not what its words would say in one of them.
    """

    vocabulary: Vocabulary
    words: Single
    cues: Single
    bias: Single
    letters: LetterModel
    heading_words: Single
    heading_cues: Single

    def logits(self, terms: Terms, texts: Sequence[str], cue_vectors: Array) -> Array:
        """Log odds of every theme: texts x themes; `terms` are those of the vocabulary."""
        sums = np.einsum("tc,cm->tm", cue_vectors, self.cues) + self.bias
        return np.asarray(sums + terms.through(self.words) + self.letters.logits(texts))

    def below(self, terms: Terms, cue_vectors: Array) -> Array:
        """What headings add to the log odds of the texts below them: headings x themes."""
        sums = np.einsum("tc,cm->tm", cue_vectors, self.heading_cues)
        return np.asarray(sums + terms.through(self.heading_words))

    def carriers(self, rows: npt.NDArray[np.int64], theme: int) -> Array:
        """How much each feature of one text, by its row, adds to a theme, up to a common factor."""
        share = self.vocabulary.idf[rows] * self.words[rows, theme]
        return np.asarray(np.where(rows >= 0, share, 0.0), dtype=np.float64)
