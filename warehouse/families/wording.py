"""What wording documents share, from their sketches, without comparing every pair."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]

# Wording in more documents than this is a publisher's standard text and ties none of them.
_COMMON = 12
NO_WORDING: Hashes = np.empty(0, dtype=np.uint32)


class Overlap(NamedTuple):
    """Hashes that two documents share, and how much of the one with less wording these are."""

    shared: int = 0
    of_smaller: float = 0.0


NO_OVERLAP = Overlap()


def hashes_of(sketch: bytes) -> Hashes:
    """The hashes of a sketch (see `models.sketches.sketch`)."""
    return np.frombuffer(sketch, dtype="<u4").astype(np.uint32)


def overlaps(wordings: Sequence[Hashes], at_least: int) -> dict[tuple[int, int], Overlap]:
    """Pairs of positions (i, j), i < j, that share `at_least` informative hashes."""
    if not wordings:
        return {}
    owners = np.repeat(np.arange(len(wordings)), [len(w) for w in wordings])
    hashes = np.concatenate(wordings)
    order = np.argsort(hashes, kind="stable")  # owners of one hash stay in their order
    owners, hashes = owners[order], hashes[order]
    _, starts, sizes = np.unique(hashes, return_index=True, return_counts=True)
    telling = np.repeat(sizes <= _COMMON, sizes)
    wording = np.bincount(owners[telling], minlength=len(wordings))
    codes = [
        owners[starts[sizes == size] + a] * len(wordings) + owners[starts[sizes == size] + b]
        for size in range(2, _COMMON + 1)
        for a, b in combinations(range(size), 2)
    ]
    pairs, shared = np.unique(np.concatenate(codes), return_counts=True)
    found = {}
    for code, n in zip(pairs[shared >= at_least], shared[shared >= at_least], strict=True):
        i, j = divmod(int(code), len(wordings))
        found[i, j] = Overlap(int(n), float(n) / min(int(wording[i]), int(wording[j])))
    return found


def share_of(part: Hashes, whole: Hashes) -> float:
    """How much of `part` is in `whole`, 0 to 1; 0 where there is too little to decide."""
    if len(part) < _ENOUGH:
        return 0.0
    return float(np.isin(part, whole, assume_unique=True).mean())


_ENOUGH = 4
