"""What a recommendation advises, as a list of concepts: doers and modals gone, synonyms joined."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import snowballstemmer
import yaml

_WORDS = re.compile(r"[a-z0-9]+")
_PATH = Path(__file__).parent / "concepts.yaml"


class Advice:
    """Turns texts into concepts; stems are kept between calls."""

    def __init__(self) -> None:
        self._stemmer = snowballstemmer.stemmer("english")
        self._stems: dict[str, str] = {}
        content = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
        self._skip = {s for line in content["skip"] for s in self._stemmed(str(line))}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, phrases in content["concepts"].items():
            for phrase in phrases:
                stems = tuple(self._stemmed(str(phrase)))
                self._phrases.setdefault(stems[0], []).append((stems, f"={concept}"))
        for found in self._phrases.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def concepts(self, text: str) -> list[str]:
        """Concepts ("=assure") and remaining stems of `text`, each once, in order."""
        stems = self._stemmed(text)
        found: dict[str, None] = {}
        at = 0
        while at < len(stems):
            length, concept = self._match(stems, at)
            if concept is not None:
                found[concept] = None
            at += length
        return list(found)

    def _match(self, stems: list[str], at: int) -> tuple[int, str | None]:
        for phrase, concept in self._phrases.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                return len(phrase), concept
        stem = stems[at]
        return 1, None if stem in self._skip or len(stem) < 2 else stem

    def _stemmed(self, text: str) -> list[str]:
        return [self._stem(word) for word in _WORDS.findall(text.lower())]

    def _stem(self, word: str) -> str:
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stems[word] = str(self._stemmer.stemWord(word))
        return stem


@cache
def advice() -> Advice:
    """The one instance, since reading the lexicon takes time."""
    return Advice()
