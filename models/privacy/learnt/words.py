"""What one word is to the model: its lists, its shape, its letters."""

from __future__ import annotations

import re
from functools import lru_cache

from models.privacy.flags import is_first
from models.privacy.known import is_new, is_ordinary
from models.privacy.lexicon import lexicon

NOTHING = ""  # comes before the first word of a text and behind the last
_OWNED = re.compile(r"['’]s$")
_CAPITALS = re.compile(r"[A-ZÀ-Þ]+")
_SMALL = re.compile(r"[^\W\d_A-ZX]+")
_LETTERS = (2, 3, 4)  # how many letters in a row are looked at
_LONGEST, _DIGITS, _SHAPE = 9, 5, 8  # what is longer counts as this long
# Of these a word passes on what is beside it as it is; of any other only its lists do.
_TELLING = frozenset(
    {"ordinary", "body", "other", "title", "staff title", "word title", "honour", "kin", "staff"}
    | {"people", "home", "does", "short form"}
)


@lru_cache(maxsize=16384)
def lists_of(word: str) -> tuple[str, ...]:
    """The lists that a word is in."""
    if not word:
        return ("nothing",)
    if word.isdigit():
        return (f"digits {min(len(word), _DIGITS)}",)
    if not word[0].isalpha():
        return ("sign",)
    words, plain = lexicon(), _plain(word)
    lower = plain.lower()
    named = plain.title() if plain.isupper() else plain[:1].upper() + plain[1:]
    known = "ordinary" if is_ordinary(plain) else "new" if is_new(plain) else ""
    found = [
        *(["first"] if is_first(named) else []),
        *(name for name, listed in _lists_of_names() if named in listed),
        *([known] if known else []),
        *(name for name, listed in _lists_of_words() if lower in listed),
        *(["cited"] if word in words.cited else []),
        *(
            ["short form"]
            if word in words.short_forms or word.upper() in words.review_kinds
            else []
        ),
    ]
    return tuple(found) or ("none",)


def _lists_of_names() -> tuple[tuple[str, frozenset[str]], ...]:
    words = lexicon()
    return (
        ("ordinary first", words.ordinary_firsts),
        ("surname", words.surnames),
        ("ordinary surname", words.ordinary_surnames),
    )


@lru_cache(maxsize=1)
def _lists_of_words() -> tuple[tuple[str, frozenset[str]], ...]:
    words = lexicon()
    return (
        ("body", words.bodies),
        ("other", words.others),
        ("place", words.places),
        ("place name", words.place_names),
        ("title", words.titles),
        ("staff title", words.staff_titles),
        ("word title", words.word_titles),
        ("honour", words.honours),
        ("kin", frozenset(words.kin)),
        ("staff", frozenset(words.staff)),
        ("people", frozenset(words.people)),
        ("home", words.dwellings),
        ("premises", words.premises),
        ("does", frozenset(words.does)),
    )


@lru_cache(maxsize=16384)
def seen(word: str) -> str:
    """What a word is to its neighbours: itself if reports use it, and else its lists."""
    if not word:
        return "nothing"
    if word[0].isalpha():
        lists, capital = lists_of(word), "^" if word[0].isupper() else ""
        if len(word) == 1:
            return f"{capital}letter"
        is_telling = "first" not in lists and not _TELLING.isdisjoint(lists)
        return capital + (word.lower() if is_telling else "|".join(lists))
    return lists_of(word)[0] if word.isdigit() else word.replace("’", "'")


@lru_cache(maxsize=16384)
def shape_of(word: str) -> str:
    """Capitals and small letters, each run as one: "McTuvor" is `XxXx`, "MARAC" is `XX`."""
    capitals = _CAPITALS.sub(lambda run: "X" if len(run[0]) == 1 else "XX", word)
    return _SMALL.sub("x", capitals)[:_SHAPE]


@lru_cache(maxsize=16384)
def of_itself(word: str) -> tuple[str, ...]:
    """What the model sees of a word alone."""
    lists, plain = lists_of(word), _plain(word)
    lower = plain.lower()
    letters = f"^{lower}$"
    return (
        f"shape {shape_of(word)}",
        f"length {min(len(word), _LONGEST)}",
        *(f"list {name}" for name in lists),
        f"lists {'|'.join(lists)}",
        *(f"letters {letters[i : i + n]}" for n in _LETTERS for i in range(len(letters) - n + 1)),
        *(() if "new" in lists else (f"word {lower}",)),
    )


def may_be_named(word: str) -> bool:
    """Whether a word is in a list of names, or in none at all."""
    lists = lists_of(word)
    return any(name in lists for name in ("first", "surname", "new")) or any(
        name in lists for name in ("ordinary first", "ordinary surname")
    )


def _plain(word: str) -> str:
    return _OWNED.sub("", word).replace("’", "'")
