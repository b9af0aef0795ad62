"""Words and concepts of many texts at once against plain Python, text by text."""

import re

import pyarrow as pa
import pytest

from warehouse.repeats.advice import advised
from warehouse.terms import Terms, joined, terms_of, words_of

TEXTS = [
    "",
    "Seek assurance that men in the household are asked; men.",
    "  ",
    "É1 caf\u00e9s: A-b, ’quoted’",
    "Boards",
    "boards",
    "before birth before birth",
    "In the household, before",
    "birth",
]


def lists(found: Terms) -> list[list[str]]:
    bounds = zip(found.starts[:-1].tolist(), found.starts[1:].tolist(), strict=True)
    return [[found.names[i] for i in found.ids[a:b].tolist()] for a, b in bounds]


def words(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", text.lower())


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[::-1], [""], []])
@pytest.mark.parametrize("chunk", [1, 2, 100])
def test_words_are_those_of_the_pattern(
    texts: list[str], chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.terms._CHUNK", chunk)
    found = words_of(pa.array(texts, pa.string()))
    assert lists(found) == [words(text) for text in texts]
    assert len(set(found.names)) == len(found.names)
    assert joined(found).to_pylist() == [" ".join(words(text)) for text in texts]


def test_a_part_of_the_texts_keeps_their_words() -> None:
    found = words_of(pa.chunked_array([TEXTS[:3], TEXTS[3:]]))
    assert lists(found.part(2, 6)) == [words(text) for text in TEXTS[2:6]]


def test_lists_of_names_may_be_missing() -> None:
    given = [["b", "a"], None, [], ["a"]]
    found = terms_of(pa.chunked_array([pa.array(given, pa.list_(pa.string()))]))
    assert lists(found) == [["b", "a"], [], [], ["a"]]


def test_phrases_become_concepts_within_one_text_alone() -> None:
    found = lists(advised(words_of(pa.array(TEXTS))))
    assert found[1] == ["=assure", "=father"]
    assert found[6] == ["=unborn"]
    assert "=unborn" not in found[7] + found[8]
