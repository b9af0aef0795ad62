"""Words that may be a name by themselves: first names, and what reports do not know."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache

from models.privacy.flags import is_first
from models.privacy.known import is_new
from models.privacy.lexicon import lexicon
from models.privacy.text import LOWER, UPPER
from vocabulary.kept import compiled
from vocabulary.rules import asked

_ABSTRACT = asked("privacy_names", "abstract").plain

_WORD = compiled(rf"[{UPPER}](?<![\w@./&-].)(?<!\w[’'].)[\w’'-]+(?![@&/])")
_FORM = compiled(
    rf"[{UPPER}](?:[{LOWER}]|['’-](?=[{UPPER}{LOWER}])|(?<=[{LOWER}'’-])[{UPPER}](?=[{LOWER}]))+$"
)
_SHORT = 4  # letters that a name in capitals has more than
_OWNED = compiled(r"(?:['’](?:s|d|ll|ve|re|m)|['’-]+)$")


class CapitalKind(Enum):
    """What a word with a capital is by itself."""

    FIRST = auto()  # given as a first name, and nothing else
    WORD = (
        auto()
    )  # a first name that is another word: with a capital within a sentence it is a name
    PLACE = auto()  # a first name that is a place or a month: a name if it is used of people alone
    PERHAPS = auto()  # a name if something beside it says so


def candidates(text: str) -> Iterator[tuple[int, int, CapitalKind]]:
    """Where words that may be names begin and end."""
    for match in _WORD.finditer(text):
        kind = _kind(match[0])
        if kind is not None:
            yield match.start(), match.start() + len(_OWNED.sub("", match[0])), kind


@lru_cache(maxsize=8192)
def _kind(word: str) -> CapitalKind | None:
    words = lexicon()
    plain = _OWNED.sub("", word).replace("’", "'")
    lower = plain.lower()
    if plain.isupper():
        # "LEWIS": a name in a row of small letters, and no short form.
        return CapitalKind.WORD if len(plain) > _SHORT and plain.title() in words.firsts else None
    if not _FORM.match(plain):
        return None
    if is_first(plain) or (word in words.short_forms and plain in words.ordinary_firsts):
        # "Chelsea", "Florence", "Jan": of a place or a month more has to be said.
        if lower in words.not_names or word in words.short_forms:
            return CapitalKind.PLACE
        return CapitalKind.PERHAPS if lower in words.place_names else CapitalKind.FIRST
    if lower in words.titles or lower in words.honours or word in words.short_forms:
        return None
    is_known = lower in words.not_names or lower in words.place_names
    if plain in words.ordinary_firsts:
        is_place = lower in words.places or lower in words.place_names or lower in words.like_places
        return CapitalKind.PLACE if is_place else CapitalKind.WORD
    if is_known or plain in words.surnames:
        return None if is_known else CapitalKind.PERHAPS
    is_like = len(plain) > 1 and not _ABSTRACT.search(lower) and all(map(is_new, plain.split("-")))
    return CapitalKind.PERHAPS if is_like else None
