"""What reports call their statements: `statements.yaml` as patterns for every place they appear in.

One file, three places: headings of sections, labels before a statement, columns of tables.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.kept import compiled
from vocabulary.loading import load, mistake


class WordForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word and its plural, lower case."""

    one: str
    many: str


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one kind of statement, and the letters of its short labels."""

    letters: tuple[str, ...]
    words: tuple[WordForms, ...]


class StatementWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file: words that may come before, and the kinds by their codes."""

    qualifiers: tuple[str, ...]
    kinds: dict[str, KindWords]


@cache
def statement_words() -> StatementWords:
    """The words. Raises VocabularyError if one word means two kinds."""
    found = load("statements.yaml", StatementWords)
    meant: dict[str, str] = {}
    for code, kind in found.kinds.items():
        for name in (form for word in kind.words for form in {word.one, word.many}):
            if meant.setdefault(name, code) != code:
                raise mistake("statements.yaml", name, f"{name!r} is both {meant[name]} and {code}")
    return found


@cache
def word_pattern(code: str) -> str:
    """A regular expression without anchors for a word of this kind, longest words first."""
    words = statement_words().kinds[code].words
    forms = {form for word in words for form in (word.one, word.many)}
    return "(?:" + "|".join(_spaced(form) for form in sorted(forms, key=_longest)) + ")"


@cache
def qualifier_pattern() -> str:
    """A regular expression for any number of words that may come before."""
    words = "|".join(_spaced(word) for word in sorted(statement_words().qualifiers, key=_longest))
    return rf"(?:(?:{words})\s+)*"


@cache
def openings() -> frozenset[str]:
    """The first three letters of every word of any kind, and of words that may come before it."""
    found = statement_words()
    forms = [
        form
        for kind in found.kinds.values()
        for word in kind.words
        for form in (word.one, word.many)
    ]
    return frozenset(word[:3] for word in (*found.qualifiers, *forms))


@cache
def titles(code: str) -> re.Pattern[str]:
    """A heading or column that is a word of this kind, with what may come before it."""
    return compiled(rf"(?:the )?{qualifier_pattern()}{word_pattern(code)}", re.IGNORECASE)


@cache
def numbered_titles() -> re.Pattern[str]:
    """A line that is a word of any kind and a number: "Learning point 3", "Systems finding 2:"."""
    kinds = "|".join(titles(code).pattern for code in statement_words().kinds)
    return compiled(rf"(?:{kinds}) \d{{1,2}}[.:)]?", re.IGNORECASE)


@cache
def short_letters() -> dict[str, str]:
    """Letters of short labels, lower case, to the kind that they mean."""
    kinds = statement_words().kinds
    return {letters.lower(): code for code, kind in kinds.items() for letters in kind.letters}


def _spaced(words: str) -> str:
    return r"[\s-]".join(re.escape(word) for word in words.split())


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word
