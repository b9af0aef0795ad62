"""Whether a text says that something was wrong or wanting, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from warehouse.terms import Terms

# A recommendation answers what went wrong: sentences without such a word only praise or describe.
_WRONG = frozenset(
    """not no nor never none nobody too however although though limited unclear few rarely seldom
    without despite miss missed missing unable only gap gaps barely outdated less unaware
    unsuitable drift incomplete ineffective concerns concerning late""".split()
)
_WRONG_STEMS = tuple(
    """inconsisten varia lack delay poor weak insufficient challeng difficult fail absen hamper
    adverse inadequate flaw wait complex slow shortage disagree struggl problem overlook
    assum""".split()
)
_WRONG_PHRASES = (
    "more work", "more to do", "need to ", "needs to ", "needed to ", "could be improved",
    "should have ", "could have ",
)  # fmt: skip
_LETTERS = re.compile(r"[a-z]+")


def concerns(texts: Sequence[str], words: Terms) -> NDArray[np.bool_]:
    """For each text whether something is wrong in it; `words` are those of the same texts."""
    wrong = np.array([_is_wrong(name) for name in words.names], dtype=bool)
    found = np.zeros(len(texts), dtype=bool)
    if len(words.ids):
        found[words.text_of[wrong[words.ids]]] = True
    for i in np.flatnonzero(~found).tolist():
        low = texts[i].lower()
        found[i] = any(phrase in low for phrase in _WRONG_PHRASES)
    return found


@cache
def _is_wrong(word: str) -> bool:
    return any(w in _WRONG or w.startswith(_WRONG_STEMS) for w in _LETTERS.findall(word))
