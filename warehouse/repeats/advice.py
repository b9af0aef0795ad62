"""What a recommendation advises, as a list of concepts: doers and modals gone, synonyms joined."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer
import yaml

_WORDS = re.compile(r"[a-z0-9]+")
OBJECT = "#"  # what an object's concept begins with
_PATH = Path(__file__).parent / "concepts.yaml"


class _Word(NamedTuple):
    """What is known of one surface form."""

    stem: str
    concept: str | None  # said by the word alone; None where it says nothing
    phrases: tuple[tuple[tuple[str, ...], str], ...]  # longer ones that begin here, longest first


class Advice:
    """Turns texts into concepts; what is known of a word is kept between calls."""

    def __init__(self) -> None:
        self._stemmer = snowballstemmer.stemmer("english")
        self._words: dict[str, _Word] = {}
        content = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
        self._skip = {s for line in content["skip"] for s in self._stems(str(line))}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for part, mark in (("concepts", "="), ("objects", OBJECT)):
            for concept, phrases in content[part].items():
                for phrase in phrases:
                    stems = self._stems(str(phrase))
                    self._phrases.setdefault(stems[0], []).append((stems, f"{mark}{concept}"))

    def concepts(self, text: str) -> list[str]:
        """Concepts ("=assure") and remaining stems of `text`, each once, in order."""
        known = self._words
        words = [known.get(w) or self._learn(w) for w in _WORDS.findall(text.lower())]
        found: dict[str, None] = {}
        resume = 0
        for at, word in enumerate(words):
            if at < resume:
                continue
            concept = word.concept
            for stems, meant in word.phrases:
                if tuple(w.stem for w in words[at : at + len(stems)]) == stems:
                    concept, resume = meant, at + len(stems)
                    break
            if concept is not None:
                found[concept] = None
        return list(found)

    def _learn(self, word: str) -> _Word:
        stem = str(self._stemmer.stemWord(word))
        phrases = sorted(self._phrases.get(stem, ()), key=lambda pair: -len(pair[0]))
        single = next((meant for stems, meant in phrases if len(stems) == 1), None)
        if single is None and stem not in self._skip and len(stem) > 1 and not stem.isdigit():
            single = stem
        longer = tuple(pair for pair in phrases if len(pair[0]) > 1)
        self._words[word] = _Word(stem, single, longer)
        return self._words[word]

    def _stems(self, text: str) -> tuple[str, ...]:
        return tuple(str(s) for s in self._stemmer.stemWords(_WORDS.findall(text.lower())))


@cache
def advice() -> Advice:
    """The one instance, since reading the lexicon takes time."""
    return Advice()
