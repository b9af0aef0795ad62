"""Which extracted statement is which annotated one: token F1, best pairs first, one to one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import msgspec

SOFT = 0.85  # token F1 from which two texts count as the same (the annotation guide)
_WORD = re.compile(r"\w+")


class HasText(Protocol):
    """What matching needs of a statement."""

    @property
    def text(self) -> str: ...


class MatchedPair(msgspec.Struct, frozen=True):
    """Indexes of an annotated and an extracted statement, and the likeness of their texts."""

    gold: int
    found: int
    f1: float
    is_strict: bool


def words(text: str) -> tuple[str, ...]:
    """The words of a text after NFKC and lower-casing; soft hyphens vanish."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").lower()
    return tuple(_WORD.findall(plain))


def token_f1(one: Counter[str], other: Counter[str]) -> float:
    """Harmonic mean of the shares of words in common; 0 where either side has none."""
    total = one.total() + other.total()
    if not one or not other:
        return 0.0
    return 2 * sum(min(count, other[word]) for word, count in one.items()) / total


def likeness(
    gold: Sequence[tuple[str, ...]], found: Sequence[tuple[str, ...]], floor: float
) -> list[MatchedPair]:
    """Every pair whose token F1 is at least `floor`, in no order."""
    bags = [Counter(tokens) for tokens in found]
    pairs: list[MatchedPair] = []
    for i, tokens in enumerate(gold):
        bag, size = Counter(tokens), len(tokens)
        for j, other in enumerate(bags):
            total = size + len(found[j])
            # F1 can never be above twice the shorter's share of both: skip hopeless pairs.
            if total == 0 or 2 * min(size, len(found[j])) / total < floor:
                continue
            f1 = token_f1(bag, other)
            if f1 >= floor:
                pairs.append(MatchedPair(i, j, f1, tokens == found[j]))
    return pairs


def one_to_one(
    pairs: Sequence[MatchedPair], distance: dict[tuple[int, int], int]
) -> list[MatchedPair]:
    """The best pairs first, each statement used once.

    Equal pairs (a statement printed twice) are decided by `distance` in pages, then by order.
    """
    ranked = sorted(
        pairs,
        key=lambda p: (-p.f1, not p.is_strict, distance.get((p.gold, p.found), 0), p.gold, p.found),
    )
    gold: set[int] = set()
    found: set[int] = set()
    chosen: list[MatchedPair] = []
    for pair in ranked:
        if pair.gold not in gold and pair.found not in found:
            gold.add(pair.gold)
            found.add(pair.found)
            chosen.append(pair)
    return chosen
