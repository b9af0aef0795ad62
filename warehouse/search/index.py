"""Builds the search index: words of all statements, their stems, and weighted postings.

The stem of every word of the corpus is stored, so that the macro stems a query by looking it up.
Postings are counted in numpy: text by text in SQL takes several times as long.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from warehouse.search.review_words import review_words
from warehouse.sqlfiles import run
from warehouse.terms import Terms, joined, stem, words_of

# BM25 with the usual constants (Robertson and Zaragoza 2009), weights worked out here so that a
# search only adds them up.
_K1, _B = 1.2, 0.75


def write_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the `core.search_*` tables and `core.review_words` over `core.statements`."""
    run(connection, "search_stop_words")
    texts = connection.sql(
        "select statement_no::integer as statement_no, review_id, strip_accents(text) as text "
        "from core.statements where not is_repeat and not is_held "
        "order by statement_no"
    ).to_arrow_table()
    stop = connection.execute("from core.search_stop_words").fetchall()
    words = words_of(texts["text"])
    plain = pa.table({"statement_no": texts["statement_no"], "plain": joined(words)})
    telling = _without(words, {str(row[0]) for row in stop})
    named, stem_of = _stemmed(telling)
    found = _postings(telling, stem_of)
    hits = found.append_column("statement_no", texts["statement_no"].take(found["text"]))
    tables = {
        "search_plain": plain,
        "search_stems": named,
        "search_hits": hits,
        "told": review_words(found, texts, named),
    }
    for name, table in tables.items():
        connection.register(name, table)
    run(connection, "search_index")
    for name in tables:
        connection.unregister(name)


def _without(words: Terms, stop: set[str]) -> Terms:
    """Leaves out single letters and what is too common to distinguish statements."""
    kept = np.array([len(name) >= 2 and name not in stop for name in words.names], dtype=bool)
    new = np.cumsum(kept, dtype=np.int32) - 1
    chosen = kept[words.ids]
    before = np.concatenate([[0], np.cumsum(chosen)])
    names = [name for name, good in zip(words.names, kept.tolist(), strict=True) if good]
    return Terms(names, new[words.ids[chosen]], before[words.starts])


def _stemmed(words: Terms) -> tuple[pa.Table, NDArray[np.int64]]:
    """The words in order with stem and its number from 1, and the stem's number of each word."""
    found = [stem(word) for word in words.names]
    numbers = {s: n for n, s in enumerate(sorted(set(found)), start=1)}
    rows = sorted(zip(words.names, (numbers[s] for s in found), found, strict=True))
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    schema = pa.schema({"word": pa.string(), "stem_no": pa.int32(), "stem": pa.string()})
    return pa.table(columns, schema=schema), np.array([numbers[s] for s in found], dtype=np.int64)


def _postings(words: Terms, stem_of: NDArray[np.int64]) -> pa.Table:
    """What each stem adds to the score of each statement that holds it."""
    n_texts = max(1, len(words))
    codes, counts = np.unique(stem_of[words.ids] * n_texts + words.text_of, return_counts=True)
    stem_no, text = np.divmod(codes, n_texts)
    lengths = words.counts
    n_filled = np.count_nonzero(lengths)
    frequency = np.bincount(stem_no)[stem_no]
    rarity = np.log(1 + (n_filled - frequency + 0.5) / (frequency + 0.5))
    relative = lengths[text] / (lengths.sum() / max(1, n_filled))
    weight = rarity * counts * (_K1 + 1) / (counts + _K1 * (1 - _B + _B * relative))
    return pa.table(
        {
            "stem_no": stem_no.astype(np.int32),
            "text": text,
            "weight": weight.astype(np.float32),
        }
    )
