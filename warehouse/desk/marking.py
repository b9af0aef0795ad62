"""Where the words of a search occur in a statement, whatever their endings."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from warehouse.desk.connection import Desk

# What a search leaves out, and what it is limited to, are no words to show.
_NOT_SHOWN = re.compile(
    r'(?:^|\s)(?:-|(?:kind|theme|nation|year|type|sector|since|review):)(?:"[^"]*"|\S+)',
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def forms_of(desk: Desk, words: str) -> frozenset[str]:
    """Every word of the warehouse that has the stem of a word searched for."""

    def ask() -> frozenset[str]:
        wanted = set(_WORD.findall(plain(_NOT_SHOWN.sub(" ", words)))) - common_words(desk)
        # Two short looks: a join of the words with themselves takes twice as long.
        stems = desk.rows(
            "select distinct stem_no from core.search_words"
            " where list_contains($words::varchar[], word)",
            {"words": sorted(wanted)},
        )
        rows = desk.rows(
            "select word from core.search_words where list_contains($stems::integer[], stem_no)",
            {"stems": [row["stem_no"] for row in stems]},
        )
        return frozenset(str(row["word"]) for row in rows)

    return desk.once(("forms", words), ask)


def common_words(desk: Desk) -> frozenset[str]:
    """Words that no search looks for."""

    def ask() -> frozenset[str]:
        return frozenset(str(row["word"]) for row in desk.rows("from core.search_stop_words"))

    return desk.once("common words", ask, stays=True)


def places_of(forms: frozenset[str], text: str) -> list[tuple[int, int]]:
    """Where these words stand in a text: first character, and the one behind the last."""
    return [found.span() for found in _WORD.finditer(text) if plain(found[0]) in forms]


def plain(text: str) -> str:
    """Small letters without accents, as the index has them."""
    return "".join(c for c in normalize("NFD", text.lower()) if not combining(c))
