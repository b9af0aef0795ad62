"""Words and word pairs of a text as numbers, the same way in training and at run time.

A feature's key is a 64-bit hash: of a word's stem (as spaCy keeps it in NORM), or of two stems
that follow each other once small words are left out ("voice of the child" gives "voic child").
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_ALPHA, NORM
from spacy.strings import get_string_id

from models.themes.stems import stem

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

STOPS = """a about above after again all also although am an and any are as at be because been
before being below between both but by can could did do does doing down during each either every
few for from further had has have having he her here hers him his how however i if in into is it
its itself just may me might more most much must my of off on once only or other our out over own
per s same shall she should so some such than that the their theirs them then there these they
this those through to too under until up upon us very was we were what when where which while who
whom whose why will with within would you your whether well made make making part use""".split()
_STOP_KEYS = np.sort(np.array([get_string_id(stem(word)) for word in STOPS], dtype=np.uint64))
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Features(NamedTuple):
    """Keys of a text and the first and last token of each (both inclusive)."""

    keys: Keys
    first: Places
    last: Places


def features_of(doc: Any) -> Features:
    """The words and pairs of a tokenised text. A pair never spans a punctuation mark."""
    table = doc.to_array([NORM, IS_ALPHA])
    words, alpha = table[:, 0], table[:, 1].astype(bool)
    kept = np.flatnonzero(alpha & ~_is_stop(words))
    if not len(kept):
        return Features(np.zeros(0, np.uint64), kept, kept)
    keys = words[kept]
    marks = np.cumsum(~alpha)[kept]
    near = (marks[1:] == marks[:-1]) & (kept[1:] - kept[:-1] <= 4)
    pairs = pair_key(keys[:-1], keys[1:])[near]
    return Features(
        np.concatenate([keys, pairs]),
        np.concatenate([kept, kept[:-1][near]]),
        np.concatenate([kept, kept[1:][near]]),
    )


def pair_key(first: Keys, second: Keys) -> Keys:
    """One key for two words in this order."""
    return (first * _MIX) ^ ((second << np.uint64(1)) | (second >> np.uint64(63)))


def key_of(name: str) -> np.uint64:
    """The key of a feature as written in the vocabulary: "plan" or "voic child"."""
    words = np.array([get_string_id(word) for word in name.split()], dtype=np.uint64)
    return np.uint64((words if len(words) == 1 else pair_key(words[:1], words[1:2]))[0])


def _is_stop(words: Keys) -> npt.NDArray[np.bool_]:
    places = np.searchsorted(_STOP_KEYS, words).clip(max=len(_STOP_KEYS) - 1)
    return _STOP_KEYS[places] == words  # type: ignore[no-any-return]
