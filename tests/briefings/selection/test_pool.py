"""Invented reviews are never beside real ones."""

from __future__ import annotations

import pytest

from briefings.selection import BriefingError
from briefings.selection.desk import BriefingDesk
from briefings.selection.pool import pool_of
from briefings.shortlist import TakeOptions


class Shelf:
    """A warehouse of two real reviews and two invented ones."""

    def ask_file(self, name):
        assert name == "reviews"
        return [
            {
                "review_id": f"{sort}-{n}", "title": "Somewhere to be", "review_type": "sar",
                "nation": "Wales",
                "publisher": "", "area": "Saltreach", "sector": "adult", "about": "adult",
                "year": 2020 + n,
                "report_family": "case_review", "is_summary_only": False,
                "is_fictional": sort == "made",
            }
            for sort in ("real", "made")
            for n in (1, 2)
        ]  # fmt: skip


def test_real_and_invented_reviews_are_never_mixed():
    shelf = Shelf()
    assert set(pool_of(shelf, TakeOptions(), "real-1").eligible) == {"real-2"}
    assert set(pool_of(shelf, TakeOptions(fictional=True), "made-1").eligible) == {"made-2"}
    assert set(pool_of(shelf, TakeOptions(), None).eligible) == {"real-1", "real-2"}


def test_an_invented_focus_among_real_reviews_or_the_reverse_is_an_error():
    with pytest.raises(BriefingError, match="give --fictional"):
        pool_of(Shelf(), TakeOptions(), "made-1")
    with pytest.raises(BriefingError, match="leave out --fictional"):
        pool_of(Shelf(), TakeOptions(fictional=True), "real-1")


def test_the_reason_for_leaving_a_review_out_is_given():
    found = pool_of(Shelf(), TakeOptions(since=2022), "real-2")
    assert found.barred == {"real-1": "published in 2021, before 2022"}


@pytest.mark.parametrize(
    ("take", "says"),
    [
        (
            TakeOptions(since=3000),
            "since 3000: no review is from that year or later; they are from 2021",
        ),
        (TakeOptions(until=1999), "until 1999: no review is from that year or earlier"),
        (
            TakeOptions(nations=("Scotland",)),
            "nation Scotland: no review matches; there are Wales",
        ),
        (TakeOptions(types=("dhr",)), "type dhr: no review matches; there are sar"),
        (TakeOptions(sectors=("child",)), "sector child: no review matches; there are adult"),
        (TakeOptions(leave_out_places=("Nowhereville",)), "Nowhereville: no review names it"),
        (TakeOptions(leave_out_places=("Somewhere",)), "Somewhere: no review names it"),
    ],
)
def test_an_option_that_no_review_fits_is_reported_with_what_there_is(take, says):
    (sentence,) = pool_of(Shelf(), take, "real-1").unmatched
    assert says in sentence
    fits = TakeOptions(
        since=2022, until=2021, nations=("Wales",), types=("sar",), sectors=("adult",)
    )
    assert pool_of(Shelf(), fits, "real-1").unmatched == ()


def test_a_learning_review_of_children_is_not_about_adults(path):
    desk = BriefingDesk(path)
    rows = desk.ask("select review_id, age_bands from reviews where sector in ('all', 'child')")
    adults = {"18-64", "65 and over"}
    children = {r["review_id"] for r in rows if r["age_bands"] and not adults & {*r["age_bands"]}}
    found = pool_of(desk, TakeOptions(sectors=("adult",), fictional=True), None)
    assert children
    assert not children & set(found.eligible)
    assert children <= set(
        pool_of(desk, TakeOptions(sectors=("child",), fictional=True), None).eligible
    )
