"""Quick tests for patterns that are tried on every paragraph and rarely match.

`re` tries a pattern that ignores case at every character. But a text that it matches nearly always
contains one of a few words. If a text has none of them, its beginnings of words show that in a
tenth of the time. Each text is looked at once for all patterns. What a pattern needs is taken from
the pattern itself, so that nothing has to be kept in step by hand. The result is always that of the
pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from vocabulary.alternatives import Alternative, alternatives_of
from vocabulary.kept import compiled
from vocabulary.needs import FEWEST, MOST, NOTHING, Needs, all_of

_BEGINNING = re.compile(rf"\b\w{{{FEWEST},{MOST}}}")
_MOST_KNOWN = 50_000  # runs of letters and signs that are remembered
_TEXTS = 2_000  # texts that are remembered, because several stages look at a document's paragraphs
_ODD = ("ı", "ſ")  # letters that `re` takes for an i or s although they are not capitals


class _Register(dict[str, int]):
    """All quick patterns, each with a bit, so that a text is looked at once for all of them.

    The bits are kept for each run of characters between two spaces, because splitting a text at its
    spaces takes a third of the time of finding all its words.
    """

    def __init__(self) -> None:
        super().__init__()
        self._starts: dict[str, int] = {}  # the bits of the patterns that need each start
        self._bits = 0

    def enter(self, *needs: Needs) -> list[int]:
        """Give new patterns their bits."""
        bits = [1 << self._bits + i for i in range(len(needs))]
        self._bits += len(needs)
        for bit, one in zip(bits, needs, strict=True):
            for start in one.starts:
                self._starts[start] = self._starts.get(start, 0) | bit
        self.clear()
        look.cache_clear()
        return bits

    def __missing__(self, run: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = 0
        for beginning in _BEGINNING.findall(run):
            for length in range(FEWEST, len(beginning) + 1):
                found |= self._starts.get(beginning[:length], 0)
        self[run] = found
        return found


class Looked(NamedTuple):
    """A text in lower case, and the bits of the patterns whose starts it contains.

    `is_in_step`: positions in the text in lower case are the same as in the text itself.
    """

    lower: str
    bits: int
    is_in_step: bool


@lru_cache(maxsize=_TEXTS)
def look(text: str) -> Looked:
    """What all patterns need to know about a text."""
    lower, found = text.lower(), 0
    for bits in map(_REGISTER.__getitem__, set(lower.split())):
        if bits:  # no pattern begins with nearly half of all words
            found |= bits
    is_odd = not lower.isascii() and (_ODD[0] in lower or _ODD[1] in lower)
    return Looked(lower, found, len(lower) == len(text) and not is_odd)


_REGISTER = _Register()


class _Part(NamedTuple):
    """An alternative with its bit in the register."""

    bit: int
    is_bound: bool
    inside: frozenset[str]
    alternative: Alternative


def _holds_any(words: frozenset[str], lower: str) -> bool:
    # A plain loop: a generator costs more than it saves here.
    for word in words:  # noqa: SIM110
        if word in lower:
            return True
    return False


class Quick:
    """A pattern that is only tried on texts that contain what it `needs`.

    Only those of its alternatives are tried whose own needs a text contains: for most texts that is
    one or two. They find where a match begins, and `plain`, the pattern as it was written, finds
    the match itself. Both are compiled at their first use, because many are never used.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags
        found = alternatives_of(pattern, flags)
        self.needs = all_of([one.needs for one in found])
        self.is_bound = self.needs != NOTHING
        self.bit, *bits = _REGISTER.enter(self.needs, *(one.needs for one in found))
        self._parts = tuple(
            _Part(bit, one.needs != NOTHING, one.needs.inside, one)
            for bit, one in zip(bits, found, strict=True)
        )

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """The pattern as it was written."""
        return compiled(self.pattern, self.flags)

    def begin(self, text: str, start: int = 0) -> int:
        """Where the first match begins, or -1, without checking what the pattern needs."""
        return self._begin(text, start, look(text))

    def _begin(self, text: str, start: int, looked: Looked) -> int:
        lower, bits, is_in_step = looked
        if not self._parts or not is_in_step:
            match = self.plain.search(text, start)
            return match.start() if match else -1
        first = -1
        for bit, is_bound, inside, alternative in self._parts:
            if bits & bit or not is_bound or (inside and _holds_any(inside, lower)):
                search, is_lower = alternative.search
                match = search(lower if is_lower else text, start)
                if match:
                    at = match.start()
                    if at == start:
                        return at  # no other can begin before it
                    if not 0 <= first <= at:
                        first = at
        return first

    def is_again(self, text: str, begin: int) -> bool:
        """Whether there is another match after the one that begins there."""
        match = self.plain.match(text, begin)
        return match is not None and self.begin(text, match.end()) >= 0

    def holds(self, text: str) -> bool:
        """Whether the pattern is found anywhere in a text, which may need only one search."""
        looked = look(text)
        if not self._may_match(looked):
            return False
        lower, bits, is_in_step = looked
        if not self._parts or not is_in_step:
            return self.plain.search(text) is not None
        for bit, is_bound, inside, alternative in self._parts:
            if bits & bit or not is_bound or (inside and _holds_any(inside, lower)):
                search, is_lower = alternative.search
                if search(lower if is_lower else text):
                    return True
        return False

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        looked = look(text)
        if not self._may_match(looked):
            return None
        begin = self._begin(text, start, looked)
        return self.plain.match(text, begin) if begin >= 0 else None

    def findall(self, text: str) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self.plain.findall(text) if self.may_match(text) else []

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        looked = look(text)
        if not self._may_match(looked):
            return iter(())
        if not self._parts or not looked.is_in_step:
            return self.plain.finditer(text)
        return self._each(text, looked)

    def _each(self, text: str, looked: Looked) -> Iterator[re.Match[str]]:
        lower, bits, _ = looked
        searches = [
            alternative.search
            for bit, is_bound, inside, alternative in self._parts
            if bits & bit or not is_bound or (inside and _holds_any(inside, lower))
        ]
        asked = [(search, lower if is_lower else text) for search, is_lower in searches]
        found = [search(where) for search, where in asked]
        while begins := [match.start() for match in found if match]:
            match = self.plain.match(text, min(begins))
            if not match:
                return
            yield match
            # An alternative that matched further on is not tried again before that place.
            end = match.end()
            found = [
                last if last is None or last.start() >= end else search(where, end)
                for last, (search, where) in zip(found, asked, strict=True)
            ]

    def may_match(self, text: str) -> bool:
        """Whether a text contains what the pattern needs."""
        return self._may_match(look(text))

    def _may_match(self, looked: Looked) -> bool:
        if looked.bits & self.bit or not self.is_bound:
            return True
        inside = self.needs.inside
        return bool(inside) and _holds_any(inside, looked.lower)


def may_match(patterns: Sequence[tuple[str, Quick]], text: str) -> list[tuple[str, Quick]]:
    """The named patterns that a text may match, found in one look instead of one call for each."""
    found = look(text).bits
    return [
        named
        for named in patterns
        if found & named[1].bit
        or not named[1].is_bound
        or (named[1].needs.inside and named[1].may_match(text))
    ]
