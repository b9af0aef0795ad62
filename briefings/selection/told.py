"""Choose among good quotes: by kind for the review in focus, by review for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefings.selection.quotes import Quote

# Quotes of the review in focus: findings, learning and good practice. Without shares, learning
# points would push out the findings, because they read best on their own.
_SHARES = (("finding", 4), ("learning_point", 3), ("good_practice", 1))
_BY_TURNS = 2
_AMONG = (
    4  # times as many of the best are looked at, so that no review gets in with its weakest quote
)


def told_by_kind(quotes: Sequence[Quote], n: int) -> list[Quote]:
    """The best `n`, in fixed shares by kind. If a kind has too few, the next best of others.

    Two of each kind in turn, because a session has room only for the first few.
    """
    kinds = [kind for kind, _ in _SHARES]
    told = [quote for quote in quotes if quote.kind in kinds]
    kept = {
        quote.statement_id
        for kind, share in _SHARES
        for quote in [one for one in told if one.kind == kind][:share]
    }
    rest = [quote.statement_id for quote in told if quote.statement_id not in kept]
    kept.update(rest[: max(0, n - len(kept))])
    chosen = [quote for quote in told if quote.statement_id in kept][:n]
    before = Counter[str]()
    placed = []
    for place, quote in enumerate(chosen):
        turn = before[quote.kind] // _BY_TURNS
        placed.append((turn, kinds.index(quote.kind), place, quote))
        before[quote.kind] += 1
    return [quote for *_, quote in sorted(placed, key=lambda item: item[:3])]


def in_turn(quotes: Sequence[Quote], n: int) -> list[Quote]:
    """One of each review, then a second of each, among the best."""
    turn = Counter[str]()
    placed = []
    for place, quote in enumerate(quotes[: n * _AMONG]):
        placed.append((turn[quote.review_id], place, quote))
        turn[quote.review_id] += 1
    return [quote for _, _, quote in sorted(placed, key=lambda item: item[:2])][:n]
