"""The file that every build starts from: all views, macros, comments and keys, without tables.

These are the same in every warehouse, and making them takes as long as the rest of a small build.
So they are made once and kept in blank.bin (`python -m warehouse.contract` writes it), and every
build starts from a copy. If the SQL or the comments have changed since, or if another version of
DuckDB is installed, the process makes its own.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import duckdb

from models.records import Run, WarehouseInput
from warehouse import storage
from warehouse.comments import COMMENTS, write_comments
from warehouse.families.corrections import NO_CORRECTIONS
from warehouse.filling import fill
from warehouse.keys import KEYS, write_keys
from warehouse.sqlfiles import run, sql, sql_names, view_names

T = TypeVar("T")
BLANK = Path(__file__).parent / "blank.bin"
_DIGEST = 32  # bytes ahead of the packed file: of what it was made from


def write_blank(path: Path) -> None:
    """Write the file to `path`. It opens as a warehouse without tables."""
    path.write_bytes(blank())


@cache
def blank() -> bytes:
    """The bytes of the file: blank.bin where it is up to date, and otherwise a new one."""
    shipped = BLANK.read_bytes() if BLANK.exists() else b""
    if shipped[:_DIGEST] == made_from():
        return zlib.decompress(shipped[_DIGEST:])
    return made()


def packed() -> bytes:
    """What blank.bin must contain: the digest of its sources, then the compressed file."""
    return made_from() + zlib.compress(made(), 9)


def made_from() -> bytes:
    """A digest of everything that the file is made from."""
    told = (duckdb.__version__, storage.STORAGE_VERSION, str(storage.BLOCK_SIZE))
    digest = hashlib.sha256("\0".join([*told, *map(sql, sql_names())]).encode())
    for path in (COMMENTS, KEYS):
        digest.update(path.read_bytes())
    return digest.digest()


def made() -> bytes:
    """The file, made from the SQL and the comments."""
    with tempfile.TemporaryDirectory() as folder:
        whole, bare = Path(folder, "whole.duckdb"), Path(folder, "bare.duckdb")
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
            storage.attach(connection, whole)
            connection.execute("create schema core; create schema meta")
            run(connection, "macros")
            # DuckDB stores the column types with each view, so the tables must exist first.
            fill(connection, _NOTHING, lambda _: NO_CORRECTIONS, _untimed)
            _write_views(connection)
            for (table,) in connection.execute(_TABLES).fetchall():
                connection.execute(f"drop table {table}")
            connection.execute("drop macro core.likely")
            # Copied to a new file, because this one keeps the space that the tables took.
            storage.attach(connection, bare, "bare")
            connection.execute("copy from database warehouse to bare")
            connection.execute("use memory; detach bare; detach warehouse")
        return bare.read_bytes()


def _write_views(connection: duckdb.DuckDBPyConnection) -> None:
    # One transaction: hundreds of small statements would otherwise be flushed one by one. The
    # optimiser has nothing to improve in them, and takes a sixth of the time.
    connection.begin()
    connection.execute("pragma disable_optimizer")
    for name in view_names():
        run(connection, name)
    write_keys(connection)
    run(connection, "keys")
    write_comments(connection)
    connection.execute("pragma enable_optimizer")
    connection.commit()


def _untimed(_: str, work: Callable[[], T]) -> T:
    return work()


_NOTHING = WarehouseInput(
    run=Run("none", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "", "", {}),
    documents=(),
    sightings=(),
    sources=(),
    themes=(),
)
_TABLES = """
select schema_name || '.' || table_name from duckdb_tables()
where database_name = 'warehouse' and (schema_name, table_name) <> ('core', 'keys')
"""
