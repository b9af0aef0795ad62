"""Words that mean no theme in these places: bodies, jobs, and other senses of words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from spacy.tokens import Doc

from models.themes.phrases import Phrases
from vocabulary.located import read_located

SENSES = Path(__file__).with_name("senses.yaml")

Doc.set_extension("theme_unheard", default=(), force=True)  # first token, and one after the last


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in which the words do not mean the theme, or one in which they do."""

    theme: str
    text: str


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the words are tried on."""

    unheard: tuple[Example, ...]
    heard: tuple[Example, ...]


class Senses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file `senses.yaml`."""

    bodies: tuple[str, ...]
    jobs: tuple[str, ...]
    senses: tuple[str, ...]
    examples: Examples


def read_senses(path: Path = SENSES) -> Senses:
    """The words that mean no theme; raises VocabularyError where the file is wrong."""
    located = read_located(path, is_own=True)
    try:
        return msgspec.convert(located.value, Senses)
    except msgspec.ValidationError as error:
        raise located.misshapen(error, Senses) from error


class OtherSenses:
    """Finds these words. Neither a cue in them counts, nor are they heard by the model."""

    def __init__(self, nlp: Any, senses: Senses | None = None) -> None:
        senses = senses or read_senses()
        cues = [(0, cue) for cue in (*senses.bodies, *senses.jobs, *senses.senses)]
        self._phrases = Phrases.of(nlp, cues)

    def __call__(self, stems: Sequence[int]) -> list[tuple[int, int]]:
        """First token and the one after the last of each such stretch."""
        return [(start, end) for _, start, end in self._phrases(stems)]


def words_heard(doc: Any, text: str) -> str:
    """The text without the words that mean no theme."""
    for first, last in doc._.theme_unheard:
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        text = text[:start] + " " * (end - start) + text[end:]
    return text
