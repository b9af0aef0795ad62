"""Each theme that is asked for is quoted."""

from __future__ import annotations

import pytest

from briefings.selection.covering import covering
from briefings.selection.desk import BriefingDesk
from briefings.selection.propose import propose
from briefings.selection.quotes import Quote
from briefings.selection.request import Request
from briefings.selection.sentences import Passage


def quote(name: str, review: str, *themes: str, kind: str = "finding", is_cut: bool = False):
    text = f"{name} was said."
    passage = Passage(text[:4] if is_cut else text, 0, 1.0, 3)
    around = (None, None, None)
    first = themes[0] if themes else None
    return Quote(
        name,
        review,
        kind,
        None,
        1,
        None,
        text,
        None,
        passage,
        first,
        themes,
        1.0,
        *around,
        False,
        None,
        None,
        {},
    )


KEPT = (quote("a", "one", "family"), quote("b", "one", "family"), quote("c", "two", "family"))


def shown(found):
    return [(one.statement_id, one.theme_id) for one in found]


def test_a_theme_without_a_quote_takes_the_place_of_the_weakest_of_that_review():
    ranked = (*KEPT, quote("d", "one", "voice"), quote("e", "two", "voice"))
    found = covering(KEPT, ranked, ["family", "voice"])
    assert shown(found) == [("a", "family"), ("d", "voice"), ("c", "family")]


def test_a_quote_that_has_both_stays_and_is_under_the_other():
    kept = (KEPT[0], quote("b", "one", "family", "voice"), KEPT[2])
    found = covering(kept, (*kept, quote("d", "two", "voice")), ["family", "voice"])
    assert shown(found) == [("a", "family"), ("b", "voice"), ("c", "family")]


@pytest.mark.parametrize(
    "other",
    [
        quote("d", "one", "voice", kind="recommendation"),
        quote("d", "one", "family", "voice", is_cut=True),
        quote("d", "three", "voice"),
    ],
    ids=["has a place of its own", "its words may be cut off", "of no chosen review"],
)
def test_what_does_not_fit_the_theme_is_left(other):
    assert covering(KEPT, (*KEPT, other), ["family", "voice"]) == KEPT


def test_the_only_quote_of_another_theme_is_not_replaced():
    kept = (quote("a", "one", "family"), quote("b", "two", "housing"))
    ranked = (*kept, quote("d", "two", "voice"))
    assert covering(kept, ranked, ["family", "housing", "voice"]) == kept


def test_every_theme_that_the_author_names_is_quoted(path):
    named = {
        "family.whole_family": 3.0,
        "family.parental_learning_disability": 2.0,
        "multi.adult_children_interface": 2.0,
        "family.parental_mental_ill_health": 2.0,
        "rights.child_voice": 2.0,  # which the best quotes of each review leave out
    }
    found = propose(
        path, Request(focus=BriefingDesk(path).review_id("Aspen"), themes=named)
    ).shortlist
    assert set(named) <= {kept.theme for review in found.reviews for kept in review.keep}
    assert all(len(review.keep) <= 3 for review in found.reviews)
