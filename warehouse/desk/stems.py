"""Every word of the warehouse with its stem, in memory: some hundred bytes a word.

Each search looks up a few words, and each look would be a question to the warehouse.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warehouse.desk.connection import Desk


class Stems(NamedTuple):
    """Words in the order of their stems: those of stem n are `words[starts[n]:starts[n + 1]]`."""

    of: dict[str, int]  # the stem of each word, from 1
    words: list[str]
    starts: NDArray[np.int64]

    def forms(self, words: Iterable[str]) -> frozenset[str]:
        """Every word that has the stem of one of these."""
        mine = {self.of[word] for word in words if word in self.of}
        return frozenset(
            word for stem in mine for word in self.words[self.starts[stem] : self.starts[stem + 1]]
        )


def stems(desk: Desk) -> Stems:
    """The words of the published build."""
    return desk.once("stems", lambda: _read(desk), stays=True)


def _read(desk: Desk) -> Stems:
    _, rows = desk.table("select word, stem_no from core.search_words order by stem_no, word")
    numbers = np.array([stem for _, stem in rows], dtype=np.int64)
    starts = np.searchsorted(numbers, np.arange(int(numbers.max(initial=0)) + 2))
    return Stems(dict(rows), [word for word, _ in rows], starts.astype(np.int64))
