"""Runs of letters of a text as numbers, the same way in training and at run time.

Words that training never saw share their letters with words it did: "self-neglecting",
"safeguarded", a misspelling, a name for a service made from known parts. Runs of three to five
letters of each word, its edges included, fall into a fixed number of places by a checksum; so
nothing that anybody wrote can be read back from the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np

from models.themes.terms import Array, Places, Single, Terms, weighted

N_PLACES = 1 << 15
SHORTEST, LONGEST = 3, 5
MAX_WORD = 40  # the rest of a longer "word" (an address, a row of dots) says nothing
_DIGIT = re.compile(r"[0-9]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def letters_of(texts: Sequence[str]) -> tuple[Places, Places]:
    """The places of all runs of some texts, and the number of the text that each is of."""
    found = [_NONE]
    sizes: list[int] = []
    for text in texts:
        of_words = [*map(runs, _words(text))]
        sizes.append(sum(map(len, of_words)))
        found += of_words
    return np.concatenate(found), np.repeat(np.arange(len(sizes)), sizes)


def _words(text: str) -> list[str]:
    return _DIGIT.sub("0", text.lower().translate(_QUOTES)).split()


@lru_cache(maxsize=20_000)  # a report uses some thousand different words, most of them often
def runs(word: str) -> Places:
    """The places of the runs of one word in small letters."""
    padded = f" {word[:MAX_WORD]} "
    found = [
        crc32(padded[start : start + size].encode()) % N_PLACES
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(max(1, len(padded) - size + 1))
    ]
    return np.array(found, dtype=np.int64)


_NONE: Places = np.zeros(0, dtype=np.int64)


class WordLetters(NamedTuple):
    """The places of the runs of some words, and for each word where its places end."""

    places: Places
    ends: Places


def letters_by_word(words: Sequence[str]) -> WordLetters:
    """The runs of words in small letters, each word by itself."""
    found = [runs(word) for word in words]
    ends = np.cumsum([0, *map(len, found)])
    return WordLetters(np.concatenate([_NONE, *found]), ends.astype(np.int64))


class LetterModel(NamedTuple):
    """One linear model per theme over the places: `weights` is N_PLACES x themes."""

    idf: Single
    weights: Single

    def terms(self, texts: Sequence[str]) -> Terms:
        """The tf-idf of texts."""
        places, number = letters_of(texts)
        return weighted(number, places, self.idf, len(texts))

    def logits(self, texts: Sequence[str]) -> Array:
        """What the letters add to the log odds of every theme: texts x themes."""
        return self.terms(texts).through(self.weights)

    def carriers(self, words: WordLetters, theme: int) -> Array:
        """How much the letters of each word add to a theme, up to a common factor."""
        share = self.idf[words.places] * self.weights[words.places, theme]
        return np.asarray(np.diff(np.append(0.0, np.cumsum(share))[words.ends]))
