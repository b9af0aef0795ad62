"""Sketches of wording: they show how much text two documents share, without holding any words."""

from __future__ import annotations

import re
import zlib

import numpy as np

_WORDS = re.compile(r"[a-z0-9]+")
_WINDOW = 6  # words: shorter runs are common phrases, longer ones break at every line left out
_KEPT = 8  # one in so many; the same ones in every document, so that sketches can be compared
_STEP = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: an odd number without pattern


def sketch(text: str) -> bytes:
    """Hashes of an eighth of the text's six-word runs.

    Sorted, each once, four bytes a hash, little-endian. Of two texts the share of hashes in common
    estimates the share of wording in common (mod-p sampling, Broder 1997).
    """
    words = _WORDS.findall(text.lower())
    if len(words) < _WINDOW:
        return b""
    codes = {word: zlib.crc32(word.encode()) for word in set(words)}
    coded = np.fromiter(map(codes.__getitem__, words), np.uint64, len(words))
    # A polynomial over the words of a run, all runs at once; numpy's whole numbers wrap around.
    last = len(words) - _WINDOW + 1
    runs = np.zeros(last, dtype=np.uint64)
    for place in range(_WINDOW):
        runs = (runs + coded[place : place + last]) * _STEP
    hashes = (runs >> np.uint64(32)).astype(np.uint32)
    return np.unique(hashes[hashes % _KEPT == 0]).astype("<u4").tobytes()
