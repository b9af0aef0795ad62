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
from typing import Any, NamedTuple

from vocabulary.needs import FEWEST, MOST, NOTHING, Needs, Search, halves_of, needs_of

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


class Looked(NamedTuple):
    """A text in lower case, and the bits of the patterns whose starts it holds.

    `is_in_step`: what is found in the text in lower case stands at the same place of the text.
    """

    lower: str
    bits: int
    is_in_step: bool


@lru_cache(maxsize=_TEXTS)
def look(text: str) -> Looked:
    """What all patterns want to know of a text."""
    lower, found = text.lower(), 0
    for bits in set(map(_REGISTER.__getitem__, set(_BEGINNING.findall(lower)))):
        found |= bits
    is_odd = not lower.isascii() and (_ODD[0] in lower or _ODD[1] in lower)
    return Looked(lower, found, len(lower) == len(text) and not is_odd)


_REGISTER = _Register()


def _first(*found: re.Match[str] | None) -> re.Match[str] | None:
    return min(filter(None, found), key=re.Match.start, default=None)


class Quick:
    """A compiled pattern, `plain`, that is asked only of texts that hold what it `needs`."""

    __slots__ = ("_asked", "_cased", "_is_made", "_lower", "bit", "is_bound", "needs", "plain")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.plain = re.compile(pattern, flags)
        self.needs = needs_of(pattern, flags)
        self.bit = _REGISTER.enter(self.needs)
        self.is_bound = self.needs != NOTHING
        self._is_made = False  # the halves are made when they are first asked
        self._lower: Search | None = None
        self._cased: Search | None = None
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
        return self.may_match(text) and self.begin(text) >= 0

    def begin(self, text: str, start: int = 0) -> int:
        """Where the first match begins, or -1; asked without a look at what the pattern needs."""
        if not self._is_made:
            self._make_halves()
        if self._lower and (looked := look(text)).is_in_step:
            match = self._lower(looked.lower, start)
            if self._cased:
                match = _first(match, self._cased(text, start))
        else:
            match = self.plain.search(text, start)
        return match.start() if match else -1

    def is_again(self, text: str, begin: int) -> bool:
        """Whether there is a match behind the one that begins there."""
        match = self.plain.match(text, begin)
        return match is not None and self.begin(text, match.end()) >= 0

    def _make_halves(self) -> None:
        if halves := halves_of(self.pattern, self.flags & ~re.UNICODE):
            self._lower, self._cased = halves
        self._is_made = True

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if not self.may_match(text):
            return None
        if self._is_seldom():
            return self.plain.search(text, start)
        begin = self.begin(text, start)
        return self.plain.match(text, begin) if begin >= 0 else None

    def _is_seldom(self) -> bool:
        """Whether it is asked too seldom to be made for texts in lower case, or cannot be."""
        self._asked += 1
        return self._asked <= _SELDOM or (self._is_made and not self._lower)

    def findall(self, text: str) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self.plain.findall(text) if self.may_match(text) else []

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        if not self.may_match(text):
            return iter(())
        return self.plain.finditer(text) if self._is_seldom() else self._each(text)

    def _each(self, text: str) -> Iterator[re.Match[str]]:
        """As `finditer`, by the halves: on a page in a third to a half of the time."""
        if not self._is_made:
            self._make_halves()
        looked = look(text)
        if not self._lower or not looked.is_in_step:
            yield from self.plain.finditer(text)
            return
        halves = [(self._lower, looked.lower)]
        if self._cased:
            halves.append((self._cased, text))
        found = [search(asked) for search, asked in halves]
        while first := _first(*found):
            match = self.plain.match(text, first.start())
            if not match:
                return
            yield match
            # A half that has found something further on is not asked again before that.
            found = [
                last if last is None or last.start() >= match.end() else search(asked, match.end())
                for last, (search, asked) in zip(found, halves, strict=True)
            ]

    def may_match(self, text: str) -> bool:
        """Whether a text holds what the pattern needs."""
        if not self.is_bound:
            return True
        looked = look(text)
        if looked.bits & self.bit:
            return True
        # A plain loop: a generator costs more than it saves here.
        for word in self.needs.inside:  # noqa: SIM110
            if word in looked.lower:
                return True
        return False


def may_match(patterns: Sequence[tuple[str, Quick]], text: str) -> list[tuple[str, Quick]]:
    """Those of many named patterns that a text may match: one look, and no call for each."""
    found = look(text).bits
    return [
        named
        for named in patterns
        if found & named[1].bit
        or not named[1].is_bound
        or (named[1].needs.inside and named[1].may_match(text))
    ]
