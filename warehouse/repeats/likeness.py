"""How likely two recommendations are the same advice, from what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from warehouse.repeats.advice import OBJECT, lexicon
from warehouse.repeats.vectors import OBJECTS, SMOOTHING, counted, rarity, unit, vectors
from warehouse.terms import Terms

_FIRST = 4  # concepts that say what is advised; conditions and details follow
_MOST_SHARED = 4.0  # from here on it no longer matters how much two texts share
_MOST_FIRST, _MOST_OWN, _MOST_MORE = 3, 2, 3
# Whatever else they share, texts whose concepts and themes are less alike have other subjects; and
# where less than this part of the longer one is in both, most of what it asks for is its own.
_LEAST_OF_INSPECTIONS, _LEAST = 0.62, 0.57
_LEAST_PART = 0.25


class _Weights(NamedTuple):
    """What each likeness adds to the log of the odds that two texts are the same advice."""

    start: float
    subjects: float  # cosine of concepts and themes
    words: float  # cosine of the words themselves
    shared: float  # how much the concepts in common tell
    first: float  # concepts in common among the first of both
    own: float  # subjects or people of which each text names some that the other does not
    part: float  # how much of the longer one is in both
    more: float  # subjects that one of them names and the other does not


# Fitted by logistic regression to some 900 labelled pairs (docs/links.md: how well they do on those
# of documents left out). Inspections ask for whole subjects ("the quality of supervision"): there
# the same subject is the same advice. Local reviews ask for one thing in particular, so that it
# matters how much two texts share.
_OF_INSPECTIONS = _Weights(-3.53, 4.12, 2.39, 0.20, 0.70, -0.97, 0.55, -0.18)
_OF_OTHERS = _Weights(-5.17, 2.11, 1.83, 1.51, 0.34, -0.68, 1.86, -0.49)


class Likeness:
    """Recommendations to be compared; `rows` are their concepts and themes."""

    def __init__(
        self,
        concepts: Terms,
        words: Terms,
        themes: Terms | None = None,
        of_inspections: Sequence[bool] | None = None,
    ) -> None:
        self.rows = vectors(concepts, themes)
        self._words = unit(counted(words)[0])
        flags, names = counted(concepts)
        self._flags = flags
        weights = rarity(flags) / np.log(SMOOTHING + len(concepts))
        weights *= np.array([OBJECTS if name.startswith(OBJECT) else 1.0 for name in names])
        self._weighted = _with(flags, weights[flags.indices])
        self._told = np.asarray(self._weighted.sum(axis=1)).ravel()
        people = lexicon().people
        is_object = np.array([name.startswith(OBJECT) for name in names])
        is_about = is_object | np.array([name in people for name in names])
        self._objects = _with(flags, is_object[flags.indices])
        self._about = _with(flags, is_about[flags.indices])
        places = np.arange(len(concepts.ids)) - np.repeat(concepts.starts[:-1], concepts.counts)
        self._first = _with(flags, places < _FIRST)
        self._of_inspections = np.array(of_inspections or [False] * len(concepts), dtype=bool)

    def chances(self, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.float64]:
        """How likely each text of `i` is the same advice as that of `j`, 0 to 1."""
        subjects = _products(self.rows, self.rows, i, j)
        found = np.zeros(len(i))
        near = np.flatnonzero(subjects >= _LEAST)
        i, j, subjects = i[near], j[near], subjects[near]
        shared = _products(self._weighted, self._flags, i, j)
        part = shared / np.maximum(np.maximum(self._told[i], self._told[j]), 1e-9)
        parts = (
            subjects,
            _products(self._words, self._words, i, j),
            np.minimum(shared, _MOST_SHARED),
            np.minimum(_products(self._first, self._first, i, j), _MOST_FIRST),
            np.minimum(np.minimum(*_not_shared(self._about, i, j)), _MOST_OWN),
            part,
            np.minimum(np.maximum(*_not_shared(self._objects, i, j)), _MOST_MORE),
        )
        general = self._of_inspections[i] & self._of_inspections[j]
        odds = np.where(general, _odds(_OF_INSPECTIONS, parts), _odds(_OF_OTHERS, parts))
        may_be = np.where(general, subjects >= _LEAST_OF_INSPECTIONS, part >= _LEAST_PART)
        found[near] = np.where(may_be, 1 / (1 + np.exp(-odds)), 0.0)
        return found


def _not_shared(
    rows: sparse.csr_matrix, i: NDArray[np.int64], j: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many columns each text has that the other one has not."""
    sizes, both = np.diff(rows.indptr), _products(rows, rows, i, j)
    return sizes[i] - both, sizes[j] - both


def _odds(weights: _Weights, parts: tuple[NDArray[np.float64], ...]) -> NDArray[np.float64]:
    start, *others = weights
    found: NDArray[np.float64] = start + np.array(others) @ np.stack(parts)
    return found


def _with(flags: sparse.csr_matrix, data: NDArray[np.generic]) -> sparse.csr_matrix:
    """The same texts by concepts, with other figures; zeros are left out."""
    made = sparse.csr_matrix(
        (data.astype(np.float64), flags.indices, flags.indptr), shape=flags.shape, copy=True
    )
    made.eliminate_zeros()
    return made


def _products(
    first: sparse.csr_matrix, second: sparse.csr_matrix, i: NDArray[np.int64], j: NDArray[np.int64]
) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.asarray(first[i].multiply(second[j]).sum(axis=1)).ravel()
    return found
