"""Known features of texts with their weights, and their way through a linear model."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Single = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


class Terms(NamedTuple):
    """Known features of some texts: each text's rows of the model and their weights.

    Ordered by text; a row is there once in a text, and `values` (tf-idf, of unit length in each
    text) go with it.
    """

    text: Places
    rows: Places
    values: Array
    size: int  # how many texts there are

    def of(self, texts: Places) -> Terms:
        """Those of some texts, numbered anew."""
        place = np.full(self.size, -1)
        place[texts] = np.arange(len(texts))
        number = place[self.text]
        kept = number >= 0
        return Terms(number[kept], self.rows[kept], self.values[kept], len(texts))

    def each(self) -> list[Terms]:
        """Those of every text by itself."""
        ends = np.searchsorted(self.text, np.arange(self.size + 1))
        return [
            Terms(np.zeros(end - start, np.int64), self.rows[start:end], self.values[start:end], 1)
            for start, end in pairwise(ends)
        ]

    def through(self, weights: Single) -> Array:
        """The sum of each text's weighted rows: texts x themes."""
        # Not `@`: it wakes the linear algebra library's threads, which then spin beside us and
        # take the core of the next process. There is too little here to share out.
        sums = np.zeros((self.size, weights.shape[1]))
        if len(self.text):
            first = np.flatnonzero(np.diff(self.text, prepend=-1))
            shares = self.values[:, None].astype(np.float32) * weights[self.rows]
            sums[self.text[first]] = np.add.reduceat(shares, first)
        return sums


def joined_terms(parts: Sequence[Terms]) -> Terms:
    """The terms of several batches as one."""
    sizes = np.array([part.size for part in parts], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    return Terms(
        np.concatenate([part.text + start for part, start in zip(parts, starts, strict=True)]),
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.values for part in parts]),
        int(sizes.sum()),
    )


def weighted(text: Places, rows: Places, idf: Single, size: int) -> Terms:
    """The tf-idf of `size` texts: (1 + ln tf) x idf, scaled to unit length."""
    distinct, counts = np.unique(text * len(idf) + rows, return_counts=True)
    text, rows = np.divmod(distinct, max(1, len(idf)))
    values = (1 + np.log(counts)) * idf[rows]
    length = np.sqrt(np.bincount(text, values**2, minlength=size))
    return Terms(text, rows, values / np.maximum(length[text], 1e-12), size)
