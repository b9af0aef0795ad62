"""Words that praise, find fault or say that something is wrong: `judging_words.yaml`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import msgspec

from vocabulary.loading import load, mistake

_FILE = "judging_words.yaml"


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written: words separated by spaces, phrases as lists."""

    praise: str
    blame: str
    turns: str
    blame_phrases: tuple[str, ...]
    wrong: str
    wrong_beginnings: str
    wrong_phrases: tuple[str, ...]


class JudgingWords(NamedTuple):
    """The lists, ready for use."""

    praise: frozenset[str]
    blame: frozenset[str]
    turns: frozenset[str]
    blame_phrases: tuple[str, ...]
    wrong: frozenset[str]
    wrong_beginnings: tuple[str, ...]
    wrong_phrases: tuple[str, ...]


@cache
def judging_words() -> JudgingWords:
    """All lists. Raises VocabularyError if a word is in more than one of the judging lists."""
    found = load(_FILE, _Lists)
    sets = [frozenset(words.split()) for words in (found.praise, found.blame, found.turns)]
    praise, blame, turns = sets
    for word in sorted((praise & blame) | (praise & turns) | (blame & turns)):
        raise mistake(_FILE, word, f"{word!r} is in two lists")
    return JudgingWords(
        praise,
        blame,
        turns,
        found.blame_phrases,
        frozenset(found.wrong.split()),
        tuple(found.wrong_beginnings.split()),
        found.wrong_phrases,
    )
