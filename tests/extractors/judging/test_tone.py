"""How much a paragraph praises and finds fault; the sentences are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.judging import tone
from extractors.judging.tone import lists, tone_features
from vocabulary.loading import VocabularyError


def test_praising_and_critical_words_are_counted_and_placed():
    told = set(tone_features("The nurse was patient and kind. Nobody asked her."))
    assert {"tone praising 2", "tone critical 1", "tone balance +1"} <= told
    assert "tone first praises last criticises" in told
    assert "tone faulted 2 of 4" in told


def test_a_contracted_not_is_critical():
    assert "tone critical 1" in set(tone_features("It wasn’t read."))


def test_plain_telling_has_no_tone():
    told = set(tone_features("The family moved to the coast in March."))
    assert {"tone balance +0", "tone no criticism", "tone first even"} <= told


def test_no_word_is_in_both_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    praising, critical = lists()
    assert len(praising) > 150
    assert len(critical) > 400
    (tmp_path / "tone.yaml").write_text("praising: kind late\ncritical: late\n", encoding="utf-8")
    monkeypatch.setattr(tone, "_FILE", str(tmp_path / "tone.yaml"))
    lists.cache_clear()
    try:
        with pytest.raises(VocabularyError, match="in both lists: late"):
            lists()
    finally:
        lists.cache_clear()
