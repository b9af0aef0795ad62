"""A choice of ranked reviews that is spread over nations, sectors and boards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefings.selection.rank import Ranked

# Lost, of 1, by a review of a nation, sector or publisher that is chosen already. A lens that is
# about children mostly leaves adults' reviews behind, so that the sector weighs least.
_LOST = {"nation": 0.1, "sector": 0.05, "publisher": 0.06}
# Where a choice is of one nation alone, one of another takes the place of the last if it has this
# share of its score. At 0.8 one of eighteen labelled briefings lost a good review for a poor one.
_AS_GOOD = 0.85
# The same where all are about children or all about adults, which a lens itself is more often than
# about one nation. It changes three of 33 labelled briefings, whose grades add up to the same.
_AS_GOOD_ABOUT = 0.9
_BOTH = "all"  # a review about children and adults

Traits = tuple[tuple[str, object], ...]


def spread(ranked: Iterable[Ranked], limit: int, at_most: int) -> list[Ranked]:
    """The best reviews; if two are about equal, the one from another nation, sector or board first.

    If all are from one nation, or only about children or only about adults, the last one gives way
    to the best different one that is nearly as good.
    """
    ranked = list(ranked)
    # Reviews with the same traits lose the same amount: only the best of each group matters.
    groups: dict[Traits, list[Ranked]] = {}
    for review in sorted(ranked, key=lambda r: (r.score, r.review_id)):
        groups.setdefault(_traits(review), []).append(review)
    chosen: list[Ranked] = []
    seen: Counter[tuple[str, object]] = Counter()
    while groups and len(chosen) < limit:
        traits = max(groups, key=lambda traits: _worth(groups[traits][-1], traits, seen))
        best = groups[traits].pop()
        if not groups[traits]:
            del groups[traits]
        chosen.append(best)
        seen.update(traits)
        publisher = best.facts["publisher"]
        if publisher and seen["publisher", publisher] >= at_most:
            groups = {t: left for t, left in groups.items() if ("publisher", publisher) not in t}
    full = {name for (trait, name), n in seen.items() if trait == "publisher" and n >= at_most}
    free = [review for review in ranked if review.facts["publisher"] not in full - {None}]
    return _of_more_kinds(chosen, free)


def _of_more_kinds(chosen: list[Ranked], others: Iterable[Ranked]) -> list[Ranked]:
    """The choice; if it is all from one nation, or only about children or only about adults, with
    the best different review that is nearly as good.
    """
    free = sorted(others, key=lambda r: (-r.score, r.review_id))
    for of, share in ((_nation, _AS_GOOD), (_about, _AS_GOOD_ABOUT)):
        known = set(map(of, chosen)) - {None}
        if len(known) != 1 or _BOTH in known:
            continue
        best = next((r for r in free if of(r) not in known | {None}), None)
        place = _gives_way(chosen, best) if best else None
        if best and place and best.score >= share * chosen[place].score:
            chosen = [*chosen[:place], *chosen[place + 1 :], best]
    return chosen


def _gives_way(chosen: Sequence[Ranked], best: Ranked) -> int | None:
    """The last place that can be given up without losing the choice's only second nation."""
    several = min(2, len({_nation(r) for r in chosen} - {None}))
    for place in range(len(chosen) - 1, 0, -1):
        rest = [r for at, r in enumerate(chosen) if at != place]
        if len({_nation(r) for r in [*rest, best]} - {None}) >= several:
            return place
    return None


def _nation(review: Ranked) -> object:
    return review.facts["nation"]


def _about(review: Ranked) -> object:
    """Whom it is about; a review of abuse at home is about adults."""
    about = review.facts.get("about")
    return "adult" if about == "domestic_abuse" else about


def _worth(
    review: Ranked, traits: Traits, seen: Mapping[tuple[str, object], int]
) -> tuple[float, str]:
    """Its score minus what it loses for traits that are already chosen. A trait counts at most
    twice, the second time by half.
    """
    lost = sum(_LOST[trait[0]] * min(2, seen.get(trait, 0)) / 2 for trait in traits)
    return review.score * (1 - lost), review.review_id


def _traits(review: Ranked) -> Traits:
    return tuple((name, review.facts[name]) for name in _LOST)
