"""Whole reviews: the probability that one is about a theme, and the documents that tell a story."""

from __future__ import annotations

import pytest

from models.records import (
    Metadata,
    Stated,
)
from models.themes import is_narrative, load_taxonomy, review_model
from models.themes.reviews import ReviewModel, numbers

MODEL = ReviewModel(
    {"local reviews": (2.0, 1.0, 1.0, 0.5, 1.0, -2.0), "letters and inquiries": (0,) * 5 + (-1.0,)},
    {"harm.neglect": 1.0},
    (),
)


def test_more_and_surer_labels_make_a_theme_more_probable() -> None:
    once = MODEL.chance("harm.neglect", [0.35], 40, narrative=True)
    often = MODEL.chance("harm.neglect", [0.35, 0.4, 0.5, 0.9], 40, narrative=True)
    brief = MODEL.chance("harm.neglect", [0.35], 4, narrative=True)
    assert 0 < once < brief < often < 1


def test_without_a_label_a_review_is_not_about_a_theme() -> None:
    assert MODEL.chance("harm.neglect", [], 40, narrative=True) == 0


def test_a_theme_whose_labels_are_often_wrong_is_trusted_less() -> None:
    sure = MODEL.chance("harm.neglect", [0.5], 20, narrative=True)
    assert MODEL.chance("harm.unknown", [0.5], 20, narrative=True) < sure


def test_order_of_labels_makes_no_difference() -> None:
    assert numbers([0.3, 0.9, 0.5], 9, 0.0) == numbers([0.9, 0.5, 0.3], 9, 0.0)


def test_shipped_table_knows_every_theme_and_says_how_good_it_is() -> None:
    shipped = review_model()
    assert set(shipped.trust) == {entry.id for entry in load_taxonomy().entries}
    quality = {row.family: row for row in shipped.quality}
    assert quality["local reviews"].precision >= 0.6
    assert quality["local reviews"].recall >= 0.5
    low = shipped.chance("harm.domestic_abuse", [0.31], 80, narrative=True)
    high = shipped.chance("harm.domestic_abuse", [0.9] * 6, 30, narrative=True)
    assert low < 0.5 < high


@pytest.mark.parametrize(
    ("code", "told"),
    [("lcspr", True), ("dhr", True), ("ilacs", False), ("unknown", False), (None, False)],
)
def test_local_reviews_narrate(code: str | None, told: bool) -> None:
    stated = None if code is None else Stated(code, 1.0)
    assert is_narrative(Metadata(document_type=stated)) is told
