"""The themes that a person's question names."""

from __future__ import annotations

from models.themes.asked import themes_asked


def test_what_a_question_names_is_found_with_its_words():
    found = themes_asked("Parents with a learning disability or mental ill health, whole family")
    words = {label.theme_id: label.evidence for label in found}
    assert words["family.parental_learning_disability"] == "Parents with a learning disability"
    assert words["family.whole_family"] == "whole family"
    assert "mental ill health" in words["family.parental_mental_ill_health"]
    scores = [label.score for label in found]
    assert scores == sorted(scores, reverse=True)


def test_a_question_that_names_nothing_has_no_theme():
    assert themes_asked("What shall we say about it?") == ()
    assert themes_asked(" ") == ()
