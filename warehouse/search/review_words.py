"""The forty words that tell a review best, as a vector of length one (for `similar_reviews`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from vocabulary.loading import plain

_BEST = 40
# A stem that no other review has ties it to none; one that hardly any has is a matter of chance.
_SHARED, _OF_ALL = 8, 0.08


def review_words(found: pa.Table, texts: pa.Table, words: pa.Table) -> pa.Table:
    """Words said much in a review and by few others: what most use ("need", "plan") tells nothing.

    `found` are the postings (stem_no, text, weight; text is a row of `texts`, which has review_id),
    `words` the words with their stems.
    """
    coded = texts["review_id"].combine_chunks().dictionary_encode()
    names = coded.dictionary.to_pylist()
    said = _sums(found, coded.indices.fill_null(-1).to_numpy(), len(names))
    total = np.count_nonzero(np.diff(said.indptr))
    shared = np.bincount(said.indices, minlength=said.shape[1])
    is_telling = shared >= max(2.0, min(_SHARED, _OF_ALL * total))
    is_telling &= ~_is_grammar(words, said.shape[1])
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
            "word": _shown(words, said.shape[1]).take(stem_no[order]),
            "weight": weight[order],
        }
    )


@cache
def _function_words() -> frozenset[str]:
    path = Path(__file__).parent / "function_words.yaml"
    listed: dict[str, list[str]] = plain(path.read_text(encoding="utf-8"))
    return frozenset(word for words in listed.values() for word in words)


def _is_grammar(words: pa.Table, n_stems: int) -> NDArray[np.bool_]:
    """Which stems are of pronouns and other words of grammar."""
    grammar = _function_words()
    found = np.zeros(n_stems, dtype=np.bool_)
    for word, stem_no in zip(words["word"].to_pylist(), words["stem_no"].to_pylist(), strict=True):
        if word in grammar and stem_no < n_stems:
            found[stem_no] = True
    return found


def _sums(found: pa.Table, review_of: NDArray[np.int64], n_reviews: int) -> sparse.csr_matrix:
    """Reviews by stems: the weights of all their statements."""
    text, stem_no = found["text"].to_numpy(), found["stem_no"].to_numpy()
    weight = found["weight"].to_numpy().astype(np.float64)
    shape = (len(review_of), int(stem_no.max(initial=0)) + 1)
    statements = sparse.csr_matrix((weight, (text, stem_no)), shape=shape)
    has_review = np.flatnonzero(review_of >= 0)
    ones = np.ones(len(has_review))
    shape = (n_reviews, len(review_of))
    return sparse.csr_matrix((ones, (review_of[has_review], has_review)), shape=shape) @ statements


def _best(
    said: sparse.csr_matrix, review: int, rarity: NDArray[np.float64], is_telling: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The stems of one review that tell it best, and their part of its vector."""
    part = slice(said.indptr[review], said.indptr[review + 1])
    chosen = is_telling[said.indices[part]]
    stems = said.indices[part][chosen]
    weight = said.data[part][chosen] * rarity[stems]
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
