"""Where the words of a search occur in a statement, whatever their endings."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from warehouse.desk.connection import Desk
from warehouse.desk.stems import stems

# What a search leaves out, and what it is limited to, are no words to show.
_NOT_SHOWN = re.compile(
    r'(?:^|\s)(?:-|(?:kind|theme|nation|year|type|sector|since|review):)(?:"[^"]*"|\S+)',
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def forms_of(desk: Desk, words: str) -> frozenset[str]:
    """Every word of the warehouse that has the stem of a word searched for."""

    wanted = set(_WORD.findall(plain(_NOT_SHOWN.sub(" ", words)))) - common_words(desk)
    return stems(desk).forms(wanted)


def common_words(desk: Desk) -> frozenset[str]:
    """Words that no search looks for."""

    def ask() -> frozenset[str]:
        return frozenset(str(row["word"]) for row in desk.rows("from core.search_stop_words"))

    return desk.once("common words", ask, stays=True)


def places_of(forms: frozenset[str], text: str) -> list[tuple[int, int]]:
    """Where these words are in a text: first character, and the one behind the last."""
    return [found.span() for found in _WORD.finditer(text) if plain(found[0]) in forms]


def plain(text: str) -> str:
    """Small letters without accents, as the index has them."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in normalize("NFD", text.lower()) if not combining(c))
