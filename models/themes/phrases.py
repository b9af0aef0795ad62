"""Plain phrases, found by the stems of their words in one pass over a text.

spaCy's PhraseMatcher finds them no faster, and wants a Doc made for each of some 36,000 phrases:
half a second whenever the program starts. Here each word is split and stemmed once, and what comes
of the cues is kept for later processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import spacy

from models.themes import cues as cues_module
from models.themes import stems as stems_module
from models.themes.cues import expand
from models.themes.stems import stem
from vocabulary.kept import digest_of, kept

_MADE_BY = digest_of(__file__, cues_module.__file__, stems_module.__file__)
_END = -1  # no stem's number: what ends here
_Node = dict[int, Any]  # stem to node, and _END to the keys of the phrases that end


class Phrases:
    """Phrases with their keys; several keys may share a phrase."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._stems: dict[str, tuple[int, ...]] = {}
        self._root: _Node = {}

    @classmethod
    def of(cls, nlp: Any, cues: Sequence[tuple[int, str]]) -> Phrases:
        """All phrases that cues match, worked out once for all processes."""
        new = cls(nlp)

        def made() -> _Node:
            for key, cue in cues:
                new.add(key, expand(cue))
            return new._root

        # The probe distinguishes the stems of one tokenizer from those of another.
        probe = nlp.make_doc("Cues were shared: cannot.")
        told = (_MADE_BY, spacy.__version__, *(token.norm for token in probe))
        new._root = kept(made, "phrases", *told, *(f"{key} {cue}" for key, cue in cues))
        return new

    def add(self, key: int, phrases: Iterable[str]) -> None:
        """Find these phrases from now on, under this key."""
        known = self._stems
        for phrase in phrases:
            node = self._root
            # Inline rather than by `stems`: there are 36,000 phrases, whenever the program starts.
            for word in phrase.split():
                for number in known[word] if word in known else self._of_word(word):
                    below = node.get(number)
                    if below is None:
                        below = node[number] = {}
                    node = below
            keys = node.setdefault(_END, [])
            if key not in keys:
                keys.append(key)

    def stems(self, phrase: str) -> tuple[int, ...]:
        """The numbers of a phrase's stems, as spaCy keeps them in NORM."""
        return tuple(number for word in phrase.split() for number in self._of_word(word))

    def __call__(self, stems: Sequence[int]) -> list[tuple[int, int, int]]:
        """Key, first token and the one after the last, for each phrase among a text's stems."""
        found: list[tuple[int, int, int]] = []
        root, size = self._root, len(stems)
        for start, number in enumerate(stems):
            node = root.get(number)
            place = start
            while node is not None:
                place += 1
                for key in node.get(_END, ()):
                    found.append((key, start, place))  # noqa: PERF401 - in the way of the walk
                if place == size:
                    break
                node = node.get(stems[place])
        return found

    def _of_word(self, word: str) -> tuple[int, ...]:
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        # Letters alone stay whole unless a rule of the tokenizer says otherwise ("cannot").
        if word.isalpha() and word not in self._nlp.tokenizer.rules:
            return (self._nlp.vocab.strings.add(stem(word)),)
        return tuple(token.norm for token in self._nlp.make_doc(word))
