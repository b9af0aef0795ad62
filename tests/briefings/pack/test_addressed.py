"""To whom recommendations are addressed, counted as the report prints it."""

from __future__ import annotations

from briefings.pack.addressed import addressed


def told(*addressees, publisher="Elmshire Safeguarding Adults Board"):
    rows = [
        {"review_id": "r", "addressee": one, "page_first": 7 + at, "publisher": publisher}
        for at, one in enumerate(addressees)
    ]
    return addressed(rows)["r"]


def test_a_body_is_counted_once_however_its_article_is_printed():
    assert told("The police", "the police", "Elmshire Homes").told == (
        "3, to the police (2) and Elmshire Homes"
    )


def test_several_bodies_of_one_recommendation_are_each_named():
    assert told("The Board; the police", None).told == (
        "2, to the Board and the police; for 1 no addressee was found"
    )
    assert told(None, None).told == "2; no addressee was found"


def test_the_board_is_the_publisher_where_both_are_printed():
    assert told("The Board", "Elmshire Safeguarding Adults Board", "All partners").told == (
        "3, to Elmshire Safeguarding Adults Board (2) and all partners"
    )
    assert told("The Board", "The Safeguarding Children Board").told == (
        "2, to the Board and the Safeguarding Children Board"
    )


def test_the_most_asked_are_first_and_the_rest_are_counted():
    many = told("A", "B", "C", "D", "E", "F", "G", "G")
    assert many.told == "8, to G (2), A, B, C, D and 2 others"
    assert many.pages == "PDF p.\N{NO-BREAK SPACE}7 to 14"
    assert told("A").pages == "PDF p.\N{NO-BREAK SPACE}7"


def test_the_pack_counts_as_many_as_the_warehouse(pack, ask):
    (n,) = ask("select n_recommendations from reviews where review_id = $1", pack.focus.review_id)[
        0
    ]
    assert pack.focus.asked.number == n > 5
    assert pack.focus.asked.told.startswith(f"{n}, to ")
