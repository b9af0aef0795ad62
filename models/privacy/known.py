"""Whether a word is one that reports use for other things than somebody's name."""

from __future__ import annotations

from functools import lru_cache

from models.privacy.lexicon import lexicon

# What a suffix leaves of a word, and what its stem may have lost.
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", ""), ("al", ""), ("ness", ""),
)  # fmt: skip


def is_ordinary(word: str) -> bool:
    """Whether a word, in some form, is one that reports print in small letters."""
    plain = word.lower().replace("’", "'")
    words = lexicon().small_words
    return plain in words or any(
        plain.endswith(ending) and plain.removesuffix(ending) + lost in words
        for ending, lost in _ENDINGS
    )


@lru_cache(maxsize=16384)
def is_new(word: str) -> bool:
    """Whether a word is in no list, of ordinary words or of those with a capital."""
    words = lexicon()
    lower = word.lower()
    known = (words.not_names, words.place_words, words.titles, words.honours)
    return not is_ordinary(word) and not any(lower in some for some in known)
