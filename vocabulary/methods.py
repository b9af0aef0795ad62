"""The methods of reviews, and the words that name them."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.loading import load
from vocabulary.quick import Quick


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A method, or a part of the work: its name and the words that show it."""

    name: str
    patterns: tuple[str, ...]
    example: str

    @property
    def words(self) -> Quick:
        return _any(self.patterns)


class Methods(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Named methods, the methods that a type of document implies, and parts of the work."""

    models: tuple[Method, ...]
    frameworks: dict[str, str]
    parts: tuple[Method, ...]
    done: str
    without: str


@cache
def _any(patterns: tuple[str, ...]) -> Quick:
    # Abbreviations are capitals by themselves.
    cased = (p if re.search(r"[A-Z]{3}", p) else f"(?i:{p})" for p in patterns)
    return Quick("|".join(cased))


@cache
def methods() -> Methods:
    """All methods. Raises VocabularyError if the file is wrong."""
    return load("methods.yaml", Methods)
