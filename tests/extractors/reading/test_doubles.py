"""Words printed twice: the quick test that none is must never hide one."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.doubles import printed_once
from extractors.reading.looks import Look
from extractors.reading.words import Word

_LOOK = Look("Fictional", 11.0, False, False, 0, True)
_PLACES = st.tuples(st.floats(0, 60), st.floats(0, 400), st.sampled_from(["a", "board"]))


_COUNT = count()


def _word(x0: float, top: float, text: str) -> Word:
    return Word(text, x0, top, x0 + 20, top + 11, _LOOK, next(_COUNT))


@given(st.lists(_PLACES, max_size=14))
def test_no_two_equal_words_stay_at_one_place(places: list[tuple[float, float, str]]) -> None:
    words = [_word(x0, top, text) for x0, top, text in places]
    kept = printed_once(words)
    for i, word in enumerate(kept):
        for other in kept[:i]:
            near = abs(word.x0 - other.x0) < 2 and abs(word.top - other.top) < 2
            assert not (near and word.text == other.text)


@pytest.mark.parametrize("shift", [0.0, 0.4])
def test_a_line_printed_again_further_on_is_bold_once(shift: float) -> None:
    head = _word(50, 20, "head")
    line = [_word(50 + 30 * i, 200, f"word{i}") for i in range(5)]
    again = [word._replace(x0=word.x0 + shift, place=next(_COUNT)) for word in line]
    kept = printed_once([head, *line, _word(50, 215, "below"), *again])
    assert [word.text for word in kept] == ["head", *[word.text for word in line], "below"]
    assert [word.look.bold for word in kept] == [False, True, True, True, True, True, False]


def test_columns_head_and_foot_are_left_as_they_are() -> None:
    foot = [_word(50 + 30 * i, 780, "foot") for i in range(3)]
    columns = [_word(x, 100 + 14 * i, "text") for x in (50, 300) for i in range(30)]
    words = [*foot, *columns]
    assert printed_once(words) is words
