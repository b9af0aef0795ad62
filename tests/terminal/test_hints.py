"""What a search says that finds nothing."""

from __future__ import annotations

import pytest

from terminal.screen.hints import search_hints


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        ("famly", {}, "spelling"),
        ("whole family", {}, "--any"),
        ("whole family", {"match_any": True}, "spelling"),
        ('"whole family"', {}, "on its own"),
        ("family", {"narrowed": True}, "--nation"),
    ],
)
def test_the_hint_suits_what_was_typed(words, given, said):
    (hint,) = search_hints(words, 0, **{"match_any": False, "narrowed": False, **given})
    assert said in hint


def test_an_open_quotation_mark_is_reported_even_where_something_is_found():
    (hint,) = search_hints('"whole family', 3, match_any=False, narrowed=False)
    assert "not closed" in hint
    assert not list(search_hints("family", 3, match_any=False, narrowed=False))


def test_a_cut_list_says_how_many_there_are():
    (hint,) = search_hints("family", 20, match_any=False, narrowed=False, n_in_all=2345)
    assert "best 20 of 2,345" in hint
    assert not list(search_hints("family", 20, match_any=False, narrowed=False, n_in_all=20))


def test_what_invented_documents_have_is_reported_where_nothing_else_is_found():
    hints = [*search_hints("family", 0, match_any=False, narrowed=False, n_invented=3)]
    assert "3 statements fit in invented documents" in hints[0]
    assert "with_invented" in hints[0]
