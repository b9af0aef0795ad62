"""The texts most like a statement among those that the model learnt from, and their themes.

A review shows much that it does not name, and a linear model weighs each word by itself. A text in
which many of the same words are together is a better witness there. Kept are texts of reviews
that narrate and sentences in our own words, each as the known words and pairs in it: no order,
nothing that is not in the vocabulary. Letters and inquiries are not kept.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.hits import Array
from models.themes.terms import Places, Single, Terms

NEAR, FAR = 20, 100  # how many texts are asked
N_ALIKE = 2  # shares that a text and theme get: of the near ones and of all
RARITY = 0.5  # power of a word's rarity, beyond what tf-idf gives it
_STEPS = 255.0


class Neighbours(NamedTuple):
    """Kept texts, word by word: those of word `w` are at `starts[w]` to `starts[w + 1]`."""

    starts: Places
    texts: Places
    values: Single
    themes: Single  # texts x themes, 1 where the text has the theme

    def shares(self, terms: Terms) -> Array:
        """How far the texts most like each text have each theme: texts x themes x N_ALIKE.

        `terms` are those of `rarer`.
        """
        likeness = self._likeness(terms)
        count = min(FAR, likeness.shape[1])
        out = np.zeros((terms.size, self.themes.shape[1], N_ALIKE))
        if not count:
            return out
        best = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        weight = np.take_along_axis(likeness, best, axis=1) ** 2
        order = np.argsort(-weight, axis=1, kind="stable")
        best = np.take_along_axis(best, order, axis=1)
        weight = np.take_along_axis(weight, order, axis=1)
        for place, near in enumerate((NEAR, FAR)):
            told = np.einsum("tk,tkm->tm", weight[:, :near], self.themes[best[:, :near]])
            out[:, :, place] = told / (weight[:, :near].sum(1, keepdims=True) + 1e-6)
        return out

    def _likeness(self, terms: Terms) -> Array:
        """The cosine of every text and every kept one: texts x kept."""
        sizes = self.starts[terms.rows + 1] - self.starts[terms.rows]
        offsets = np.cumsum(sizes) - sizes
        places = np.arange(sizes.sum()) + np.repeat(self.starts[terms.rows] - offsets, sizes)
        kept = len(self.themes)
        cells = np.repeat(terms.text * kept, sizes)
        cells += self.texts[places]
        shares = np.repeat(terms.values, sizes)
        shares *= self.values[places]
        sums = np.bincount(cells, shares, minlength=terms.size * kept)
        return np.asarray(sums, dtype=np.float64).reshape(terms.size, kept)


def rarer(terms: Terms, idf: Single) -> Terms:
    """The same texts, rare words louder, still of unit length."""
    values = terms.values * idf[terms.rows] ** RARITY
    length = np.sqrt(np.bincount(terms.text, values**2, minlength=terms.size))
    return terms._replace(values=values / np.maximum(length[terms.text], 1e-12))


def kinship(terms: Terms) -> Array:
    """How like each other the texts of one document are: texts x texts, squares of cosines.

    `terms` are those of `rarer`. No text is its own kin.
    """
    sums = cosines(terms)
    np.fill_diagonal(sums, 0)
    return np.asarray(sums**2, dtype=np.float64)


def cosines(terms: Terms) -> Array:
    """The cosine of every two texts of one document; `terms` are those of `rarer`."""
    _, word, sizes = np.unique(terms.rows, return_inverse=True, return_counts=True)
    starts, each = np.cumsum(sizes) - sizes, sizes[word]
    offsets = np.cumsum(each) - each
    by_word = np.argsort(word, kind="stable")
    others = by_word[np.arange(each.sum()) + np.repeat(starts[word] - offsets, each)]
    cells = np.repeat(terms.text, each) * terms.size + terms.text[others]
    products = np.repeat(terms.values, each) * terms.values[others]
    sums = np.bincount(cells, products, minlength=terms.size**2)
    return np.asarray(sums, dtype=np.float64).reshape(terms.size, terms.size)


def keep(louder: Terms, idf: Single, themes: npt.NDArray[np.bool_]) -> Neighbours:
    """Texts to be asked, from their terms (those of `rarer`) and their themes."""
    order = np.lexsort((louder.text, louder.rows))
    starts = np.searchsorted(louder.rows[order], np.arange(len(idf) + 1))
    values = np.round(louder.values[order] * _STEPS) / _STEPS
    return Neighbours(
        starts.astype(np.int64),
        louder.text[order],
        values.astype(np.float32),
        themes.astype(np.float32),
    )


def packed(neighbours: Neighbours) -> dict[str, Any]:
    """As stored: a byte a value, the themes as bits."""
    return {
        "near_starts": neighbours.starts.astype(np.int32),
        "near_texts": neighbours.texts.astype(np.uint16),
        "near_values": np.round(neighbours.values * _STEPS).astype(np.uint8),
        "near_themes": neighbours.themes.astype(np.uint8),
    }


def unpacked(stored: Any) -> Neighbours:
    """What `packed` gave."""
    return Neighbours(
        stored["near_starts"].astype(np.int64),
        stored["near_texts"].astype(np.int64),
        stored["near_values"].astype(np.float32) / np.float32(_STEPS),
        stored["near_themes"].astype(np.float32),
    )
