"""Recommendations as sparse vectors of what they advise: concepts of the words, and themes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from warehouse.repeats.advice import OBJECT
from warehouse.terms import Terms

_HEAD = 6  # concepts that weigh in full
_TAIL = 0.5  # weight of those after them
OBJECTS = 1.5  # weight of what advice is about, against its other words
# So that in a small collection a word said once does not outweigh all the rest.
SMOOTHING = 41
_THEMES = 0.35  # how much of a likeness the themes make; chosen on labelled pairs


def vectors(concepts: Terms, themes: Terms | None = None) -> sparse.csr_matrix:
    """One row of length one per text; the product of two rows is 0 to 1.

    That is the cosine of concepts (inverse document frequency, objects heavier) and, where
    both texts have themes, to 0.35 that of themes.
    """
    words = _of_concepts(concepts)
    if themes is None or not len(themes.ids):
        return words
    subjects = unit(counted(themes)[0])
    has_themes = np.diff(subjects.indptr) > 0
    share = sparse.diags(np.sqrt(np.where(has_themes, 1 - _THEMES, 1.0)).astype(np.float32))
    return sparse.csr_matrix(
        sparse.hstack([share @ words, subjects * np.float32(np.sqrt(_THEMES))]), dtype=np.float32
    )


def _of_concepts(concepts: Terms) -> sparse.csr_matrix:
    counts, names = counted(concepts)
    # What is advised comes first; conditions and details follow and say less.
    places = np.arange(len(concepts.ids)) - np.repeat(concepts.starts[:-1], concepts.counts)
    counts.data *= np.where(places < _HEAD, np.float32(1), np.float32(_TAIL))
    heavier = [OBJECTS if name.startswith(OBJECT) else 1.0 for name in names]
    counts.data *= np.array(heavier, dtype=np.float32)[counts.indices]
    return unit(counts)


def counted(terms: Terms) -> tuple[sparse.csr_matrix, list[str]]:
    """Texts by terms, with the names of the columns: those that occur, as they come up."""
    first = np.full(len(terms.names), len(terms.ids), dtype=np.int64)
    first[terms.ids[::-1]] = np.arange(len(terms.ids))[::-1]
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(terms.ids))]
    column: NDArray[np.int32] = np.zeros(len(terms.names), dtype=np.int32)
    column[order] = np.arange(len(order), dtype=np.int32)
    data = np.ones(len(terms.ids), dtype=np.float32)
    columns = column[terms.ids] if len(order) else terms.ids
    shape = (len(terms), max(1, len(order)))
    names = [terms.names[i] for i in order.tolist()] or [""]
    return sparse.csr_matrix((data, columns, terms.starts), shape=shape), names


def rarity(counts: sparse.csr_matrix) -> NDArray[np.float32]:
    """Inverse document frequency of each column."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    found: NDArray[np.float32] = np.log((SMOOTHING + counts.shape[0]) / (1 + frequency))
    return found.astype(np.float32)


def unit(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Rows weighted by inverse document frequency and made to length one."""
    counts.data *= rarity(counts)[counts.indices]
    norms = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    return sparse.csr_matrix(sparse.diags(1 / norms) @ counts, dtype=np.float32)
