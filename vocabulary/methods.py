"""By which methods reviews are made, and the words that say so."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.loading import load
from vocabulary.quick import Quick


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A method, or a part of the work, by its name and the words that show it."""

    name: str
    patterns: tuple[str, ...]
    example: str

    @property
    def words(self) -> Quick:
        return _any(self.patterns)


class Methods(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Methods with a name, what a type of document itself implies, and parts of the work."""

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
    """All methods; raises VocabularyError where the file does not fit."""
    return load("methods.yaml", Methods)
