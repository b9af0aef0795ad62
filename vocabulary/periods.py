"""How reviews state the period that they looked at, and the event that ends it."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.loading import load
from vocabulary.quick import Quick


class PeriodCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that announce a period, and how reliable they are."""

    sure: int
    patterns: tuple[str, ...]
    examples: tuple[str, ...]

    @property
    def words(self) -> Quick:
        return _any(self.patterns)


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a period may end with instead of a date."""

    kind: str
    patterns: tuple[str, ...]
    dated: tuple[str, ...]  # further words for it if it has a date
    examples: tuple[str, ...]

    @property
    def words(self) -> Quick:
        return _any(self.patterns)

    @property
    def told(self) -> Quick:
        return _any((*self.patterns, *self.dated))


class PeriodWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole list; the surest cue comes first."""

    cues: tuple[PeriodCue, ...]
    events: tuple[Event, ...]
    afterwards: tuple[str, ...]

    @property
    def later(self) -> Quick:
        return _any(self.afterwards)


@cache
def _any(patterns: tuple[str, ...]) -> Quick:
    return Quick("|".join(patterns), re.IGNORECASE)


@cache
def period_words() -> PeriodWords:
    """The words for periods. Raises VocabularyError if the file is wrong."""
    return load("periods.yaml", PeriodWords)
