"""The choice that is spread, and the profiles that likeness is measured by, counted again."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict

import pytest

import warehouse
from briefings.selection.rank import Ranked
from briefings.selection.spread import spread

_LOST = {"nation": 0.1, "sector": 0.05, "publisher": 0.06}


def _one_by_one(ranked: list[Ranked], limit: int, at_most: int) -> list[str]:
    """The same choice, in which every review is looked at each time."""
    left, chosen = list(ranked), []
    seen: Counter[tuple[str, object]] = Counter()

    def worth(review: Ranked) -> tuple[float, str]:
        known = sum(_LOST[n] * min(2, seen[n, review.facts[n]]) / 2 for n in _LOST)
        return review.score * (1 - known), review.review_id

    while left and len(chosen) < limit:
        best = max(left, key=worth)
        left.remove(best)
        publisher = best.facts["publisher"]
        if publisher and seen["publisher", publisher] >= at_most:
            continue
        chosen.append(best.review_id)
        seen.update((name, best.facts[name]) for name in _LOST)
    return chosen


@pytest.mark.parametrize("seed", range(8))
def test_groups_of_like_reviews_give_the_choice_of_looking_at_each(seed):
    dice = random.Random(seed)
    ranked = [
        Ranked(
            f"rev-{number:03}",
            round(dice.random(), 2),  # some are equal
            1,
            {},
            {
                "nation": dice.choice(["England", "Wales", None]),
                "sector": dice.choice(["child", "adult"]),
                "publisher": dice.choice(["A", "B", "C", "D", None]),
            },
        )
        for number in range(120)
    ]
    found = [review.review_id for review in spread(ranked, 30, 3)]
    assert found == _one_by_one(ranked, 30, 3)
    by_publisher = Counter(r.facts["publisher"] for r in ranked if r.review_id in found)
    assert max(n for name, n in by_publisher.items() if name) == 3


def _of(nation: str | None, publisher: str, score: float, about: str | None = "adult") -> Ranked:
    facts = {"nation": nation, "sector": about, "about": about, "publisher": publisher}
    return Ranked(f"{publisher}-{score}", score, 1, {}, facts)


@pytest.mark.parametrize(
    ("score", "publisher", "is_in"),
    [
        (0.70, "Glen", True),  # nearly as good as the last
        (0.60, "Glen", False),
        (0.70, "Board 1", False),  # of which there is one already
    ],
)
def test_the_last_of_one_nation_gives_way_to_one_of_another_that_is_nearly_as_good(
    score, publisher, is_in
):
    english = [_of("England", f"Board {n}", 1.0 - 0.04 * n) for n in range(8)]
    scottish = _of("Scotland", publisher, score)
    found = spread([*english, scottish, _of(None, "Somewhere", 0.72)], 6, 1)
    assert [r.review_id for r in found[:5]] == [r.review_id for r in english[:5]]
    assert (scottish in found) == is_in
    assert len(found) == 6
    assert spread([*english[:3], scottish], 1, 1) == english[:1]


@pytest.mark.parametrize(
    ("about", "score", "is_in"),
    [
        ("child", 0.84, True),  # nearly as good as the last
        ("child", 0.80, False),
        ("all", 0.84, True),
        ("domestic_abuse", 0.84, False),  # about adults, as all the others are
        (None, 0.84, False),
    ],
)
def test_a_choice_only_about_adults_takes_one_about_children_that_is_nearly_as_good(
    about, score, is_in
):
    adults = [_of("England", f"Board {n}", 1.0 - 0.02 * n) for n in range(8)]
    welsh, other = _of("Wales", "Glyn", 0.78), _of("England", "Glen", score, about)
    found = spread([*adults, welsh, other], 6, 1)
    assert (other in found) == is_in
    assert welsh in found  # it was taken for its nation: the one before it gives way
    assert found[:4] == adults[:4]
    assert len(found) == 6


def test_a_choice_with_a_review_about_both_is_about_both():
    several = [_of("England", f"Board {n}", 1.0 - 0.04 * n) for n in range(5)]
    both = _of("England", "Board 5", 0.78, "all")
    found = spread([*several, both, _of("England", "Glen", 0.77, "child")], 6, 1)
    assert [r.facts["publisher"] for r in found] == [f"Board {n}" for n in range(6)]


def test_a_profile_is_the_share_of_a_review_that_each_theme_takes(path):
    said = dict(
        warehouse.query(
            path,
            "select statement_no, review_id from core.statements where review_id is not null"
            " and statement_id = first_statement_id and not is_repeat and not is_held",
        ).rows
    )
    scores = warehouse.query(
        path,
        "select statement_no, theme_id, score from core.labels union all"
        " select s.statement_no, a.theme_id, a.score from core.abstained a"
        " join core.statements s using (statement_id)",
    ).rows
    n = Counter(said.values())
    parts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for number, theme, score in scores:
        if number in said:
            parts[said[number]][theme] += score / (n[said[number]] + 4)
    found = warehouse.query(
        path, "select review_id, theme_id, part, norm from core.review_profiles"
    )
    assert len(found.rows) == sum(map(len, parts.values())) > 50
    for review, theme, part, norm in found.rows:
        assert part == pytest.approx(math.sqrt(parts[review][theme]))
        assert norm == pytest.approx(math.sqrt(sum(parts[review].values())))
