"""`search` for callers that want records rather than SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import msgspec

from warehouse.access import connect
from warehouse.errors import WarehouseError


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
    corrected: tuple[str, ...] | None = None  # fields of its review that are a person's word
    n_found: int | None = None  # how many there are in all, of which these are the best
    is_action: bool = False  # a recommendation by its kind, but an agency's own and not counted


class Within(msgspec.Struct, frozen=True):
    """What is looked through; ids or labels. None means no limit."""

    kind: str | None = None
    theme: str | None = None
    nation: str | None = None
    year: int | None = None
    review_type: str | None = None
    sector: str | None = None
    since: int | None = None  # the first year
    review: str | None = None  # the beginning of its id, or words of its title


def search(
    path: Path,
    words: str,
    *,
    match_any: bool = False,
    limit: int = 20,
    within: Within | None = None,
    **fields: Any,
) -> list[Hit]:
    """Statements that hold `words`, best first; see docs/cookbook.md for the query language.

    `fields` are those of `Within`, for callers that have none.
    """
    limits = msgspec.to_builtins(within or Within(**fields))
    match = "any" if match_any else "all"
    return _hits(path, "search", {"words": words, "match": match, "limit": limit, **limits})


def invented_hits(path: Path, words: str, match_any: bool, within: Within) -> int:
    """How many statements of invented documents hold `words`, where real ones push them out."""
    given = {"words": words, "match": "any" if match_any else "all", "limit": 1}
    limits = msgspec.to_builtins(within)
    found = _hits(path, "search", {**given, **limits, "with_invented": True})
    shown = _hits(path, "search", {**given, **limits})
    n_all, n_shown = ((hits[0].n_found or 0) if hits else 0 for hits in (found, shown))
    return n_all - n_shown


def similar(
    path: Path, statement_id: str, *, limit: int = 20, within: Within | None = None
) -> list[Hit]:
    """Statements of other reviews that are like one, best first.

    `statement_id` may be the beginning of the id. Raises WarehouseError where it names none.
    """
    limits = msgspec.to_builtins(within or Within())
    return _hits(path, "similar_statements", {"words": statement_id, "limit": limit, **limits})


def _hits(path: Path, macro: str, parameters: dict[str, Any]) -> list[Hit]:
    named = ", ".join(f"{_NAMES.get(n, n)} := ${n}" for n in parameters if n != "words")
    with connect(path) as connection:
        try:
            found = connection.execute(f"from {macro}($words, {named})", parameters)
        except duckdb.InvalidInputException as problem:
            # A macro's own words, which say what there is.
            raise WarehouseError(str(problem).removeprefix("Invalid Input Error: ")) from problem
        names = [column[0] for column in found.description]
        return [
            msgspec.convert(dict(zip(names, row, strict=True)), Hit) for row in found.fetchall()
        ]


_NAMES = {
    "limit": "max_rows",
    "review_type": "of_type",
    "sector": "of_sector",
    "since": "since_year",
    "review": "of_review",
}
