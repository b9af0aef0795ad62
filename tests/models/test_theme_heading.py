"""What a heading adds to the statements below it, and how loud a word is for a theme."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from models.records import Extraction, Kind, Metadata, Statement
from models.themes import Classifier
from models.themes.corpus import Text
from models.themes.examples import prepare
from models.themes.language import build_pipeline
from models.themes.learn import judge
from models.themes.learn_linear import telling
from models.themes.loading import load_taxonomy
from models.themes.weights import load_weights

THEMES = tuple(entry.id for entry in load_taxonomy().entries)


def test_a_word_is_the_louder_the_more_specific_it_is() -> None:
    present = csr_matrix(np.array([[1, 1], [1, 1], [1, 0], [1, 0]], dtype=float))
    usual, apart = telling(present, np.array([True, True, False, False]))
    assert usual == pytest.approx(0.25)
    assert apart == pytest.approx(0.25 + np.log(3) / 2)


def test_training_and_run_time_give_the_same_scores() -> None:
    """With a heading and without; what the model learnt from is what it is asked."""
    said = [
        ("The fire service had been told about the papers, and visited once.", "Hoarding"),
        ("Supervision was not offered for three months.", ""),
    ]
    texts = [Text(text, (), "d", heading=heading, document="d") for text, heading in said]
    examples = prepare(build_pipeline(rules_only=True), texts, THEMES)
    _, expected = judge(load_weights(THEMES), examples)
    statements = tuple(
        Statement(str(i), "d", Kind.FINDING, text, 1, 1, (), "test", 1.0, heading=heading or None)
        for i, (text, heading) in enumerate(said)
    )
    labelled = Classifier.load().label(Extraction("d", Metadata(), (), statements))
    labels = labelled.labels + labelled.abstained
    assert labels
    for label in labels:
        found = expected[int(label.statement_id), THEMES.index(label.theme_id)]
        assert label.score == pytest.approx(found, abs=2e-4)
