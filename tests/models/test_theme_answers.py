"""What people said of some statements helps the others of the same document, and no more."""

from __future__ import annotations

import numpy as np
import pytest

from models.records import Extraction, Kind, Metadata, Origin, Statement, ThemeLabel
from models.themes import Classifier, load_taxonomy
from models.themes.answered import Answers, answers_of, as_context, by_likeness
from models.themes.terms import Terms

THEMES = tuple(theme.theme_id for theme in load_taxonomy().themes)
TEXTS = (
    "The lodger who came with the boat was never asked his name by the officers.",
    "No officer wrote down the name of the lodger who came with the boat.",
    "The minutes of the board were typed on a Tuesday.",
)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def extraction(document: str = "d" * 64) -> Extraction:
    statements = tuple(
        Statement(f"{document[0]}{i}", document, Kind.FINDING, text, 1, 1, (), "test", 1.0)
        for i, text in enumerate(TEXTS)
    )
    return Extraction(document, Metadata(), (), statements)


def whole(*given: str) -> dict[str, bool]:
    return {theme: theme in given for theme in THEMES}


def scores(classifier: Classifier, said: dict[str, dict[str, bool]]) -> dict[str, float]:
    """The score of curiosity of each statement that has one; others are below the doubted."""
    found: tuple[ThemeLabel, ...] = ()
    for labelled in classifier.label_many([extraction()], said):
        found = labelled.labels + labelled.abstained
    return {x.statement_id: x.score for x in found if x.theme_id == "think.professional_curiosity"}


def test_a_statement_in_the_same_words_learns_from_an_answer(classifier: Classifier) -> None:
    none = scores(classifier, {})
    has = scores(classifier, {"d0": whole("think.professional_curiosity")})
    has_not = scores(classifier, {"d0": whole()})
    assert has["d1"] > none.get("d1", 0.2) > has_not.get("d1", 0.0)


def test_labels_that_are_there_because_of_answers_say_so(classifier: Classifier) -> None:
    doc = extraction()
    said = {"d0": whole("think.professional_curiosity")}
    before = {(x.statement_id, x.theme_id) for x in classifier.label(doc).labels}
    new = {
        x: x.origin
        for x in classifier.label_answered(doc, said).labels
        if (x.statement_id, x.theme_id) not in before
    }
    assert ("d1", "think.professional_curiosity") in {(x.statement_id, x.theme_id) for x in new}
    assert set(new.values()) == {Origin.ANSWERS}
    old = classifier.label_answered(doc, said).labels
    assert all(x.origin != Origin.ANSWERS for x in old if x not in new)


def test_another_document_is_labelled_as_before(classifier: Classifier) -> None:
    other = extraction("e" * 64)
    alone = classifier.label(other)
    said = {"d0": whole("think.professional_curiosity")}
    both = list(classifier.label_many([extraction(), other], said))
    assert both[1] == alone


def test_nothing_said_is_no_answer() -> None:
    assert answers_of([None, {}, None], 3) is None
    found = answers_of([None, {2: True, 0: False}], 3)
    assert found is not None
    assert found.known.tolist() == [[False] * 3, [True, False, True]]
    assert found.has.tolist() == [[False] * 3, [False, False, True]]


def test_an_answer_takes_most_of_the_place_of_a_first_score() -> None:
    answers = Answers(np.array([[True, True, False]]), np.array([[True, False, False]]))
    assert as_context(np.array([[0.5, 0.5, 0.5]]), answers) == pytest.approx(
        np.array([[0.85, 0.15, 0.5]])
    )


def test_a_theme_that_nobody_spoke_of_and_an_unlike_text_stay_as_they_were() -> None:
    """Texts 0 and 1 have a word in common, text 2 has none of theirs."""
    words = Terms(np.array([0, 1, 2]), np.array([4, 4, 7]), np.ones(3), 3)
    before = np.full((3, 2), 0.3)
    answers = answers_of([{0: True}, None, None], 2)
    assert answers is not None
    after = by_likeness(before, before, answers, words)
    assert after[1, 0] > 0.5
    assert after[1, 1] == pytest.approx(0.3)
    assert after[2] == pytest.approx(np.array([0.3, 0.3]))
