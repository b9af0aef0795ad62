"""Recommendations as sparse vectors of concepts, and the pairs of them that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from warehouse.repeats.advice import advice

# These three were chosen on the even topics of tests/warehouse/advice.yaml.
THRESHOLD = 0.5

_HEAD = 6  # concepts that weigh in full
_TAIL = 0.5  # weight of those after them

# Candidates share one of their rarest concepts; commoner ones are left to the cosine.
_KEYS = 6
_COMMON = 2000  # a concept in more texts than this makes no candidates
_PART = 0.5  # what these alone must reach of the threshold, before the full cosine is worked out
_CHUNK = 1000


def vectors(texts: Sequence[str]) -> sparse.csr_matrix:
    """One row per text: concept weights (inverse document frequency), rows of length one."""
    names: dict[str, int] = {}
    columns: list[int] = []
    starts = [0]
    places: list[int] = []
    for text in texts:
        found = advice().concepts(text)
        columns.extend(names.setdefault(c, len(names)) for c in found)
        places.extend(range(len(found)))
        starts.append(len(columns))
    shape = (len(texts), max(1, len(names)))
    # What is advised comes first; conditions and details follow and tell less.
    place = np.where(np.array(places) < _HEAD, 1.0, _TAIL).astype(np.float32)
    counts = sparse.csr_matrix((place, columns, starts), shape=shape)
    frequency = np.bincount(counts.indices, minlength=shape[1])
    # Smoothed so that in a small collection a word said once does not outweigh all the rest.
    weight = np.log((1 + 40 + len(texts)) / (1 + frequency)).astype(np.float32)
    counts.data *= weight[counts.indices]
    norms = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    return sparse.csr_matrix(sparse.diags(1 / norms) @ counts)


def alike(
    rows: sparse.csr_matrix, threshold: float = THRESHOLD
) -> Iterator[tuple[int, int, float]]:
    """Pairs (i, j, cosine) with i < j and cosine >= threshold that share a telling concept."""
    keys = _rarest(rows)
    other = keys.T.tocsr()
    for start in range(0, rows.shape[0], _CHUNK):
        candidates = (keys[start : start + _CHUNK] @ other).tocoo()
        left, right = candidates.row + start, candidates.col
        later = (left < right) & (candidates.data >= _PART * threshold)
        left, right = left[later], right[later]
        yield from _above(rows, left, right, threshold)


def _above(
    rows: sparse.csr_matrix, left: np.ndarray, right: np.ndarray, threshold: float
) -> Iterator[tuple[int, int, float]]:
    """The pairs whose cosine reaches the threshold, a slice at a time to bound memory."""
    for start in range(0, len(left), 200_000):
        i, j = left[start : start + 200_000], right[start : start + 200_000]
        cosines = np.asarray(rows[i].multiply(rows[j]).sum(axis=1)).ravel()
        good = cosines >= threshold
        yield from zip(i[good].tolist(), j[good].tolist(), cosines[good].tolist(), strict=True)


def _rarest(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    """Each row's heaviest concepts alone, common ones left out."""
    frequency = np.bincount(rows.indices, minlength=rows.shape[1])
    lengths = np.diff(rows.indptr)
    row_of = np.repeat(np.arange(rows.shape[0]), lengths)
    order = np.lexsort((-rows.data, row_of))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - rows.indptr[row_of[order]]
    chosen = (rank < _KEYS) & (frequency[rows.indices] <= _COMMON)
    places = (row_of[chosen], rows.indices[chosen])
    return sparse.csr_matrix((rows.data[chosen], places), shape=rows.shape)
