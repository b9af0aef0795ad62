"""Keys of the public views, kept in keys.yaml: for exports, and as the view `keys`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import msgspec

KEYS = Path(__file__).parent / "keys.yaml"


class Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The columns that identify rows, and the view whose key a column holds."""

    key: tuple[str, ...] = ()
    refers: dict[str, str] = {}


@cache
def keys() -> dict[str, Keys]:
    """Keys by view."""
    return msgspec.yaml.decode(KEYS.read_bytes(), type=dict[str, Keys])


def referred(view: str) -> str:
    """The column of `view` that others name."""
    return keys()[view].key[0]


def write_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `core.keys`."""
    connection.execute(
        "create table core.keys (view_name varchar, column_name varchar, is_key boolean, "
        "refers_to varchar, refers_to_column varchar)"
    )
    rows = [
        (view, column, column in k.key, to, referred(to) if to else None)
        for view, k in keys().items()
        for column in dict.fromkeys((*k.key, *k.refers))
        for to in [k.refers.get(column)]
    ]
    connection.executemany("insert into core.keys values (?, ?, ?, ?, ?)", rows)


def write_constraints(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the tables behind the views their keys; for a build that has passed its checks.

    DuckDB adds a primary key to a table that is there, but foreign keys to new ones alone: small
    tables are made anew with both. The largest (labels, evidence, themes of reviews) get none:
    their indexes would be as large as they are.
    """
    connection.begin()  # or each statement would wait for the disk by itself
    for table in _ADDED:
        connection.execute(f"alter table core.{table} add primary key ({referred(table)})")
    for table in _REMADE:
        # Not asked of the catalogue: that looks at the columns of every view, too.
        found = connection.sql(f"from core.{table} limit 0")
        columns = zip(found.columns, map(str, found.types), strict=True)
        _remake(connection, table, list(columns))
    connection.commit()


_ADDED = (
    "themes",
    "report_types",
    "agencies",
    "sources",
    "runs",
    "places",
    "publishers",
    "statements",
)
# What is referred to comes before what refers to it.
_REMADE = (
    "documents",
    "reviews",
    "theme_crosswalk",
    "theme_quality",
    "review_places",
    "review_publishers",
    "finding_recommendations",
    "responses",
)


def _remake(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[tuple[str, str]]
) -> None:
    names = {name for name, _ in columns}
    known = keys()[table]
    parts = [f'"{name}" {kind}' for name, kind in columns]
    if known.key and names.issuperset(known.key):
        parts.append(f"primary key ({', '.join(known.key)})")
    for column, to in known.refers.items():
        if column in names and to in (*_ADDED, *_REMADE) and _holds(connection, table, column, to):
            parts.append(f"foreign key ({column}) references core.{to} ({referred(to)})")
    # Not the new one renamed: what it refers to would know it by its old name for good.
    connection.execute(
        f"alter table core.{table} rename to unkeyed;"
        f" create table core.{table} ({', '.join(parts)});"
        f" insert into core.{table} from core.unkeyed; drop table core.unkeyed"
    )


def _holds(connection: duckdb.DuckDBPyConnection, table: str, column: str, to: str) -> bool:
    """Whether every value is there: a warning of the checks must not end the build here."""
    row = connection.execute(
        f"select count(*) from core.{table} a anti join core.{to} b"
        f" on a.{column} = b.{referred(to)} where a.{column} is not null"
    ).fetchone()
    return row == (0,)
