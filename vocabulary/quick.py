"""Patterns that are asked of every paragraph, and mostly in vain, asked quickly.

A pattern that ignores case is tried by `re` at every character. Nearly always one of a few words
must stand in a text that it matches: where none does, plain search for these words says so in a
tenth of the time. The words are taken from the pattern itself, so that there is nothing to keep
in step; the answer is the pattern's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

# The standard library's own reader of patterns. It has no public name; where a later Python has
# another, no words are found and every pattern is asked as before.
try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

_FEWEST = 2  # characters: shorter words stand in nearly every text
_MOST = 90  # words: with more of them the pattern itself is as quick


class Quick:
    """A compiled pattern that first looks for the words that each of its matches must hold.

    `needs` has these words in lower case; it is empty where the pattern has none. Letters whose
    lower case is written otherwise (the Kelvin sign) are taken for what they are.
    """

    __slots__ = ("_pattern", "needs")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = re.compile(pattern, flags)
        self.needs = _needs(pattern, flags)

    @property
    def pattern(self) -> str:
        """The pattern as it was written."""
        return self._pattern.pattern

    @property
    def flags(self) -> int:
        """As `re.Pattern.flags`."""
        return self._pattern.flags

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._pattern.search(text, start) if self._may(text) else None

    def findall(self, text: str) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self._pattern.findall(text) if self._may(text) else []

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._pattern.finditer(text) if self._may(text) else iter(())

    def _may(self, text: str) -> bool:
        if not self.needs:
            return True
        lower = _lower(text)
        # A plain loop: a generator costs more than it saves here.
        for word in self.needs:  # noqa: SIM110
            if word in lower:
                return True
        return False


@lru_cache(maxsize=64)
def _lower(text: str) -> str:
    return text.lower()


def _needs(pattern: str, flags: int) -> tuple[str, ...]:
    if _parser is None:
        return ()
    found = _of(list(_parser.parse(pattern, flags)))
    if not found or len(found) > _MOST:
        return ()
    # A word within a longer one is enough.
    kept = [word for word in found if not any(other in word for other in found - {word})]
    return tuple(sorted(kept, key=lambda word: (len(word), word)))


def _of(parts: list[Any]) -> frozenset[str] | None:
    """Words of which a match holds at least one, or None: the most telling among the parts."""
    best: frozenset[str] | None = None
    run = ""
    for name, argument in [*parts, ("END", None)]:
        if str(name) == "LITERAL":
            run += chr(argument)
            continue
        best = _better(best, frozenset({run.lower()}) if run else None)
        run = ""
        best = _better(best, _inside(str(name), argument))
    return best


def _inside(name: str, argument: Any) -> frozenset[str] | None:
    if name == "SUBPATTERN":
        return _of(list(argument[-1]))
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and argument[0] > 0:
        return _of(list(argument[2]))
    if name == "ATOMIC_GROUP":
        return _of(list(argument))
    if name == "BRANCH":
        found = [_of(list(part)) for part in argument[1]]
        if all(found):
            return frozenset().union(*(words for words in found if words))
    return None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The set whose shortest word is the longer; with words as long, the smaller set."""
    if not other or min(map(len, other)) < _FEWEST:
        return one
    if not one:
        return other

    def worth(words: frozenset[str]) -> tuple[int, int]:
        return min(6, *map(len, words)), -len(words)

    return other if worth(other) > worth(one) else one
