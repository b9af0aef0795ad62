"""How reviews are measured against each other."""

from __future__ import annotations

import pytest

from briefings.selection.company import company
from briefings.selection.desk import BriefingDesk
from briefings.selection.lens import Lens, lens_of
from briefings.selection.pool import pool_of
from briefings.selection.rank import ranked_reviews
from briefings.selection.weights import MEASURED_PARTS
from briefings.shortlist import TakeOptions


class Profiles(BriefingDesk):
    """Reviews of which only the themes are known."""

    def __init__(self, **themes: dict[str, float]) -> None:
        self._themes = themes

    def ask_file(self, name, parameters=None):
        return [
            {"review_id": review, "theme_id": theme, "part": part}
            for review in parameters["reviews"]
            for theme, part in self._themes.get(review, {}).items()
        ]


def test_a_review_is_with_those_whose_themes_are_most_alike():
    good = {f"good {n}": {"neglect": 1.0, "housing": 0.1 * n} for n in range(6)}
    poor = {f"poor {n}": {"police": 1.0, "housing": 0.1 * n} for n in range(6)}
    standing = {review: 1.0 if review in good else 0.2 for review in (*good, *poor)}
    desk = Profiles(**good, **poor, mine={"neglect": 0.7}, other={"police": 3.0})
    found = company(desk, [*standing, "mine", "other", "silent"], standing)
    assert found["mine"] == pytest.approx(1.0)
    assert found["other"] == pytest.approx(0.2)
    assert "silent" not in found


def test_a_reviews_own_rank_does_not_count_as_company():
    desk = Profiles(one={"neglect": 1.0}, two={"neglect": 1.0})
    assert company(desk, ["one", "two"], {"one": 1.0, "two": 0.5}) == {"one": 0.5, "two": 1.0}


def test_a_review_alone_in_its_pool_is_ranked(path):
    desk = BriefingDesk(path)
    lens = lens_of(desk, desk.review_id("Aspen"), {})
    pool = pool_of(desk, TakeOptions(), lens.focus).eligible
    for n in (1, 2, len(pool)):
        few = dict(list(pool.items())[:n])
        assert {r.review_id for r in ranked_reviews(desk, lens, few)} == set(few)


def test_barred_reviews_are_still_ranked(path):
    desk = BriefingDesk(path)
    lens = lens_of(desk, desk.review_id("Aspen"), {})
    pool = pool_of(desk, TakeOptions(nations=("England",)), lens.focus)
    ranked = ranked_reviews(desk, lens, pool.eligible, pool.barred_facts())
    assert {r.review_id for r in ranked} >= set(pool.barred)
    assert all(r.parts["company"] > 0 for r in ranked)


class Many(BriefingDesk):
    """A warehouse of many reviews, each a little worse than the one before; knows what is asked."""

    def __init__(self, n: int) -> None:
        self.reviews = [f"rev-{number:03}" for number in range(n)]
        self.asked: list[str] = []

    def ask_file(self, name, parameters=None):
        if name == "profiles":
            self.asked = parameters["reviews"]
            return [
                {"review_id": review, "theme_id": "harm.neglect", "part": 1.0}
                for review in self.asked
            ]
        worth = [1.0 - number / len(self.reviews) for number in range(len(self.reviews))]
        return [
            {"review_id": review, "n_on_lens": 1, **dict.fromkeys(MEASURED_PARTS, part)}
            for review, part in zip(self.reviews, worth, strict=True)
        ]


def test_of_many_reviews_the_nearest_are_compared_with_each_other():
    desk = Many(300)
    pool = {review: {} for review in desk.reviews}
    ranked = ranked_reviews(desk, Lens(None, (), "", (), ()), pool)
    assert [review.review_id for review in ranked] == desk.reviews
    assert desk.asked == desk.reviews[:100]
    assert not ranked[100].parts["company"]


def test_a_part_in_which_all_are_about_equal_says_little():
    desk = Many(2)
    rows = desk.ask_file("likeness")
    rows[0] |= {"best_asked": 0.50, "best_themed": 0.20}
    rows[1] |= {"best_asked": 0.49, "best_themed": 0.40}
    desk.ask_file = lambda name, parameters=None: rows if name == "likeness" else []
    first, second = ranked_reviews(desk, Lens(None, (), "", (), ()), {r: {} for r in desk.reviews})
    by = {review.review_id: review.parts for review in (first, second)}
    apart = {part: abs(by["rev-000"][part] - by["rev-001"][part]) for part in by["rev-000"]}
    assert apart["best_asked"] < 0.3 * apart["best_themed"]
