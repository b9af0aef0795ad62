"""Pairs into clusters that do not chain: every member is like the representative itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SURE = 0.7  # one text of a cluster at least is so likely the advice of its representative
# A text that is less likely must also be like half of the other texts, or eight, since very many
# are not all compared: what is like the representative alone shares a part of what it asks for.
STRONG = 0.75
_MOST, _ENOUGH = 0.5, 8


@dataclass(frozen=True)
class Cluster:
    """Positions of texts; `members` holds (position, chance that it is the same advice)."""

    representative: int
    members: tuple[tuple[int, float], ...]


def cluster(
    pairs: Iterable[tuple[int, int, float]], reviews: Sequence[str], sure: float = SURE
) -> Iterator[Cluster]:
    """The text with most neighbours in other reviews speaks for them, then the next, and so on.

    `reviews[i]` is the review of text i; clusters within one review are left out.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j, chance in pairs:
        near[i][j] = near[j][i] = chance
    reach = {i: len({reviews[j] for j in found} - {reviews[i]}) for i, found in near.items()}
    taken: set[int] = set()
    for i in sorted(near, key=lambda i: (-reach[i], -sum(near[i].values()), i)):
        if i in taken:
            continue
        members = _together({j: c for j, c in near[i].items() if j not in taken}, near)
        if not any(c >= sure and reviews[j] != reviews[i] for j, c in members.items()):
            continue
        taken.add(i)
        taken.update(members)
        yield Cluster(i, ((i, 1.0), *sorted(members.items())))


def _together(found: dict[int, float], near: dict[int, dict[int, float]]) -> dict[int, float]:
    """Those that are surely like the representative, or like half of the others."""
    needed = min(_MOST * (len(found) - 1), _ENOUGH)
    return {
        j: chance
        for j, chance in found.items()
        if chance >= STRONG or len(near[j].keys() & found.keys()) >= needed
    }
