"""Words that take a cue away, and how far they reach."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from models.themes.cues import expand
from models.themes.phrases import Phrases
from vocabulary.located import read_located

NEGATION = Path(__file__).with_name("negation.yaml")
MAX_REACH = 10
_STOPS = frozenset({".", ";", ":", "?", "!", ",", "but", "however", "although", "and"})
_BEFORE = "_before"
_DENIES = frozenset({"always_before", "denies", "denies_before"})
_NOT = frozenset({"not", "never", "cannot", "n't"})  # "was not ruled out" denies nothing
_WRONGLY = frozenset({"too", "wrongly", "prematurely", "hastily"})  # nor does "ruled out too soon"


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that denies a theme, or does not."""

    theme: str
    text: str


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the words are tried on."""

    denied: tuple[Example, ...]
    not_denied: tuple[Example, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file `negation.yaml`."""

    always: tuple[str, ...]
    always_before: tuple[str, ...]
    presence: tuple[str, ...]
    denies: tuple[str, ...]
    denies_before: tuple[str, ...]
    practice: tuple[str, ...]
    examples: Examples


def read_negation(path: Path = NEGATION) -> Words:
    """The words that negate; raises VocabularyError where the file is wrong."""
    located = read_located(path, is_own=True)
    try:
        return msgspec.convert(located.value, Words)
    except msgspec.ValidationError as error:
        raise located.misshapen(error, Words) from error


class Scopes(NamedTuple):
    """Stretches of tokens (start, end) in which cues do not count.

    `denied` are those that say outright that the thing was not there.
    """

    always: list[tuple[int, int]]
    presence: list[tuple[int, int]]
    denied: list[tuple[int, int]]


class Negation:
    """Finds negators and reaches from each to the end of its clause, ten tokens at most."""

    def __init__(self, nlp: Any, words: Words | None = None) -> None:
        words = words or read_negation()
        self._phrases = Phrases(nlp)
        self._names = tuple(n for n in Words.__struct_fields__ if n not in {"practice", "examples"})
        for key, name in enumerate(self._names):
            for cue in getattr(words, name):
                self._phrases.add(key, expand(cue))
        practice = [p for cue in words.practice for p in expand(cue)]
        self._practice = frozenset(self._phrases.stems(p)[0] for p in practice)

    def scopes(self, doc: Any, stems: Sequence[int]) -> Scopes:
        """The negated stretches of a text, whose stems are given beside it."""
        scopes = Scopes([], [], [])
        for key, start, end in self._phrases(stems):
            name = self._names[key]
            if start and doc[start - 1].lower_ in _NOT:
                continue
            if name.endswith(_BEFORE):
                stretch = _clause_start(doc, start), end
            else:
                stretch = start, _clause_end(doc, end)
            bars = scopes.always if name.startswith("always") else scopes.presence
            bars.append(stretch)
            around = [*stems[stretch[0] : start], *stems[end : stretch[1]]]
            if (
                name in _DENIES
                and not self._is_practice(around)
                and not _is_doubted(doc, start, end)
            ):
                scopes.denied.append(stretch)
        return scopes

    def _is_practice(self, around: Sequence[int]) -> bool:
        """Whether the words around the negator say what was done, so that the theme stays."""
        return not self._practice.isdisjoint(around)


def _is_doubted(doc: Any, start: int, end: int) -> bool:
    """Whether the text takes the denial back: "wrongly ruled out", "ruled out too soon"."""
    inside = (token.lower_ for token in doc[max(0, start - 1) : end + 1])
    return not _WRONGLY.isdisjoint(inside)


def _clause_end(doc: Any, end: int) -> int:
    """Where the clause ends, ten tokens on at most."""
    stop = end
    while stop < len(doc) and stop - end < MAX_REACH and doc[stop].lower_ not in _STOPS:
        stop += 1
    return stop


def _clause_start(doc: Any, start: int) -> int:
    """Where the clause begins: "X was not a factor" looks back."""
    while start > 0 and doc[start - 1].lower_ not in _STOPS:
        start -= 1
    return start
