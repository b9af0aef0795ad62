"""What one word may be to a name: the flags that the patterns of names.yaml are made of."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.privacy.lexicon import lexicon
from models.privacy.text import LOWER, UPPER

_NAME = re.compile(rf"[{UPPER}][{LOWER}'’]*(?:[-'’]?[{UPPER}]?[{LOWER}'’]+)+$")
_SHOUTED = re.compile(rf"[{UPPER}][{UPPER}'’-]{{2,}}$")


def _plain(word: str) -> str:
    return word.replace("’", "'")


def _is_first(word: str) -> bool:
    names = lexicon().firsts
    word = _plain(word)
    # "Lily-Mae", "Anne-Marie": the first part is enough.
    return word in names or ("-" in word and word.partition("-")[0] in names and _is_like(word))


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
    return "-" not in lower or not any(part in words.not_names for part in lower.split("-"))


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


def _is_shouted(word: str) -> bool:
    return bool(_SHOUTED.match(word)) and word.lower() not in lexicon().not_names


def _is_shouted_first(word: str) -> bool:
    return _is_shouted(word) and _is_first(_titled(word))


def _is_shouted_surname(word: str) -> bool:
    return _is_shouted(word) and _titled(word) in lexicon().surnames


def _titled(word: str) -> str:
    """ "O'ROURKE" as "O'Rourke", "MCKENNA" as "McKenna"."""
    plain = re.sub(rf"[{UPPER}]+", lambda m: m[0].capitalize(), _plain(word))
    return re.sub(r"^Mc(\w)", lambda m: f"Mc{m[1].upper()}", plain)


FLAGS: dict[str, Callable[[str], bool]] = {
    "FIRST": _is_first,
    "ORDINARY_FIRST": _is_ordinary_first,
    "ANY_FIRST": lambda word: _is_first(word) or _is_ordinary_first(word),
    "SURNAME": _is_surname,
    "LIKE": _is_like,
    "UNKNOWN": _is_unknown,
    "PLACE": lambda word: word[0].isupper() and word.lower() in lexicon().places,
    "TITLE": _is_title,
    "PARTICLE": lambda word: word in lexicon().particles,
    "SHOUTED": _is_shouted,
    "SHOUTED_FIRST": _is_shouted_first,
    "SHOUTED_SURNAME": _is_shouted_surname,
}


def is_trigger(word: str) -> bool:
    """Whether a word can begin or end what a pattern finds: where none is, none need be asked."""
    return _is_first(word) or _is_surname(word) or _is_title(word) or _is_shouted_surname(word)
