"""What single sentences read as; every pair differs in what the rule looks at."""

from __future__ import annotations

import pytest

from extractors.statements import grammar


@pytest.mark.parametrize(
    "text",
    [
        "An earlier review recommended that the Board should audit its records.",
        "A previous safeguarding review had recommended: “train all staff”.",
    ],
)
def test_an_earlier_review_is_relayed(text: str) -> None:
    assert grammar.is_quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "If the share has fallen since the previous year, this report should say why.",
        "The Board should review its training against the earlier plan.",
    ],
)
def test_an_earlier_year_is_no_earlier_review(text: str) -> None:
    assert not grammar.is_quoted(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("We recommend that the Trust publishes its audit.", True),
        ("A duty on leaders is also recommended.", True),
        ("It is recommended that the Board agrees a protocol.", True),
        ("My recommendation is that the same body reports each year.", True),
        ("The dose is recommended in the handbook for adults.", False),
        ("The panel does not recommend a change.", False),
    ],
)
def test_authors_say_that_they_recommend(text: str, says: bool) -> None:
    assert grammar.recommends(text) is says


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The purpose of the review was to establish what lessons are to be learned.", True),
        ("The review took place between March and June.", True),
        ("Practitioners did not ask who else lived in the home.", False),
        ("The following lessons have been identified by the panel.", True),
    ],
)
def test_boilerplate_about_the_review_is_scope(text: str, scope: bool) -> None:
    assert grammar.is_scope(text) is scope


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("As it works, we strongly encourage the Department to keep the fund whole.", True),
        (
            "We note that the plan of the town goes on as it was and urge the council to test it.",
            True,
        ),
        ("To mend this, the council will need both to count and to publish.", True),
        ("We agree that ministers should say why they decided as they did.", False),
        ("The plan was made without those who live in the town.", False),
    ],
)
def test_conclusions_that_ask(text: str, asked: bool) -> None:
    assert grammar.asks(text) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Agencies ought to have in place a way for neighbours to be heard.", True),
        ("Every clinic should have access to a named nurse.", True),
        ("The clinic should have told the school.", False),
        ("The plan ought to have been shared.", False),
    ],
)
def test_having_something_in_place_is_asked_for_and_having_done_is_judged(
    text: str, asked: bool
) -> None:
    assert grammar.is_call(text) is asked


@pytest.mark.parametrize(
    ("text", "praised"),
    [
        ("What the project did merits particular recognition. She never missed a week.", True),
        ("Credit is due to the locum who rang when she had no answer. She was there only a month.",
         True),
        ("The letter was of high quality. It was screened. The closed file was not opened.", False),
        ("The ward was commended for its care. Nothing of it reached the letter.", False),
    ],
)  # fmt: skip
def test_praise_that_ends_in_what_was_not_done_is_taken_back(text: str, praised: bool) -> None:
    assert grammar.praises(text) is praised


def test_what_will_be_done_about_the_past_is_not_past() -> None:
    assert not grammar.is_past("The Health Board will review what was done about missed visits.")
    assert grammar.is_past("The visits of that year were not made.")
