"""Runs of letters: equal for equal words, silent where nothing is known, told word by word."""

from __future__ import annotations

import numpy as np

from models.themes.letters import N_PLACES, LetterModel, letters_by_word, letters_of, runs


def model() -> LetterModel:
    """One theme that likes the letters of "hoarding"."""
    weights = np.zeros((N_PLACES, 1), dtype=np.float32)
    weights[runs("hoarding")] = 1.0
    return LetterModel(np.ones(N_PLACES, dtype=np.float32), weights)


def test_case_quotes_and_digits_make_no_difference() -> None:
    one, _ = letters_of(["Mother’s 2019 plan"])
    other, _ = letters_of(["mother's 2021 PLAN"])
    assert one.tolist() == other.tolist()


def test_every_run_knows_its_text() -> None:
    places, number = letters_of(["ab", "", "abc def"])
    assert len(places) == len(number)
    assert set(number.tolist()) == {0, 2}
    assert letters_of([])[0].size == 0


def test_a_form_that_nobody_wrote_before_is_heard() -> None:
    known, kin, other = model().logits(["hoarding", "hoarder", "minutes"])[:, 0]
    assert known > kin > other
    assert other == 0


def test_the_word_that_carries_a_theme_is_named() -> None:
    shares = model().carriers(letters_by_word(["the", "hoarding", "was", "known"]), 0)
    assert int(np.argmax(shares)) == 1


def test_a_text_without_known_letters_adds_nothing() -> None:
    silent = model()._replace(idf=np.zeros(N_PLACES, dtype=np.float32))
    assert silent.logits(["hoarding"]).tolist() == [[0.0]]
