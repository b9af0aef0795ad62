"""Builds the search index: words of all statements, their stems, and weighted postings.

The stem of every word of the corpus is stored, so that the macro stems a query by looking it up.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa
import snowballstemmer

from warehouse.sqlfiles import run


def write_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `core.search_words` and `core.search_postings` over `core.statements`."""
    run(connection, "search_tokens")
    found = connection.execute("select distinct word from memory.stage.tokens order by word")
    words = [str(row[0]) for row in found.fetchall()]
    table = pa.table(
        {"word": pa.array(words, pa.string()), "stem": pa.array(stems(words), pa.string())}
    )
    connection.register("stemmed", table)
    run(connection, "search_index")
    connection.unregister("stemmed")


def stems(words: list[str]) -> list[str]:
    """The English (Porter 2) stem of each word."""
    return list(snowballstemmer.stemmer("english").stemWords(words))
