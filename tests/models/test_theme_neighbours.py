"""Texts like a statement lend it their themes; what is kept of them; the shipped ones."""

from __future__ import annotations

from functools import cache

import numpy as np

from models.themes.corpus import OWN_WORDS, Text
from models.themes.examples import Example, prepare
from models.themes.language import build_pipeline, shipped_weights
from models.themes.learn_linear import learn_vocabulary
from models.themes.learn_neighbours import alike_of, learn_neighbours, words_of
from models.themes.linear import Vocabulary
from models.themes.loading import load_taxonomy
from models.themes.neighbours import kinship, packed, unpacked

THEMES = tuple(entry.id for entry in load_taxonomy().entries)
HOUSING, SUPERVISION = "family.poverty_housing", "system.supervision"


def text(words: str, *themes: str, told: bool = True, partial: bool = False) -> Text:
    return Text(words, themes, words, is_narrative=told, is_partial=partial)


def examples(*texts: Text) -> list[Example]:
    return prepare(build_pipeline(rules_only=True), list(texts), THEMES)


@cache
def kept() -> list[Example]:
    return examples(
        text("The kettle stood on a cold window sill.", HOUSING),
        text("A kettle and one cold room were all they had.", HOUSING),
        text("Nobody sat down with the worker after the call.", SUPERVISION),
        text("The worker had no one to sit with after a call.", SUPERVISION),
        Text("Cold kettle, room.", (HOUSING,), OWN_WORDS, True, False),
        Text("Worker, call.", (SUPERVISION,), OWN_WORDS, True, False),
    )


@cache
def vocabulary() -> Vocabulary:
    return learn_vocabulary(kept())


def shares(*texts: str) -> np.ndarray:
    near = learn_neighbours(vocabulary(), kept())
    return alike_of(near, words_of(vocabulary(), examples(*(text(words) for words in texts))))


def test_a_text_gets_the_themes_of_those_most_like_it() -> None:
    found = shares("One kettle in a cold room.", "She took the call and sat with the worker.")
    housing, supervision = THEMES.index(HOUSING), THEMES.index(SUPERVISION)
    assert found[0, housing, 0] > 0.8 > 0.2 > found[0, supervision, 0]
    assert found[1, supervision, 0] > 0.8 > 0.2 > found[1, housing, 0]


def test_a_text_without_a_known_word_gets_nothing() -> None:
    assert not shares("Xylophones.").any()


def test_shares_do_not_depend_on_the_texts_beside() -> None:
    words = ["One kettle in a cold room.", "Xylophones.", "She took the call."]
    assert np.array_equal(shares(*words), np.concatenate([shares(w) for w in words]))


def test_letters_and_texts_known_in_part_are_not_kept() -> None:
    more = examples(
        text("The kettle was cold.", SUPERVISION, told=False),
        text("A cold kettle.", SUPERVISION, partial=True),
    )
    near = learn_neighbours(vocabulary(), [*kept(), *more])
    assert len(near.themes) == len(kept())


def test_texts_of_a_document_that_share_words_are_kin() -> None:
    words = ("A cold kettle.", "Nobody took the call.", "The kettle in the room.", "Xylophones.")
    kin = kinship(words_of(vocabulary(), examples(*(text(each) for each in words))))
    assert kin[0].argmax() == 2
    assert np.allclose(kin, kin.T)
    assert not kin.diagonal().any()
    assert not kin[3].any()


def test_what_is_stored_says_the_same() -> None:
    near = learn_neighbours(vocabulary(), kept())
    again = unpacked(packed(near))
    asked = words_of(vocabulary(), examples(text("One kettle in a cold room.")))
    one, two = (n.shares(asked) for n in (near, again))
    assert np.allclose(one, two, atol=1e-6)


def test_shipped_neighbours_hold_known_words_only() -> None:
    weights = shipped_weights()
    near = weights.neighbours
    assert len(near.starts) == len(weights.linear.vocabulary.names) + 1
    assert near.texts.max() < len(near.themes)
    assert near.themes.any(1).mean() > 0.9
