"""What the rest of a document says about a theme of one of its statements."""

from __future__ import annotations

import numpy as np

from models.themes.context import N_COLUMNS, N_CONTEXT, around, columns
from models.themes.terms import Terms

RNG = np.random.default_rng(7)
CHANCES = RNG.random((9, 4))
DOCUMENTS = np.array([0, 0, 0, 0, 0, 1, 1, 1, 2])


def words(*of_texts: int) -> Terms:
    """One word a text, its number given; texts with equal numbers say the same."""
    size = len(of_texts)
    return Terms(np.arange(size), np.array(of_texts), np.ones(size), size)


WORDS = words(0, 1, 0, 2, 1, 0, 3, 3, 0)


def test_a_statement_is_no_part_of_its_own_context() -> None:
    before = around(CHANCES, DOCUMENTS, WORDS)
    for row in range(len(CHANCES)):
        changed = CHANCES.copy()
        changed[row] = 1 - changed[row]
        after = around(changed, DOCUMENTS, WORDS)
        assert np.allclose(after[row], before[row])


def test_other_documents_say_nothing() -> None:
    changed = CHANCES.copy()
    changed[5:8] = 0.5
    before, after = around(CHANCES, DOCUMENTS, WORDS), around(changed, DOCUMENTS, WORDS)
    assert np.array_equal(before[:5], after[:5])
    assert not np.allclose(before[5:8], after[5:8])


def test_the_next_statement_counts_twice_as_much_as_the_one_after() -> None:
    chances = np.zeros((5, 1))
    chances[2] = 0.8
    near = around(chances, np.zeros(5, dtype=np.int64), words(0, 1, 2, 3, 4))[:, 0, 2]
    assert near.tolist() == [0.4, 0.8, 0.0, 0.8, 0.4]


def test_a_statement_hears_those_with_its_words_wherever_they_are() -> None:
    chances = np.array([[0.0], [0.9], [0.1], [0.0], [0.0]])
    said = around(chances, np.zeros(5, dtype=np.int64), words(0, 1, 2, 3, 1))[:, 0, 5]
    assert said[4] > 0.89
    assert said[[0, 1, 2, 3]].tolist() == [0, 0, 0, 0]


def test_a_document_of_one_statement_has_no_others() -> None:
    alone = around(np.array([[0.9]]), np.array([0]), words(0))[0, 0]
    assert alone[[1, 2, 3, 5]].tolist() == [0, 0, 0, 0]


def test_columns_have_the_width_that_the_model_is_stored_with() -> None:
    context = around(CHANCES, DOCUMENTS, WORDS)
    table = columns(context, CHANCES > 0.5, CHANCES, CHANCES)
    assert context.shape == (9, 4, N_CONTEXT)
    assert table.shape == (9, 4, N_COLUMNS)
