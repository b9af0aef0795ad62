"""Pairs into clusters that do not chain: every member is like the representative itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Of a cluster one text at least is so much like its representative: where all are just alike
# enough, half of those read by hand shared a subject and gave other advice.
SURE = 0.68


@dataclass(frozen=True)
class Cluster:
    """Positions of texts; `members` holds (position, likeness to the representative)."""

    representative: int
    members: tuple[tuple[int, float], ...]


def cluster(
    pairs: Iterable[tuple[int, int, float]], reviews: Sequence[str], sure: float = SURE
) -> Iterator[Cluster]:
    """The text with most neighbours in other reviews speaks for them, then the next, and so on.

    `reviews[i]` is the review of text i; clusters within one review are left out.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j, cosine in pairs:
        near[i][j] = near[j][i] = cosine
    reach = {i: len({reviews[j] for j in found} - {reviews[i]}) for i, found in near.items()}
    taken: set[int] = set()
    for i in sorted(near, key=lambda i: (-reach[i], -sum(near[i].values()), i)):
        if i in taken:
            continue
        members = {j: cosine for j, cosine in near[i].items() if j not in taken}
        if not any(c >= sure and reviews[j] != reviews[i] for j, c in members.items()):
            continue
        taken.add(i)
        taken.update(members)
        yield Cluster(i, ((i, 1.0), *sorted(members.items())))
