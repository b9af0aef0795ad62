"""`search` for callers that want records rather than SQL."""

from __future__ import annotations

from pathlib import Path

import msgspec

from warehouse.access import connect


class Hit(msgspec.Struct, frozen=True):
    """One found statement; `score` is BM25, comparable within one search only."""

    statement_id: str
    score: float
    snippet: str
    kind: str
    text: str
    review_id: str | None
    title: str | None
    publisher: str | None
    nation: str | None
    year: int | None
    document_id: str
    page_first: int
    number: str | None
    addressee: str | None
    page_url: str | None


def search(
    path: Path,
    words: str,
    *,
    kind: str | None = None,
    theme: str | None = None,
    nation: str | None = None,
    year: int | None = None,
    match_any: bool = False,
    limit: int = 20,
) -> list[Hit]:
    """Statements that hold `words`, best first; see docs/cookbook.md for the query language."""
    with connect(path) as connection:
        found = connection.execute(
            "from search($words, kind := $kind, theme := $theme, nation := $nation, "
            "year := $year, match := $match, max_rows := $limit)",
            {
                "words": words,
                "kind": kind,
                "theme": theme,
                "nation": nation,
                "year": year,
                "match": "any" if match_any else "all",
                "limit": limit,
            },
        )
        names = [column[0] for column in found.description]
        return [
            msgspec.convert(dict(zip(names, row, strict=True)), Hit) for row in found.fetchall()
        ]
