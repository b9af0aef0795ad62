"""Token patterns, tried only on texts that hold the words they are made of.

spaCy's Matcher tries every pattern at every word, whether or not the rest of it is anywhere in
the text: for a handful of patterns that took longer than all the phrases together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from spacy.matcher import Matcher

from models.themes.stems import stem

Tokens = list[dict[str, Any]]
_WORDS = ("NORM", "LOWER", "ORTH")  # what a token must be; each gives the stem it then has
_ONCE = ("1", "+")  # at least; other operators may leave the token out


class _Asked(NamedTuple):
    """The patterns of one key: their matcher, and for each pattern the stems it cannot do without.

    A text must hold one of each set.
    """

    matcher: Any
    needs: list[frozenset[frozenset[int]]]


class Patterns:
    """Patterns with their keys. Raises ValueError or TypeError for one that spaCy refuses."""

    def __init__(self, nlp: Any) -> None:
        self._vocab = nlp.vocab
        self._asked: dict[int, _Asked] = {}
        self._order: dict[int, int] = {}  # of each key, in which they were added
        self._by_stem: defaultdict[int, set[int]] = defaultdict(set)  # keys that may need it
        self._always: set[int] = set()  # keys with a pattern that needs no stem

    def add(
        self, key: int, patterns: list[Tokens], greedy: Literal["LONGEST"] | None = None
    ) -> None:
        """Find these patterns from now on, under this key."""
        if key not in self._asked:
            self._order[key] = len(self._order)
            self._asked[key] = _Asked(Matcher(self._vocab, validate=True), [])
        asked = self._asked[key]
        asked.matcher.add(key, patterns, greedy=greedy)
        for needs in map(self._needs, patterns):
            asked.needs.append(needs)
            if not needs:
                self._always.add(key)
            for number in min(needs, key=len, default=frozenset()):  # one set of stems will do
                self._by_stem[number].add(key)

    def __call__(self, doc: Any, stems: Sequence[int]) -> list[tuple[int, int, int]]:
        """Key, first token and the one after the last, for each pattern in a text."""
        found: list[tuple[int, int, int]] = []
        held = set(stems)
        keys = self._always.union(*(self._by_stem[n] for n in self._by_stem.keys() & held))
        for key in sorted(keys, key=self._order.__getitem__):
            asked = self._asked[key]
            for needs in asked.needs:
                for words in needs:  # a plain loop: a generator takes longer than all tests
                    if held.isdisjoint(words):
                        break
                else:
                    found += asked.matcher(doc)
                    break
        return found

    def _needs(self, tokens: Tokens) -> frozenset[frozenset[int]]:
        must = (token for token in tokens if token.get("OP", "1") in _ONCE)
        words = (token[name] for token in must for name in _WORDS if name in token)
        return frozenset(
            frozenset(self._vocab.strings.add(stem(word)) for word in said)
            for one in words
            if (said := [one] if isinstance(one, str) else one.get("IN"))
        )
