"""What the rest of a document says about each theme of one of its statements.

A finding such as "Ask to see the box" is about a theme because the report is. So the scores of a
document's other statements speak beside those of the statement itself: all of them, those beside
it, and those that use the same words (a finding and the recommendation that follows from it).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.themes.hits import Array
from models.themes.neighbours import kinship
from models.themes.terms import Terms

N_CONTEXT = 7  # numbers that `around` gives a text and theme
N_COLUMNS = 4 * N_CONTEXT
Documents = npt.NDArray[np.int64]


def around(chances: Array, documents: Documents, words: Terms) -> Array:
    """Texts x themes x N_CONTEXT from first scores; `documents` numbers the document of each text.

    Texts of a document are in reading order; `words` are those by which texts are compared. A
    text's own score is never part of its context; a document of one statement has none.
    """
    out = np.empty((*chances.shape, N_CONTEXT))
    for document in np.unique(documents):
        rows = np.flatnonzero(documents == document)
        out[rows] = _around_one(chances[rows], kinship(words.of(rows)))
    return out


def _around_one(chances: Array, kin: Array) -> Array:
    """The same for one document: mean of the others (three scales), neighbours, highest, kin."""
    size = len(chances)
    others = chances.sum(0) - chances
    mean = others / max(1, size - 1)
    near = np.zeros_like(chances)
    for step in (1, 2):
        near[step:] += chances[:-step] / step
        near[:-step] += chances[step:] / step
    highest = np.sort(chances, axis=0)[::-1]
    second = highest[1] if size > 1 else np.zeros(chances.shape[1])
    top = np.where(chances >= highest[0], second, highest[0])
    rate = np.log((mean * size + 0.3) / (size + 5))
    said = np.einsum("tk,km->tm", kin, chances) / (kin.sum(1, keepdims=True) + 1e-3)
    return np.stack([rate, mean, near, top, np.log(mean + 0.01), said, np.log(said + 0.02)], axis=2)


def columns(context: Array, named: Array, usual: Array, support: Array) -> Array:
    """Context alone, and by how far a cue, the model and the examples of the theme speak.

    `context` is texts x themes x N_CONTEXT; the others are texts x themes.
    """
    parts = (context, *(context * part[:, :, None] for part in (named, usual, support)))
    return np.concatenate(parts, axis=2)
