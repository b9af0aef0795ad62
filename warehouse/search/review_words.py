"""The forty words that describe a review best, as a vector of length 1 (`similar_reviews`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocabulary.loading import load

_BEST = 40
# A stem that no other review has ties it to none; one that hardly any has is a matter of chance.
_SHARED, _OF_ALL = 8, 0.08


def review_words(found: pa.Table, texts: pa.Table, words: pa.Table) -> pa.Table:
    """Words said much in a review and by few others: what most use ("need", "plan") shows nothing.

    `found` are the postings (stem_no, text, weight; text is a row of `texts`, which has review_id),
    `words` the words with their stems.
    """
    coded = texts["review_id"].combine_chunks().dictionary_encode()
    names = coded.dictionary.to_pylist()
    said = _sums(found, coded.indices.fill_null(-1).to_numpy(), len(names))
    total = np.count_nonzero(np.diff(said.starts))
    shared = np.bincount(said.stems, minlength=said.n_stems)
    is_telling = shared >= max(2.0, min(_SHARED, _OF_ALL * total))
    is_telling &= ~_is_grammar(words, said.n_stems)
    rarity = np.where(is_telling, np.log((1 + total) / np.maximum(1, shared)), 0.0)
    best = [_best(said, review, rarity, is_telling) for review in range(len(names))]
    review = np.repeat(np.arange(len(names)), [len(stems) for stems, _ in best])
    stem_no = np.concatenate([np.empty(0, dtype=np.int32), *(stems for stems, _ in best)])
    weight = np.concatenate([np.empty(0), *(weights for _, weights in best)])
    order = np.lexsort((np.argsort(np.argsort(names))[review], stem_no))
    return pa.table(
        {
            "review_id": pa.array(names, pa.string()).take(review[order]),
            "stem_no": stem_no[order].astype(np.int32),
            "word": _shown(words, said.n_stems).take(stem_no[order]),
            "weight": weight[order],
        }
    )


@cache
def _function_words() -> frozenset[str]:
    listed = load("function_words.yaml", dict[str, tuple[str, ...]], Path(__file__).parent)
    return frozenset(word for words in listed.values() for word in words)


def _is_grammar(words: pa.Table, n_stems: int) -> NDArray[np.bool_]:
    """Which stems are of pronouns and other words of grammar, or numbers: a year is no subject."""
    grammar = _function_words()
    found = np.zeros(n_stems, dtype=np.bool_)
    for word, stem_no in zip(words["word"].to_pylist(), words["stem_no"].to_pylist(), strict=True):
        if (word in grammar or word.isdigit()) and stem_no < n_stems:
            found[stem_no] = True
    return found


class _Said(NamedTuple):
    """The stems of every review with their weights, review by review.

    Those of the review number n are from `starts[n]` to `starts[n + 1]`.
    """

    starts: NDArray[np.int64]
    stems: NDArray[np.int32]
    weights: NDArray[np.float64]
    n_stems: int


def _sums(found: pa.Table, review_of: NDArray[np.int64], n_reviews: int) -> _Said:
    """The weights of all statements of each review."""
    review, stem_no = review_of[found["text"].to_numpy()], found["stem_no"].to_numpy()
    n_stems = int(stem_no.max(initial=0)) + 1
    has_review = review >= 0
    codes = review[has_review].astype(np.int64) * n_stems + stem_no[has_review]
    said, place = np.unique(codes, return_inverse=True)
    weight = found["weight"].to_numpy().astype(np.float64)[has_review]
    starts = np.searchsorted(said, np.arange(n_reviews + 1) * n_stems)
    sums = np.bincount(place, weights=weight, minlength=len(said)).astype(np.float64)
    return _Said(starts, (said % n_stems).astype(np.int32), sums, n_stems)


def _best(
    said: _Said, review: int, rarity: NDArray[np.float64], is_telling: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The stems of one review that describe it best, and their part of its vector."""
    part = slice(said.starts[review], said.starts[review + 1])
    chosen = is_telling[said.stems[part]]
    stems = said.stems[part][chosen]
    weight = said.weights[part][chosen] * rarity[stems]
    order = np.lexsort((stems, -weight))[:_BEST]
    return stems[order], weight[order] / np.sqrt((weight[order] ** 2).sum())


def _shown(words: pa.Table, n_stems: int) -> pa.Array:
    """Of each stem, by its number, its shortest word."""
    shown: list[str | None] = [None] * n_stems
    for word, stem_no in zip(words["word"].to_pylist(), words["stem_no"].to_pylist(), strict=True):
        known = shown[stem_no]
        if known is None or (len(word), word[0]) < (len(known), known[0]):
            shown[stem_no] = word
    return pa.array(shown, pa.string())
