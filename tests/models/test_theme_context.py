"""What the rest of a document says about a theme of one of its statements."""

from __future__ import annotations

import numpy as np

from models.themes.context import N_COLUMNS, N_CONTEXT, around, columns

RNG = np.random.default_rng(7)
CHANCES = RNG.random((9, 4))
DOCUMENTS = np.array([0, 0, 0, 0, 0, 1, 1, 1, 2])


def test_a_statement_is_no_part_of_its_own_context() -> None:
    before = around(CHANCES, DOCUMENTS)
    for row in range(len(CHANCES)):
        changed = CHANCES.copy()
        changed[row] = 1 - changed[row]
        after = around(changed, DOCUMENTS)
        assert np.allclose(after[row], before[row])


def test_other_documents_say_nothing() -> None:
    changed = CHANCES.copy()
    changed[5:8] = 0.5
    before, after = around(CHANCES, DOCUMENTS), around(changed, DOCUMENTS)
    assert np.array_equal(before[:5], after[:5])
    assert not np.allclose(before[5:8], after[5:8])


def test_the_next_statement_counts_twice_as_much_as_the_one_after() -> None:
    chances = np.zeros((5, 1))
    chances[2] = 0.8
    near = around(chances, np.zeros(5, dtype=np.int64))[:, 0, 2]
    assert near.tolist() == [0.4, 0.8, 0.0, 0.8, 0.4]


def test_a_document_of_one_statement_has_no_others() -> None:
    alone = around(np.array([[0.9]]), np.array([0]))[0, 0]
    assert alone[1:4].tolist() == [0, 0, 0]


def test_columns_have_the_width_that_the_model_is_stored_with() -> None:
    context = around(CHANCES, DOCUMENTS)
    table = columns(context, CHANCES > 0.5, CHANCES, CHANCES)
    assert context.shape == (9, 4, N_CONTEXT)
    assert table.shape == (9, 4, N_COLUMNS)
