"""Words that judge: each in one list, and each of them heard where a theme is praised or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.records import Kind, Stance
from models.themes.stance import stance
from vocabulary import judging_words as lists
from vocabulary.judging_words import judging_words
from vocabulary.loading import FOLDER, VocabularyError, load, mistake


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *((words, Stance.GOOD_PRACTICE) for words in sorted(judging_words().praise)),
        *((words, Stance.CONCERN) for words in sorted(judging_words().blame)),
        *((words, Stance.CONCERN) for words in judging_words().blame_phrases),
        ("", Stance.NEUTRAL),
    ],
)
def test_each_word_judges(words: str, expected: Stance) -> None:
    text = f"Supervision was did{words}."
    text = text if words == "n't " else f"Supervision was {words} of staff."
    assert stance(Kind.FINDING, text, text) is expected


@pytest.mark.parametrize("word", sorted(judging_words().turns))
def test_each_of_these_turns_praise_round(word: str) -> None:
    text = f"Supervision was {word} as good."
    assert stance(Kind.FINDING, text, text) is Stance.CONCERN


def test_a_word_of_two_lists_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (FOLDER / "judging_words.yaml").read_text(encoding="utf-8")
    (tmp_path / "judging_words.yaml").write_text(text.replace("blame: >-\n", "blame: >-\n  good\n"))
    monkeypatch.setattr(lists, "load", lambda name, shape: load(name, shape, tmp_path))
    monkeypatch.setattr(lists, "mistake", lambda *told: mistake(*told, tmp_path))
    judging_words.cache_clear()
    with pytest.raises(VocabularyError, match=r"line \d+: 'good' is in two lists"):
        judging_words()
    judging_words.cache_clear()
