"""A mix of kinds among the best quotes, as an author would choose them.

Findings are more often about the lens than accounts of what worked, and lessons read better. Ranked
by worth alone, they would come before every question and most of what worked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from briefings.selection.quotes import Quote

# The usual share of each kind: roughly what two authors took in eighteen labelled briefings, with
# equal weight for both authors. Any other kind takes the smallest of these shares.
_SHARES = {
    "learning_point": 0.40,
    "finding": 0.33,
    "recommendation": 0.15,
    "good_practice": 0.07,
    "question": 0.05,
}
_LOST = (
    1.0  # how much worth a kind at its usual share loses; at twice the share it loses twice as much
)
_STEADY = 3  # imaginary quotes counted as taken, so that the first few do not distort the shares


def mixed(ranked: Sequence[Quote]) -> list[Quote]:
    """The same quotes, reordered: a kind with many quotes already waits for better ones of others.

    Within a kind the order stays.
    """
    waiting: dict[str, deque[Quote]] = {}
    for quote in ranked:
        waiting.setdefault(quote.kind, deque()).append(quote)
    taken = dict.fromkeys(waiting, 0)
    found: list[Quote] = []

    def claim(kind: str) -> float:
        share = taken[kind] / (len(found) + _STEADY)
        return waiting[kind][0].worth - _LOST * share / _SHARES.get(kind, min(_SHARES.values()))

    while waiting:
        kind = max(waiting, key=claim)
        found.append(waiting[kind].popleft())
        taken[kind] += 1
        if not waiting[kind]:
            del waiting[kind]
    return found
