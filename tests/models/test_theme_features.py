"""Features of texts, and their names in the vocabulary."""

from __future__ import annotations

import spacy

from models.themes.features import features_of, keys_of
from models.themes.stems import use_stems


def test_names_in_the_vocabulary_have_the_keys_of_the_words_of_texts() -> None:
    nlp = use_stems(spacy.blank("en"))
    found = features_of([nlp("The voice of the children, and plans")]).keys.tolist()
    assert keys_of(["plan", "voic child", "child"]).tolist() == [found[2], found[3], found[1]]
    assert keys_of([]).tolist() == []
