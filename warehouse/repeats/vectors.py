"""Recommendations as sparse vectors of what they advise: concepts of the words, and themes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from scipy import sparse

from warehouse.repeats.advice import OBJECT, advice

_HEAD = 6  # concepts that weigh in full
_TAIL = 0.5  # weight of those after them
_OBJECTS = 1.5  # weight of what advice is about, against its other words
_THEMES = 0.35  # how much of a likeness the themes make; chosen on labelled pairs


def vectors(texts: Sequence[str], themes: Sequence[Sequence[str]] = ()) -> sparse.csr_matrix:
    """One row of length one per text; the product of two rows is their likeness, 0 to 1.

    A likeness is the cosine of concepts (inverse document frequency, objects heavier) and, where
    both texts have themes, to 0.35 that of themes. The first columns are the concepts.
    """
    words = _concepts(texts)
    if not any(themes):
        return words
    subjects = _unit(*_counted(themes))
    has_themes = np.diff(subjects.indptr) > 0
    share = sparse.diags(np.sqrt(np.where(has_themes, 1 - _THEMES, 1.0)).astype(np.float32))
    return sparse.csr_matrix(
        sparse.hstack([share @ words, subjects * np.float32(np.sqrt(_THEMES))]), dtype=np.float32
    )


def _concepts(texts: Sequence[str]) -> sparse.csr_matrix:
    found = [advice().concepts(text) for text in texts]
    counts, names = _counted(found)
    # What is advised comes first; conditions and details follow and tell less.
    places = np.array(list(chain.from_iterable(range(len(f)) for f in found)), dtype=np.int64)
    counts.data *= np.where(places < _HEAD, np.float32(1), np.float32(_TAIL))
    heavier = [_OBJECTS if name.startswith(OBJECT) else 1.0 for name in names]
    counts.data *= np.array(heavier, dtype=np.float32)[counts.indices]
    return _unit(counts, names)


def _counted(found: Sequence[Sequence[str]]) -> tuple[sparse.csr_matrix, list[str]]:
    names: dict[str, int] = {}
    columns = [names.setdefault(name, len(names)) for some in found for name in some]
    starts = np.concatenate([[0], np.cumsum([len(some) for some in found])])
    data = np.ones(len(columns), dtype=np.float32)
    shape = (len(found), max(1, len(names)))
    return sparse.csr_matrix((data, columns, starts), shape=shape), list(names) or [""]


def _unit(counts: sparse.csr_matrix, names: Sequence[str]) -> sparse.csr_matrix:
    """Rows weighted by inverse document frequency and made to length one."""
    frequency = np.bincount(counts.indices, minlength=len(names))
    # Smoothed so that in a small collection a word said once does not outweigh all the rest.
    weight = np.log((1 + 40 + counts.shape[0]) / (1 + frequency)).astype(np.float32)
    counts.data *= weight[counts.indices]
    norms = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    return sparse.csr_matrix(sparse.diags(1 / norms) @ counts, dtype=np.float32)
