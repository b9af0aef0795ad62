"""What one word may be to a name: the flags that the patterns of names.yaml are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from models.privacy.known import is_new
from models.privacy.lexicon import lexicon
from models.privacy.text import LOWER, UPPER, VOWELS
from vocabulary.kept import compiled

_NAME = compiled(rf"[{UPPER}][{LOWER}'’]*(?:[-'’]?[{UPPER}]?[{LOWER}'’]+)+$")
_TWO = compiled(rf"[{UPPER}][{LOWER}]$")
_DOUBLE = compiled(rf"[{UPPER}][{LOWER}]+-[{UPPER}]?[{LOWER}]+$")
_VOWEL = compiled(rf"[{VOWELS}]")
_LONG = 6  # letters in capitals that are no short form any more
_MIDDLING = 5  # letters of a surname in capitals beside a first name
_SHOUTED = compiled(rf"[{UPPER}][{UPPER}'’-]{{2,}}$")


def _plain(word: str) -> str:
    return word.replace("’", "'")


def is_first(word: str) -> bool:
    """Whether a word is given as a first name and is no other word."""
    words = lexicon()
    word = _plain(word)
    if "-" not in word or word in words.firsts:
        return word in words.firsts
    # "Anne-Marie": the first part is enough. "Lily-Mae", "Amber-Leigh": both may be words.
    first, _, last = word.partition("-")
    both = words.firsts | words.ordinary_firsts
    return (first in words.firsts and _is_like(word)) or (first in both and last in both)


def _is_ordinary_first(word: str) -> bool:
    return word in lexicon().ordinary_firsts


def _is_surname(word: str) -> bool:
    names = lexicon().surnames
    word = _plain(word)
    return word in names or ("-" in word and any(part in names for part in word.split("-")))


def _is_like(word: str) -> bool:
    """A word that looks like a name and is not among the other words that have a capital."""
    if len(word) < 3 or not _NAME.match(word):
        return False
    lower = _plain(word).lower()
    words = lexicon()
    if lower in words.not_names:
        return _plain(word) in words.ordinary_surnames and lower not in words.bodies
    parts = _plain(word).split("-")
    # "Grenfell-Ward": one half may be a word that is borne as a surname.
    return len(parts) == 1 or (
        not all(part.lower() in words.not_names for part in parts)
        and all(
            part.lower() not in words.not_names or part in words.ordinary_surnames for part in parts
        )
    )


def _is_unknown(word: str) -> bool:
    words = lexicon()
    lower = word.lower()
    return (
        _is_like(word)
        and lower not in words.not_names
        and lower not in words.place_words
        and lower not in words.titles
        and lower not in words.honours
    )


def _is_title(word: str) -> bool:
    return word[0].isupper() and word.rstrip(".").lower() in lexicon().titles | {
        title for title in lexicon().staff_titles if " " not in title
    }


def _is_rank(word: str) -> bool:
    return word[0].isupper() and word.rstrip(".").lower() in lexicon().word_titles


def _is_new(word: str) -> bool:
    """Whether a word is a surname, or one that reports know for nothing else."""
    return _is_surname(word) or (
        _is_unknown(word) and all(map(is_new, filter(None, word.split("-"))))
    )


def _is_shouted(word: str) -> bool:
    return bool(_SHOUTED.match(word)) and word.lower() not in lexicon().not_names


def _is_shouted_first(word: str) -> bool:
    return _is_shouted(word) and is_first(_titled(word))


def _is_shouted_surname(word: str) -> bool:
    return _is_shouted(word) and _titled(word) in lexicon().surnames


def _is_shouted_new(word: str) -> bool:
    """In capitals, no short form, and no word that reports know."""
    is_long = len(word) >= _LONG and len(_VOWEL.findall(word)) > 1
    return is_long and _is_shouted(word) and is_new(_titled(word))


def _is_shouted_strange(word: str) -> bool:
    """In capitals, with vowels, and no word that reports know: beside a first name a surname."""
    is_long = len(word) >= _MIDDLING and len(_VOWEL.findall(word)) > 1
    return is_long and _is_shouted(word) and is_new(_titled(word))


def _titled(word: str) -> str:
    """ "O'ROURKE" as "O'Rourke", "MCKENNA" as "McKenna"."""
    plain = re.sub(rf"[{UPPER}]+", lambda m: m[0].capitalize(), _plain(word))
    return re.sub(r"^Mc(\w)", lambda m: f"Mc{m[1].upper()}", plain)


FLAGS: dict[str, Callable[[str], bool]] = {
    "FIRST": is_first,
    "ORDINARY_FIRST": _is_ordinary_first,
    "ANY_FIRST": lambda word: is_first(word) or _is_ordinary_first(word),
    "SURNAME": _is_surname,
    "ORDINARY_SURNAME": lambda word: _plain(word) in lexicon().ordinary_surnames,
    "LIKE": _is_like,
    "UNKNOWN": _is_unknown,
    "PLACE": lambda word: word[0].isupper() and word.lower() in lexicon().places,
    "TITLE": _is_title,
    "RANK": _is_rank,
    "NEW": _is_new,
    "PARTICLE": lambda word: word.lower() in lexicon().particles,
    "SHOUTED": _is_shouted,
    "SHOUTED_FIRST": _is_shouted_first,
    "SHOUTED_SURNAME": _is_shouted_surname,
    "SHOUTED_NEW": _is_shouted_new,
    "SHOUTED_STRANGE": _is_shouted_strange,
    "SHORT": lambda word: bool(_TWO.match(word)) and word.lower() not in lexicon().not_names,
    "DOUBLE": lambda word: bool(_DOUBLE.match(word)),
}


@lru_cache(maxsize=8192)
def may_be_name(word: str) -> bool:
    """Whether a word with a capital can be part of a name: in most texts none can."""
    words = lexicon()
    word = _plain(word).removesuffix("'s").rstrip("'-")
    parts = word.split("-")
    return (
        _begins_or_ends(word)
        or any(part in words.ordinary_firsts or part in words.ordinary_surnames for part in parts)
        or any(map(is_new, filter(None, parts)))
    )


@lru_cache(maxsize=8192)
def is_trigger(word: str) -> bool:
    """Whether a word can begin or end what a pattern finds: where none is, none need be asked."""
    return _begins_or_ends(word) or (bool(word) and _is_rank(word))


def _begins_or_ends(word: str) -> bool:
    return bool(word) and (
        is_first(word)
        or _is_surname(word)
        or _is_title(word)
        or _is_shouted_first(word)
        or _is_shouted_surname(word)
    )
