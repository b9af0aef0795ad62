"""Annotated statements in random forms: what was printed is known, and what is lost is counted."""

from __future__ import annotations

from html import escape
from random import Random

import pytest

from measurement.forms.document import document
from measurement.forms.pool import narrative, statements_by_kind
from measurement.forms.single import FORMS, WORDS
from models.records import Kind


def test_every_kind_has_statements_to_print_and_none_is_quoted() -> None:
    pool = statements_by_kind()
    assert all(len(pool[kind]) > 50 for kind in Kind)
    assert len(narrative()) > 50


@pytest.mark.parametrize("form", FORMS)
def test_each_form_prints_every_statement_of_each_kind(form: str) -> None:
    texts = ["The plan was kept & read by nobody.", "Who read the plan?"]
    for kind in Kind:
        html = FORMS[form](WORDS[kind], texts, Random(1))
        assert all(escape(text) in html for text in texts)
        assert "{" not in html


def test_a_document_prints_what_it_says_that_it_does_and_each_draw_differs() -> None:
    pool = {kind: [f"{kind.value} {n} was told & kept." for n in range(9)] for kind in Kind}
    told = [f"The invented board met on day {n}." for n in range(9)]
    for seed in range(20):
        made = document(pool, told, Random(seed))
        assert all(escape(text) in made.html for _, text, _ in made.statements)
        assert all(text in pool[kind] for kind, text, _ in made.statements)
    assert document(pool, told, Random(1)).html != document(pool, told, Random(2)).html
