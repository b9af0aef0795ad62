"""Words, concepts and themes of many texts at once, as numbers.

Arrow and numpy do what a loop in Python would do in several times the time. Stems are Snowball's,
which join more words than those of cues (`models.themes.stems` says why there are two).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import snowballstemmer
from numpy.typing import NDArray

from vocabulary.kept import digest_of
from vocabulary.loading import load

_FORMS, _IRREGULAR = Path(__file__).parent / "search", "irregular_forms.yaml"
# Byte -> the byte in lower case where it belongs to a word, else 0. Bytes of letters beyond ASCII
# part words, as in the pattern [a-z0-9]+.
_LETTERS = np.zeros(256, dtype=np.uint8)
for _byte in (*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1)):
    _LETTERS[_byte] = _LETTERS[ord(chr(_byte).upper())] = _byte
_stemmer = snowballstemmer.stemmer("english")
_CHUNK = 20_000  # texts whose bytes are looked at together: some megabytes


class Terms(NamedTuple):
    """`ids[starts[i]:starts[i + 1]]` are the terms of text i, as places in `names`."""

    names: list[str]  # each once
    ids: NDArray[np.int32]
    starts: NDArray[np.int64]  # one more than there are texts

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def text_of(self) -> NDArray[np.int32]:
        """For each term the text that it is in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.counts)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many terms each text has."""
        return np.diff(self.starts)

    def part(self, first: int, last: int) -> Terms:
        """The texts from `first` to before `last`, with all names."""
        starts = self.starts[first : last + 1]
        return Terms(self.names, self.ids[starts[0] : starts[-1]], starts - starts[0])


def words_of(texts: pa.Array | pa.ChunkedArray) -> Terms:
    """The words ([a-z0-9]+, in lower case) of an array of strings without nulls."""
    parts, counts = [], [np.zeros(1, dtype=np.int64)]
    for data, starts in _bytes_of(texts):
        words, n = _cut(data, starts)
        parts.append(words)
        counts.append(n)
    return _coded(pa.chunked_array(parts, pa.string()), np.cumsum(np.concatenate(counts)))


def terms_of(lists: pa.ChunkedArray) -> Terms:
    """The terms of an array of lists of strings; one that is null or empty has none."""
    counts = pc.fill_null(pc.list_value_length(lists), 0).to_numpy().astype(np.int64)
    return _coded(pc.list_flatten(lists), np.concatenate([[0], np.cumsum(counts)]))


def _coded(values: pa.ChunkedArray, starts: NDArray[np.int64]) -> Terms:
    coded = values.dictionary_encode().combine_chunks()
    if isinstance(coded, pa.ChunkedArray):  # of no chunks
        return Terms([], np.empty(0, dtype=np.int32), starts)
    ids = coded.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Terms(coded.dictionary.to_pylist(), ids, starts)


@cache
def stem(word: str) -> str:
    """The English (Porter 2) stem; kept, since the same words come up in every step of a build.

    Forms that no ending shows have the stem of their word: "midwives" that of "midwife".
    """
    return str(_stemmer.stemWord(_irregular().get(word, word)))


def stemmer_told() -> str:
    """What `stem` depends on, for stems that are kept between processes."""
    forms = (_FORMS / _IRREGULAR).read_text(encoding="utf-8")
    return "\0".join((version("snowballstemmer"), digest_of(__file__), forms))


@cache
def _irregular() -> dict[str, str]:
    """The word of each form in irregular_forms.yaml."""
    listed = load(_IRREGULAR, dict[str, tuple[str, ...]], _FORMS)
    return {form: word for word, forms in listed.items() for form in forms}


def distinct(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers in order, each once; several times as fast as numpy's `unique`, which hashes."""
    codes = np.sort(codes)
    found: NDArray[np.int64] = codes[np.append(True, codes[1:] != codes[:-1])[: len(codes)]]
    return found


def joined(words: Terms) -> pa.Array:
    """Each text as its words with one space between."""
    names = pa.array(words.names, pa.string()).take(pa.array(words.ids))
    return pc.binary_join(pa.LargeListArray.from_arrays(pa.array(words.starts), names), " ")


def _bytes_of(
    texts: pa.Array | pa.ChunkedArray,
) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.int64]]]:
    """UTF-8 of some texts without gaps, and where each begins (and the last one ends)."""
    for first in range(0, len(texts), _CHUNK):
        part = texts.slice(first, _CHUNK)
        if isinstance(part, pa.ChunkedArray):
            part = part.combine_chunks()
        part = part.cast(pa.large_string())
        _, places, data = part.buffers()
        starts = np.frombuffer(places, dtype=np.int64)[part.offset : part.offset + len(part) + 1]
        content = np.frombuffer(data or b"", dtype=np.uint8)[starts[0] : starts[-1]]
        yield content, starts - starts[0]


def _cut(data: NDArray[np.uint8], starts: NDArray[np.int64]) -> tuple[pa.Array, NDArray[np.int64]]:
    """The words of some texts one after the other, and how many each text has."""
    low = _LETTERS[data]
    is_word = low != 0
    begins = is_word.copy()
    begins[1:] &= ~is_word[:-1]
    heads = starts[:-1][starts[:-1] < starts[1:]]  # of texts that are not empty
    begins[heads] = is_word[heads]
    places = np.flatnonzero(begins)
    counts = np.diff(np.searchsorted(places, starts))
    kept = np.cumsum(is_word, dtype=np.int32)
    offsets = np.append(kept[places] - 1, kept[-1] if len(kept) else 0).astype(np.int32)
    buffers = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(low[is_word].tobytes())]
    return pa.StringArray.from_buffers(len(places), *buffers[1:]), counts
