"""The SQL that ships with the package, read from its files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from warehouse.listed import in_sql

_SQL = Path(__file__).parent / "sql"


@cache
def sql(name: str) -> str:
    """The text of `sql/NAME.sql`, with the lists that it names."""
    return in_sql((_SQL / f"{name}.sql").read_text(encoding="utf-8"))


def sql_names() -> list[str]:
    """All files of SQL that make a warehouse, by name."""
    return sorted(str(p.relative_to(_SQL).with_suffix("")) for p in _SQL.rglob("*.sql"))


def view_names() -> list[str]:
    """Files of views and macros in the order in which they build on each other."""
    return sorted(f"views/{p.stem}" for p in (_SQL / "views").glob("*.sql"))


def run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Execute every statement of `sql/NAME.sql`."""
    connection.execute(sql(name))
