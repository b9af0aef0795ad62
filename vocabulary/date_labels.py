"""Which date a label on a front page announces."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from vocabulary.loading import load
from vocabulary.quick import Quick


class DateLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of date, how likely it is the date of publication, and the words that announce it."""

    kind: str
    sure: float
    patterns: tuple[str, ...]
    examples: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    labels: tuple[DateLabel, ...]


@cache
def date_labels() -> tuple[tuple[DateLabel, Quick], ...]:
    """Kinds of date with their patterns, in the order in which they are tried."""
    return tuple(
        (label, Quick("|".join(label.patterns), re.IGNORECASE))
        for label in load("date_labels.yaml", _File).labels
    )


@lru_cache(maxsize=500)  # a line of a cover is looked up several times
def label_of(words: str) -> DateLabel:
    """The kind of date that `words` announce; an empty string means a plain date."""
    found = (label for label, pattern in date_labels() if pattern.search(words))
    return next(found, date_labels()[-1][0])
