"""Comments on every public view and column, kept in comments.yaml and written into the file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import duckdb
import msgspec

from vocabulary.loading import load
from warehouse.errors import WarehouseError
from warehouse.listed import in_comment
from warehouse.named import NAMED

COMMENTS = Path(__file__).parent / "comments.yaml"
_WRITE_ONE = "Write one in warehouse/comments.yaml, below"


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
    return load(COMMENTS.name, _File, COMMENTS.parent)


def about(view: str) -> str:
    """What a view holds; raises WarehouseError for one without a comment."""
    if view not in _content().views:
        raise WarehouseError(f"The view {view} has no comment. {_WRITE_ONE} `views:`.")
    return in_comment(" ".join(_content().views[view].about.split()))


def column_comment(view: str, column: str) -> str:
    """The view's own comment on a column, else the common one; raises WarehouseError for none."""
    own = _content().views[view].columns if view in _content().views else {}
    found = own.get(column) or _content().columns.get(column)
    if found is None:
        text = f"The column {column} of the view {view} has no comment. {_WRITE_ONE} `columns:`."
        raise WarehouseError(text)
    return in_comment(" ".join(found.split()))


def macros() -> dict[str, Macro]:
    """Macros by name: how to call them and what they do."""
    return _content().macros


def write_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """COMMENT ON every view, column and macro in `warehouse.main` that is in every build."""
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
    connection.execute(";\n".join(statements))
    comment_on_macros(connection, (name for name in macros() if name not in NAMED))


def comment_on_macros(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """COMMENT ON macros that are there."""
    found = ((name, macros()[name]) for name in names)
    statements = (
        f"comment on macro {'table ' if macro.kind == 'table' else ''}{name} is "
        f"{_text(macro.about)}"
        for name, macro in found
    )
    connection.execute(";\n".join(statements))


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
