"""Comments on every public view and column, kept in comments.yaml and written into the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import msgspec

from vocabulary.loading import load


class _View(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a view holds, and its own words on columns."""

    about: str
    columns: dict[str, str] = {}


class Macro(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a macro is called and what it does."""

    call: str
    about: str
    kind: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of comments.yaml."""

    columns: dict[str, str]
    views: dict[str, _View]
    macros: dict[str, Macro]


@cache
def _content() -> _File:
    return load("comments.yaml", _File, Path(__file__).parent)


def about(view: str) -> str:
    """What a view holds; raises KeyError for one without a comment."""
    return " ".join(_content().views[view].about.split())


def column_comment(view: str, column: str) -> str:
    """The view's own word on a column, else the common one; raises KeyError where there is none."""
    own = _content().views[view].columns
    return " ".join((own.get(column) or _content().columns[column]).split())


def macros() -> dict[str, Macro]:
    """Macros by name: how to call them and what they do."""
    return _content().macros


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
        kind = "macro table" if macro.kind == "table" else "macro"
        statements.append(f"comment on {kind} {name} is {_text(macro.about)}")
    connection.execute(";\n".join(statements))


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
