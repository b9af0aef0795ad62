"""Words and word pairs of a text as numbers, the same way in training and at run time.

A feature's key is a 64-bit hash: of a word's stem (as spaCy keeps it in NORM), or of two stems
that follow each other once small words are left out ("voice of the child" gives "voic child").
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """Keys of some texts: for each the text's number, its first and its last token (inclusive)."""

    keys: Keys
    text: Places
    first: Places
    last: Places


def features_of(docs: Sequence[Any]) -> Features:
    """The words and pairs of tokenised texts. A pair never spans a punctuation mark or a text.

    Words that mean no theme (`models.themes.senses`) are left out, as a punctuation mark is.
    """
    tables = [_words_of(doc) for doc in docs]
    table = np.concatenate(tables) if tables else np.zeros((0, 2), np.uint64)
    sizes = np.array([len(t) for t in tables], dtype=np.int64)
    text = np.repeat(np.arange(len(tables)), sizes)
    token = np.arange(len(table)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    words, alpha = table[:, 0], table[:, 1].astype(bool)
    kept = np.flatnonzero(alpha & ~_is_stop(words))
    keys, place, of = words[kept], token[kept], text[kept]
    marks = np.cumsum(~alpha)[kept]
    near = (marks[1:] == marks[:-1]) & (of[1:] == of[:-1]) & (place[1:] - place[:-1] <= 4)
    pairs = pair_key(keys[:-1], keys[1:])[near]
    return Features(
        np.concatenate([keys, pairs]),
        np.concatenate([of, of[:-1][near]]),
        np.concatenate([place, place[:-1][near]]),
        np.concatenate([place, place[1:][near]]),
    )


def _words_of(doc: Any) -> npt.NDArray[np.uint64]:
    """Each token's stem, and whether it is a word that can mean a theme."""
    table: npt.NDArray[np.uint64] = doc.to_array([NORM, IS_ALPHA])
    for first, last in doc._.theme_unheard:
        table[first:last, 1] = 0
    return table


def joined(parts: Sequence[Features]) -> Features:
    """The features of several texts, each given alone, as those of one batch."""
    number = np.repeat(np.arange(len(parts)), [len(part.keys) for part in parts])
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Features(columns[0], number, columns[2], columns[3])


def pair_key(first: Keys, second: Keys) -> Keys:
    """One key for two words in this order."""
    return (first * _MIX) ^ ((second << np.uint64(1)) | (second >> np.uint64(63)))


def keys_of(names: Sequence[str]) -> Keys:
    """The keys of features as written in the vocabulary: "plan" or "voic child"."""
    words = [name.split() for name in names]
    keys = np.array([get_string_id(said[0]) for said in words], dtype=np.uint64)
    pairs = [i for i, said in enumerate(words) if len(said) > 1]
    second = np.array([get_string_id(words[i][1]) for i in pairs], dtype=np.uint64)
    keys[pairs] = pair_key(keys[pairs], second)
    return keys


def _is_stop(words: Keys) -> npt.NDArray[np.bool_]:
    places = np.searchsorted(_STOP_KEYS, words).clip(max=len(_STOP_KEYS) - 1)
    return _STOP_KEYS[places] == words  # type: ignore[no-any-return]
