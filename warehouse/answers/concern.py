"""Whether a text says that something was wrong or wanting, as far as its words show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vocabulary.judging_words import judging_words
from warehouse.terms import Terms

_LETTERS = re.compile(r"[a-z]+")


def concerns(texts: Sequence[str], words: Terms) -> NDArray[np.bool_]:
    """For each text whether something is wrong in it; `words` are those of the same texts.

    A recommendation answers what went wrong: sentences without such a word only praise or describe.
    """
    wrong = np.array([_is_wrong(name) for name in words.names], dtype=bool)
    found = np.zeros(len(texts), dtype=bool)
    if len(words.ids):
        found[words.text_of[wrong[words.ids]]] = True
    for i in np.flatnonzero(~found).tolist():
        low = texts[i].lower()
        found[i] = any(phrase in low for phrase in judging_words().wrong_phrases)
    return found


@cache
def _is_wrong(word: str) -> bool:
    known = judging_words()
    parts = _LETTERS.findall(word)
    return any(w in known.wrong or w.startswith(known.wrong_beginnings) for w in parts)
