"""The model: one weight for each of many numbered places, and none of the words it learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from models.privacy.learnt.features import Told

FILE = Path(__file__).with_name("model.npz")
PLACES = 1 << 16  # features share them: a feature is kept by number, no text can be read out


def place_of(feature: str) -> int:
    """The number by which a feature is kept."""
    return crc32(feature.encode()) % PLACES


class NameModel:
    """Scores of words. `weights` has `PLACES` numbers; a score is a share from 0 to 1."""

    def __init__(self, weights: npt.NDArray[np.float32], bias: float) -> None:
        self._weights: list[float] = weights.tolist()
        self._bias = bias
        # Most of what is seen depends on one word, and words come again.
        self._sum = lru_cache(maxsize=65536)(self._summed)

    def score(self, one: Told) -> float:
        """How likely a word is part of what reveals who somebody is."""
        total = self._bias + sum(map(self._sum, one.alone)) + self._summed(one.together)
        return 1 / (1 + exp(-total))

    def reasons(self, one: Told, most: int) -> tuple[str, ...]:
        """The features of a word that weigh most for or against, with their weights."""
        names = {name for part in one.alone for name in part} | set(one.together)
        told = sorted(names, key=lambda name: (-abs(self._weight(name)), name))
        return tuple(f"{name} {self._weight(name):+.2f}" for name in told[:most])

    def save(self, path: Path) -> None:
        """Keep the model in one compressed file, weights in half precision."""
        weights = np.asarray(self._weights, dtype=np.float16)
        np.savez_compressed(path, allow_pickle=False, weights=weights, bias=np.float32(self._bias))

    def _weight(self, feature: str) -> float:
        return self._weights[place_of(feature)]

    def _summed(self, features: Sequence[str]) -> float:
        return sum(map(self._weight, features))


def places_of(one: Told) -> Iterable[int]:
    """All features of a word by number; one that is given twice counts twice."""
    for part in (*one.alone, one.together):
        yield from map(place_of, part)


@cache
def model() -> NameModel:
    """The shipped model."""
    with np.load(FILE, allow_pickle=False) as kept:
        return NameModel(kept["weights"].astype(np.float32), float(kept["bias"]))
