"""The measure of briefings: its arithmetic, and that the labels can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from measurement.briefings import LabelError, read_cases
from measurement.briefings.score import ndcg

LABELS = Path(__file__).parents[1] / "briefings" / "labels"


def test_the_best_order_scores_one_and_a_late_find_less():
    assert ndcg([3, 2, 1], [1, 2, 3]) == 1.0
    assert ndcg([0, 3], [3]) == pytest.approx(1 / 1.58496, abs=1e-4)
    assert ndcg([0] * 10 + [3], [3]) == 0.0


def test_twelve_unlike_briefings_are_labelled():
    cases = read_cases(LABELS)
    assert len(cases) == 12
    assert all(10 <= len(case.quotes) <= 40 for case in cases)
    assert all(max(case.grades().values()) == 3 for case in cases)
    assert len({case.focus for case in cases}) == 12
    assert all(case.focus not in {review.doc for review in case.reviews} for case in cases)


@pytest.mark.parametrize(
    ("alone", "cases"), [("labels2", 6), ("labels4", 6), ("labels5", 3), ("labels6", 6)]
)
def test_what_is_for_measuring_alone_is_of_other_reviews(alone, cases):
    taught = (LABELS, LABELS.with_name("labels3"))
    learnt = {case.focus for folder in taught for case in read_cases(folder)}
    kept = read_cases(LABELS.with_name(alone))
    assert len(kept) == cases
    assert not learnt & {case.focus for case in kept}
    assert all(max(case.grades().values()) == 3 for case in kept)


def test_documents_of_one_review_count_once():
    case = next(case for case in read_cases(LABELS) if case.name.startswith("02"))
    both = [r.doc for r in case.reviews if "w1_rowan" in r.doc]
    assert len(both) == 2
    assert len([family for family in case.grades() if "w1_rowan" in family]) == 1


def test_a_folder_without_labels_says_so(tmp_path):
    with pytest.raises(LabelError, match="holds no labels"):
        read_cases(tmp_path)
