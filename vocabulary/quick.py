"""Quick tests for patterns that are tried on every paragraph and rarely match.

A pattern that ignores case is tried by `re` at every character. Nearly always one of a few words
must stand in a text that it matches: where none does, looking at how the words of the text begin
shows it in a tenth of the time. Each text is looked at once for all patterns. What a pattern needs
is taken from the pattern itself, so that there is nothing to keep in step; the answer is the
pattern's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from vocabulary.needs import FEWEST, MOST, NOTHING, Needs, lowered, needs_of

_BEGINNING = re.compile(rf"\b\w{{{FEWEST},{MOST}}}")
_MOST_KNOWN = 50_000  # beginnings of words that are remembered
_TEXTS = 2_000  # that are remembered: a document's paragraphs are looked at by several stages
_SELDOM = 20  # times: a pattern that is asked more often is made for texts in lower case as well
_ODD = ("ı", "ſ")  # letters that `re` takes for an i or s, and that are no capitals


class _Register(dict[str, int]):
    """All quick patterns, each with a bit: a text is looked at once for all of them.

    By the beginning of a word, the bits of the patterns that the word may be of.
    """

    def __init__(self) -> None:
        super().__init__()
        self._starts: dict[str, int] = {}  # the bits of each start
        self._bits = 0

    def enter(self, needs: Needs) -> int:
        """The bit of a new pattern."""
        bit = 1 << self._bits
        self._bits += 1
        for start in needs.starts:
            self._starts[start] = self._starts.get(start, 0) | bit
        self.clear()
        look.cache_clear()
        return bit

    def __missing__(self, beginning: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = 0
        for length in range(FEWEST, len(beginning) + 1):
            found |= self._starts.get(beginning[:length], 0)
        self[beginning] = found
        return found


@lru_cache(maxsize=_TEXTS)
def look(text: str) -> tuple[str, int]:
    """A text in lower case, and the bits of the patterns whose starts it holds."""
    lower, found = text.lower(), 0
    for bits in set(map(_REGISTER.__getitem__, set(_BEGINNING.findall(lower)))):
        found |= bits
    return lower, found


_REGISTER = _Register()


def _is_odd(text: str) -> bool:
    return _ODD[0] in text or _ODD[1] in text


class Quick:
    """A compiled pattern, `plain`, that is asked only of texts that hold what it `needs`."""

    __slots__ = ("_asked", "_lowered", "bit", "is_bound", "needs", "plain")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.plain = re.compile(pattern, flags)
        self.needs = needs_of(pattern, flags)
        self.bit = _REGISTER.enter(self.needs)
        self.is_bound = self.needs != NOTHING
        self._lowered: re.Pattern[str] | None = None  # made when it is first asked
        self._asked = 0

    @property
    def pattern(self) -> str:
        """The pattern as it was written."""
        return self.plain.pattern

    @property
    def flags(self) -> int:
        """As `re.Pattern.flags`."""
        return self.plain.flags

    def holds(self, text: str) -> bool:
        """Whether the pattern is found in a text."""
        return self.may_match(text) and self.span(text) is not None

    def span(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Where the pattern is found first, asked without a look at what it needs."""
        if self._lowered is None:
            self._lowered = lowered(self.pattern, self.flags & ~re.UNICODE) or self.plain
        if self._lowered is not self.plain:
            lower = look(text)[0]
            if len(lower) == len(text) and (lower.isascii() or not _is_odd(lower)):
                match = self._lowered.search(lower, start)
                return match.span() if match else None
        match = self.plain.search(text, start)
        return match.span() if match else None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if not self.may_match(text):
            return None
        self._asked += 1
        if self._asked <= _SELDOM or self._lowered is self.plain:
            return self.plain.search(text, start)
        found = self.span(text, start)
        return self.plain.match(text, found[0]) if found else None

    def findall(self, text: str) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self.plain.findall(text) if self.may_match(text) else []

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.plain.finditer(text) if self.may_match(text) else iter(())

    def may_match(self, text: str) -> bool:
        """Whether a text holds what the pattern needs."""
        if not self.is_bound:
            return True
        lower, found = look(text)
        if found & self.bit:
            return True
        # A plain loop: a generator costs more than it saves here.
        for word in self.needs.inside:  # noqa: SIM110
            if word in lower:
                return True
        return False


def may_match(patterns: Sequence[tuple[str, Quick]], text: str) -> list[tuple[str, Quick]]:
    """Those of many named patterns that a text may match: one look, and no call for each."""
    _, found = look(text)
    return [
        named
        for named in patterns
        if found & named[1].bit
        or not named[1].is_bound
        or (named[1].needs.inside and named[1].may_match(text))
    ]
