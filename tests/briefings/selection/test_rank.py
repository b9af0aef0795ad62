"""How reviews are measured against each other."""

from __future__ import annotations

import pytest

from briefings.selection.company import company
from briefings.selection.desk import Desk
from briefings.selection.lens import lens_of
from briefings.selection.pool import pool_of
from briefings.selection.rank import ranked_reviews
from briefings.shortlist import TakeOptions


class Profiles(Desk):
    """Reviews of which only the themes are known."""

    def __init__(self, **themes: dict[str, float]) -> None:
        self._themes = themes

    def ask_file(self, name, parameters=None):
        return [
            {"review_id": review, "theme_id": theme, "part": part}
            for review in parameters["reviews"]
            for theme, part in self._themes.get(review, {}).items()
        ]


def test_a_review_stands_with_those_whose_themes_are_most_alike():
    good = {f"good {n}": {"neglect": 1.0, "housing": 0.1 * n} for n in range(6)}
    poor = {f"poor {n}": {"police": 1.0, "housing": 0.1 * n} for n in range(6)}
    standing = {review: 1.0 if review in good else 0.2 for review in (*good, *poor)}
    desk = Profiles(**good, **poor, mine={"neglect": 0.7}, other={"police": 3.0})
    found = company(desk, [*standing, "mine", "other", "silent"], standing)
    assert found["mine"] == pytest.approx(1.0)
    assert found["other"] == pytest.approx(0.2)
    assert "silent" not in found


def test_its_own_standing_does_not_count():
    desk = Profiles(one={"neglect": 1.0}, two={"neglect": 1.0})
    assert company(desk, ["one", "two"], {"one": 1.0, "two": 0.5}) == {"one": 0.5, "two": 1.0}


def test_a_review_alone_in_its_pool_is_ranked(path):
    desk = Desk(path)
    lens = lens_of(desk, desk.review_id("Aspen"), {})
    pool = pool_of(desk, TakeOptions(), lens.focus).eligible
    for n in (1, 2, len(pool)):
        few = dict(list(pool.items())[:n])
        assert {r.review_id for r in ranked_reviews(desk, lens, few)} == set(few)


def test_filters_leave_the_order_of_barred_reviews_to_be_seen(path):
    desk = Desk(path)
    lens = lens_of(desk, desk.review_id("Aspen"), {})
    pool = pool_of(desk, TakeOptions(nations=("England",)), lens.focus)
    ranked = ranked_reviews(desk, lens, pool.eligible, pool.barred_facts())
    assert {r.review_id for r in ranked} >= set(pool.barred)
    assert all(r.parts["company"] > 0 for r in ranked)
