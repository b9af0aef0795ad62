"""Comments on every public view and column, kept in comments.yaml and written into the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from vocabulary.loading import plain

_PATH = Path(__file__).parent / "comments.yaml"


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = plain(_PATH.read_text(encoding="utf-8"))
    return content


def about(view: str) -> str:
    """What a view holds; raises KeyError for one without a comment."""
    return " ".join(str(_content()["views"][view]["about"]).split())


def column_comment(view: str, column: str) -> str:
    """The view's own word on a column, else the common one; raises KeyError where there is none."""
    own = _content()["views"][view].get("columns", {})
    return " ".join(str(own.get(column) or _content()["columns"][column]).split())


def macros() -> dict[str, dict[str, str]]:
    """Macros by name: how to call them and what they do."""
    found: dict[str, dict[str, str]] = _content()["macros"]
    return found


def write_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """COMMENT ON every view, column and macro of the build in `warehouse.main`."""
    found = connection.execute(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = 'warehouse' and schema_name = 'main' order by all"
    ).fetchall()
    statements = [
        f"comment on column {view}.{column} is {_text(column_comment(view, column))}"
        for view, column in found
    ]
    statements += [
        f"comment on view {v} is {_text(about(v))}" for v in sorted({v for v, _ in found})
    ]
    for name, macro in macros().items():
        kind = "macro table" if macro["kind"] == "table" else "macro"
        statements.append(f"comment on {kind} {name} is {_text(macro['about'])}")
    connection.execute(";\n".join(statements))


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
