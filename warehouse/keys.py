"""Keys of the public views, kept in keys.yaml: for exports, and as the view `keys`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import msgspec

_PATH = Path(__file__).parent / "keys.yaml"


class Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The columns that tell rows apart, and the view whose key a column holds."""

    key: tuple[str, ...] = ()
    refers: dict[str, str] = {}


@cache
def keys() -> dict[str, Keys]:
    """Keys by view."""
    return msgspec.yaml.decode(_PATH.read_bytes(), type=dict[str, Keys])


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


def write_primary_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the tables behind small views a primary key; for a build that has passed its checks.

    Views cannot have any, and one on the large tables would be an index as large as they are.
    """
    for table in (
        "reviews",
        "documents",
        "statements",
        "themes",
        "report_types",
        "agencies",
        "sources",
    ):
        connection.execute(f"alter table core.{table} add primary key ({referred(table)})")
