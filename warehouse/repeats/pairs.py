"""The pairs of recommendations that are alike, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from warehouse.repeats.likeness import Likeness
from warehouse.terms import distinct

THRESHOLD = 0.6  # chance from which two recommendations are taken for the same advice

# Candidates share two of their heaviest columns, or one that few texts have.
_KEYS = 5
_RARE = 100
# A key of more texts than this is compared with so many of them only, evenly chosen: they all say
# much the same, and one of these few will speak for their cluster.
_MANY = 100
_HUBS = 16
_CHUNK = 2000


def alike(likeness: Likeness, threshold: float = THRESHOLD) -> Iterator[tuple[int, int, float]]:
    """Pairs (i, j, chance) with i < j and chance >= threshold; a pair may come up twice."""
    rows = likeness.rows
    keys = _keys(rows)
    sizes = np.bincount(keys.indices, minlength=keys.shape[1])
    few = keys[:, np.flatnonzero(sizes <= _MANY)]
    many = keys[:, np.flatnonzero(sizes > _MANY)]
    few_others, hubs = few.T.tocsr(), _hubs(many).T.tocsr()
    for start in range(0, rows.shape[0], _CHUNK):
        part = slice(start, start + _CHUNK)
        codes = [_codes(few[part] @ few_others, start), _codes(many[part] @ hubs, start)]
        yield from _above(likeness, distinct(np.concatenate(codes)), threshold)


def _keys(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    """Texts by keys: each pair of a text's heaviest columns, and each rare one by itself."""
    heaviest = _heaviest(rows)
    frequency = np.bincount(rows.indices, minlength=rows.shape[1])
    found = []
    for a, b in combinations_with_replacement(range(_KEYS), 2):
        first, second = heaviest[:, a], heaviest[:, b]
        good = (first >= 0) & (second >= 0)
        if a == b:
            good &= frequency[first] <= _RARE
        low, high = np.minimum(first, second), np.maximum(first, second)
        found.append(np.where(good, low * rows.shape[1] + high, -1))
    codes = np.stack(found, axis=1).ravel()
    places = np.repeat(np.arange(rows.shape[0]), len(found))
    named, numbers, sizes = np.unique(codes, return_inverse=True, return_counts=True)
    shared = (codes >= 0) & (sizes[numbers] > 1)
    ones = np.ones(int(shared.sum()), dtype=np.float32)
    where = (places[shared], numbers[shared])
    return sparse.csr_matrix((ones, where), shape=(rows.shape[0], len(named)))


def _heaviest(rows: sparse.csr_matrix) -> NDArray[np.int64]:
    """For each text its heaviest columns, heaviest first, -1 where it has fewer."""
    row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    order = np.lexsort((-rows.data, row_of))
    rank = np.arange(len(order)) - rows.indptr[row_of]
    chosen = rank < _KEYS
    table = np.full((rows.shape[0], _KEYS), -1, dtype=np.int64)
    table[row_of[chosen], rank[chosen]] = rows.indices[order[chosen]]
    return table


def _hubs(keys: sparse.csr_matrix) -> sparse.csr_matrix:
    """Of each key's texts so many as speak for all, evenly chosen."""
    by_key = keys.tocsc()
    key_of = np.repeat(np.arange(keys.shape[1]), np.diff(by_key.indptr))
    place = np.arange(len(key_of)) - by_key.indptr[key_of]
    size = np.diff(by_key.indptr)[key_of]
    is_hub = (place * _HUBS) // size != ((place - 1) * _HUBS) // size
    where = (by_key.indices[is_hub], key_of[is_hub])
    ones = np.ones(int(is_hub.sum()), dtype=np.float32)
    return sparse.csr_matrix((ones, where), shape=keys.shape)


def _codes(found: sparse.csr_matrix, start: int) -> NDArray[np.int64]:
    """Candidates (row, other) of a chunk as one number each, the earlier text first."""
    pairs = found.tocoo()
    left, right = pairs.row.astype(np.int64) + start, pairs.col.astype(np.int64)
    apart = left != right
    low, high = np.minimum(left, right)[apart], np.maximum(left, right)[apart]
    codes: NDArray[np.int64] = low * found.shape[1] + high
    return codes


def _above(
    likeness: Likeness, codes: NDArray[np.int64], threshold: float
) -> Iterator[tuple[int, int, float]]:
    """The pairs whose chance reaches the threshold, a slice at a time to bound memory."""
    for first in range(0, len(codes), 200_000):
        i, j = np.divmod(codes[first : first + 200_000], likeness.rows.shape[0])
        found = likeness.chances(i, j)
        good = found >= threshold
        yield from zip(i[good].tolist(), j[good].tolist(), found[good].tolist(), strict=True)
