"""Where the themes of a lens come from: her own, her question's, those of the focus."""

from __future__ import annotations

import pytest

from briefings.selection.lens import lens_of
from briefings.selection.propose import propose
from briefings.selection.remarks import remarks_of
from briefings.selection.request import Request, again
from briefings.shortlist import PROPOSED_THEMES
from models.records import Origin, ThemeLabel
from models.themes.asked import themes_asked

QUESTION = "parents with a learning disability or mental ill health, whole family"
MENTAL = "family.parental_mental_ill_health"
BESIDE = (
    "the ones that the words of your question name; beside them those of the focus, at half weight;"
    " --lens names others"
)
HERS = {"rights.mental_capacity": 2.0}


def lens(desk, aspen, named=None, question=QUESTION):
    return lens_of(desk, aspen, named or {}, question, themes_asked(question))


def test_the_words_of_a_question_give_weight_to_the_themes_that_they_name(desk, aspen):
    weights = {theme.theme_id: theme.weight for theme in lens(desk, aspen).themes}
    focus_alone = {theme.theme_id for theme in lens_of(desk, aspen, {}).themes}
    assert MENTAL not in focus_alone
    assert weights[MENTAL] > 1.5
    assert min(weights["family.whole_family"], weights["family.parental_learning_disability"]) > 2
    of_focus = focus_alone & {name for name, weight in weights.items() if weight <= 1.5}
    assert "rights.child_voice" in of_focus  # beside them, at half weight
    assert len(weights) == 6


def test_themes_that_she_names_overrule_those_of_her_question(desk, aspen):
    named = lens(desk, aspen, HERS)
    assert named == lens_of(desk, aspen, HERS, QUESTION)
    assert [theme.theme_id for theme in named.themes if theme.is_named] == [*HERS]


def test_a_theme_that_this_warehouse_does_not_know_is_left_out(desk, aspen):
    new = ThemeLabel("", "harm.of_tomorrow", 0.9, Origin.RULE, "tomorrow", 0, 8)
    found = lens_of(desk, aspen, {}, "tomorrow", [new])
    assert found.themes == lens_of(desk, aspen, {}).themes


def test_a_review_may_answer_a_question_in_its_words_alone(path):
    question = "parents with a learning disability and the postcode lottery of lodgings"
    request = Request(question=question, said=themes_asked(question))
    assert request.said
    words = propose(path, Request(question=question, n_reviews=20)).shortlist.reviews
    themes = propose(path, Request(question=question, said=request.said, n_reviews=20))
    beside = {one.id for one in themes.shortlist.reviews}
    assert sum(one.id in beside for one in words) >= len(words) - 2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"question": QUESTION},
            BESIDE,
        ),
        (
            {"question": "What shall we say about it?"},
            "the words of your question name none: those of the focus; --lens names others",
        ),
        ({}, "those that take most of the review in focus; --lens names others"),
        ({"themes": HERS}, "yours first; the others are those of the focus, at half weight"),
    ],
)
def test_the_shortlist_says_where_its_themes_come_from(path, aspen, tmp_path, asked, said):
    request = again(Request(focus=aspen, **asked), None, tmp_path, themes_asked)
    remarks = remarks_of(path, propose(path, request)).of
    assert remarks[PROPOSED_THEMES].after == said
    if asked.get("question") == QUESTION:
        assert remarks["family.whole_family"].after.startswith(
            "Whole family / Think Family; your words “whole family” name it; "
        )
        assert f"your words “{QUESTION}” speak of it" in remarks[MENTAL].after


def test_a_question_without_focus_or_theme_says_that_only_its_words_are_searched(path, tmp_path):
    request = again(Request(question="the lock on the door"), None, tmp_path, lambda _: ())
    remarks = remarks_of(path, propose(path, request)).of
    assert remarks[PROPOSED_THEMES].after == (
        "the words of your question name none: only its words are looked for; --lens names others"
    )
