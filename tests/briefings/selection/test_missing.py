"""What the collection lacks, in words for those who read a handout."""

from __future__ import annotations

import pytest

from briefings.selection.desk import BriefingDesk
from briefings.selection.missing import missing
from briefings.selection.propose import propose
from briefings.selection.rank import Ranked
from briefings.selection.request import Request
from briefings.shortlist import TakeOptions

FACTS = {"nation": "Wales", "sector": "child", "year": 2025}


def told(on_lens: list[int], n_pool: int) -> str:
    """The first part, of reviews with so many statements on the lens each."""
    ranked = [Ranked(f"rev-{i}", 1.0, n, {}, FACTS) for i, n in enumerate(on_lens)]
    return missing(ranked, {f"rev-{i}": FACTS for i in range(n_pool)}).split(";")[0]


@pytest.mark.parametrize(
    ("on_lens", "n_pool", "says"),
    [
        ([2, 1, 5], 3, "All 3 reviews searched say something about this"),
        ([2, 1, 0], 3, "2 of the 3 reviews searched say something about this"),
        ([2, 0], 3, "1 of the 3 reviews searched says something about this"),
        ([1], 1, "The only review searched says something about this"),
        ([0, 0, 0], 3, "Chosen only because they are similar, among 3 reviews"),
    ],
)
def test_how_many_reviews_are_about_it_is_said_without_a_list(on_lens, n_pool, says) -> None:
    assert told(on_lens, n_pool) == says


CHILDREN = {"nation": "England", "sector": "child", "year": 2025}
ADULTS = {"nation": "Scotland", "sector": "adult", "year": 2023}


def test_what_the_authors_options_leave_out_is_not_a_gap() -> None:
    ranked = [Ranked("a", 1.0, 1, {}, ADULTS)]
    asked = TakeOptions(nations=("Scotland",), sectors=("adult",))
    said = missing(ranked, {"a": ADULTS}, asked)
    assert "none" not in said
    # No option names these: they are only in a review that another option leaves out.
    said = missing(ranked, {"a": ADULTS}, TakeOptions(until=2024), [CHILDREN])
    assert "England" not in said
    assert "children's" not in said
    assert "none from Wales, Northern Ireland" in said


def test_later_reviews_on_other_subjects_are_not_denied() -> None:
    later = {**ADULTS, "year": 2025}
    said = missing([Ranked("a", 1.0, 1, {}, ADULTS)], {"a": ADULTS, "b": later})
    assert "none of the adults' reviews about this is later than 2023" in said


def test_an_empty_ranking_names_no_missing_nation() -> None:
    assert missing([], {}) == ""
    assert missing([], {"a": ADULTS}) == "None of the reviews searched is about this."


@pytest.mark.parametrize("take", [{"nations": ("Scotland",)}, {"sectors": ("adult",)}])
def test_a_shortlist_for_one_nation_or_sector_does_not_miss_the_others(path, take) -> None:
    focus = BriefingDesk(path).review_id("Aspen")
    found = propose(path, Request(focus=focus, take=TakeOptions(**take))).shortlist
    assert found.reviews
    assert "none from England" not in found.missing
    assert "none of the children's" not in found.missing
