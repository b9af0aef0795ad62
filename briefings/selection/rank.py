"""Reviews by how much of what they say bears on a lens, and a choice of them that is spread.

All parts are shares of a review or its few best statements, so that neither a long report nor an
inspection wins by its length. What each part weighs is in `weights.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from briefings.selection.desk import Desk, Row
from briefings.selection.lens import Lens
from briefings.selection.weights import weights

# Lost, of 1, by a review of a nation, sector or publisher that is chosen already. A lens that is
# about children mostly leaves adults' reviews behind, so that the sector weighs least.
_LOST = {"nation": 0.1, "sector": 0.05, "publisher": 0.06}

Traits = tuple[tuple[str, object], ...]
NOTHING: Mapping[str, Row] = {}


class Ranked(msgspec.Struct, frozen=True):
    """A review with its score and what the score is made of."""

    review_id: str
    score: float
    n_on_lens: int  # statements that surely carry a theme that the author named
    parts: dict[str, float]
    facts: dict[str, object]


def ranked_reviews(
    desk: Desk, lens: Lens, pool: Mapping[str, Row], barred: Mapping[str, Row] = NOTHING
) -> list[Ranked]:
    """All reviews of the pool that share anything with the lens, best first.

    Those that are `barred` from it are measured against the pool's best and are among them.
    """
    rows = desk.ask_file("likeness", {**lens.parameters(), "focus": lens.focus})
    rows = [row for row in rows if row["review_id"] != lens.focus]
    inside = [row for row in rows if row["review_id"] in pool]
    weigh = weights().reviews
    tops = {name: max((float(r[name]) for r in inside), default=0.0) for name in weigh}
    facts_of = {**barred, **pool}
    found = []
    for row in rows:
        if row["review_id"] not in facts_of:
            continue
        parts = {name: float(row[name]) / (tops[name] or 1.0) for name in weigh}
        score = sum(weigh[name] * part for name, part in parts.items())
        # Where a question alone is asked there is no theme to be on.
        if score > 0 and (row["best_themed"] or not lens.themes):
            facts = facts_of[row["review_id"]]
            found.append(Ranked(row["review_id"], score, int(row["n_on_lens"]), parts, facts))
    return sorted(found, key=lambda r: (-r.score, r.review_id))


def spread(ranked: Iterable[Ranked], limit: int, at_most: int) -> list[Ranked]:
    """The best ones, where two are about equal that of another nation, sector or board first."""
    # Reviews of the same traits lose the same: only the best of each group needs a look.
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
    return chosen


def _worth(
    review: Ranked, traits: Traits, seen: Mapping[tuple[str, object], int]
) -> tuple[float, str]:
    """Its score without what it loses for traits that are chosen already, each counted twice at
    most, by halves.
    """
    lost = sum(_LOST[trait[0]] * min(2, seen.get(trait, 0)) / 2 for trait in traits)
    return review.score * (1 - lost), review.review_id


def _traits(review: Ranked) -> Traits:
    return tuple((name, review.facts[name]) for name in _LOST)
