"""Which sentences are quoted, and where they are cut."""

from __future__ import annotations

import pytest

from briefings.selection.sentences import best_passage, reads_alone, rules, sentences


def test_every_rule_has_examples_that_it_meets():
    assert len(rules()) > 8
    assert all(rule.examples for rule in rules())


@pytest.mark.parametrize(
    "text",
    [
        "This was not followed by any of the services that worked with the family at that time.",
        "They did not ask the mother what she had understood of the plan and of its consequences.",
        "Staff should make sure that each plan is shared with the services of the area and:",
        "See paragraph 5.2 for how the services worked together in the year before the child died.",
    ],
)
def test_what_leans_on_other_words_is_worth_less(text):
    alone = "Each of the services understood one person of the family and none knew all of it well."
    assert reads_alone(text) < reads_alone(alone) == 1.0


def test_a_sentence_ends_at_its_end():
    text = "Mr. Hale rang Dr. Lin, i.e. the GP. Nobody answered (again.) The plan lapsed."
    assert [found for _, found in sentences(text)] == [
        "Mr. Hale rang Dr. Lin, i.e. the GP.",
        "Nobody answered (again.)",
        "The plan lapsed.",
    ]


def test_the_passage_holds_the_words_that_carry_the_theme_and_whole_sentences():
    told = "Agreement was treated as change by all of the services that worked with the parents."
    text = f"They met. {told} This is returned to in section 9."
    found = best_passage(text, must_hold=text.index("treated"))
    assert found.text == told
    assert text[found.first :].startswith(told)
