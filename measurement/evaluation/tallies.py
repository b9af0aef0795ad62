"""Counts that add up over documents, and the shares taken from them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


def share(part: int, whole: int) -> float | None:
    """`part / whole`, or None where nothing was judged."""
    return part / whole if whole else None


def harmonic(one: float | None, other: float | None) -> float | None:
    """F1 of precision and recall; None where either was not judged."""
    if one is None or other is None:
        return None
    return 2 * one * other / (one + other) if one + other else 0.0


class Tally(msgspec.Struct):
    """What was found and what was not.

    `found` and `missed` count annotated items; `right` and `wrong` count extracted ones. `right`
    is smaller than `found` where precision is not judged (partly annotated documents).
    """

    found: int = 0
    missed: int = 0
    right: int = 0
    wrong: int = 0

    def add(self, other: Tally) -> None:
        self.found += other.found
        self.missed += other.missed
        self.right += other.right
        self.wrong += other.wrong

    @property
    def precision(self) -> float | None:
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        return share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        return harmonic(self.precision, self.recall)


class Sureness(msgspec.Struct):
    """How often statements of about the same confidence were right, as sums."""

    said: float = 0.0
    right: int = 0
    total: int = 0

    def add(self, other: Sureness) -> None:
        self.said += other.said
        self.right += other.right
        self.total += other.total

    @property
    def gap(self) -> float:
        """Between the confidence said and the share that was right, times the statements."""
        return abs(self.said - self.right)


def calibration(bins: Iterable[Sureness]) -> float | None:
    """1 less the mean gap, weighed by statements (expected calibration error, Naeini 2015)."""
    told = list(bins)
    n = sum(one.total for one in told)
    return 1 - sum(one.gap for one in told) / n if n else None


class Ratio(msgspec.Struct):
    """How many of how many."""

    right: int = 0
    total: int = 0

    def add(self, other: Ratio) -> None:
        self.right += other.right
        self.total += other.total

    def count(self, is_right: bool) -> None:
        self.total += 1
        self.right += is_right

    @property
    def share(self) -> float | None:
        return share(self.right, self.total)
