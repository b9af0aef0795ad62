"""Names of bodies and jobs, and other senses of words: neither cues nor the model hear them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.themes.corpus import Text
from models.themes.examples import prepare
from models.themes.features import features_of
from models.themes.language import build_pipeline
from models.themes.loading import load_taxonomy
from models.themes.senses import read_senses, words_heard
from vocabulary.located import VocabularyError

SENSES = read_senses()
THEMES = tuple(entry.id for entry in load_taxonomy().entries)


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


def themes_of(doc) -> set[str]:
    return {THEMES[place] for place in doc._.theme_choice.labels}


@pytest.mark.parametrize("example", SENSES.examples.unheard, ids=lambda e: e.text)
def test_a_name_or_another_sense_gives_no_theme(nlp, example) -> None:
    doc = nlp(example.text)
    assert doc._.theme_unheard
    assert example.theme not in themes_of(doc)


@pytest.mark.parametrize("example", SENSES.examples.heard, ids=lambda e: e.text)
def test_the_same_words_elsewhere_still_give_it(nlp, example) -> None:
    assert example.theme in themes_of(nlp(example.text))


def test_the_model_sees_the_rest_of_the_text_alone(nlp) -> None:
    text = "The Housing Officer wrote a letter."
    doc = nlp(text)
    assert words_heard(doc, text) == "The                 wrote a letter."
    assert sorted(doc[i].text for i in set(features_of([doc]).first)) == ["letter", "wrote"]


def test_training_sees_what_use_sees(nlp) -> None:
    text = "The domestic abuse coordinator wrote a letter."
    example = prepare(nlp, [Text(text, (), "document")], THEMES)[0]
    assert not any("abus" in name.split() for name in example.names)
    plain = prepare(nlp, [Text("The wrote a letter.", (), "document")], THEMES)[0]
    assert sorted(example.letters) == sorted(plain.letters)
    assert not example.counts.strong.any()


def test_a_label_is_never_shown_by_words_that_were_not_heard(nlp) -> None:
    text = "The Housing Officer went back to the damp flat, where there was no heating."
    doc = nlp(text)
    unheard = [text[doc[a].idx : doc[b - 1].idx + len(doc[b - 1])] for a, b in doc._.theme_unheard]
    assert unheard == ["Housing Officer"]
    assert all(hit.start >= text.index("went") for hit in doc._.theme_hits)


def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "senses.yaml"
    path.write_text("bodies: []\njobs: []\nsenses: []\nexamples: {unheard: [], herd: []}\n")
    with pytest.raises(VocabularyError, match="line 4"):
        read_senses(path)
