"""What the collection lacks, in words for those who read a handout."""

from __future__ import annotations

import pytest

from briefings.selection.missing import missing
from briefings.selection.rank import Ranked

FACTS = {"nation": "Wales", "sector": "child", "year": 2025}


def told(on_lens: list[int], n_pool: int) -> str:
    """The first part, of reviews with so many statements on the lens each."""
    ranked = [Ranked(f"rev-{i}", 1.0, n, {}, FACTS) for i, n in enumerate(on_lens)]
    return missing(ranked, {f"rev-{i}": FACTS for i in range(n_pool)}).split(";")[0]


@pytest.mark.parametrize(
    ("on_lens", "n_pool", "says"),
    [
        ([2, 1, 5], 3, "All 3 reviews searched say something on this"),
        ([2, 1, 0], 3, "2 of the 3 reviews searched say something on this"),
        ([2, 0], 3, "1 of the 3 reviews searched says something on this"),
        ([1], 1, "The only review searched says something on this"),
        ([0, 0, 0], 3, "Chosen by likeness alone among 3 reviews"),
    ],
)
def test_how_many_speak_of_it_is_said_without_a_list_to_choose_from(on_lens, n_pool, says) -> None:
    assert told(on_lens, n_pool) == says
