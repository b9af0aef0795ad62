"""Connections to a published warehouse: read-only, locked down, and with clear refusals."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.storage import WAREHOUSE_VERSION, refuse_foreign

# The limits that all connections of this program have, if any: memory, and threads.
_of_program: list[tuple[str, int | None]] = []


def keep_within(memory: str, threads: int | None = None) -> None:
    """Give every later connection of this program these limits, whatever it asks for.

    DuckDB has one set of limits for a file that is open; a program that stays open chooses it once.
    """
    _of_program[:] = [(memory, threads)]


def limit(memory: str) -> str:
    """The limit that a connection which asks for this much will have."""
    return next(iter(_of_program), (memory, None))[0]


def connect(
    path: Path, *, memory: str = "2GB", threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Open a warehouse so that no query can write, read files, load code or loosen these limits.

    Raises WarehouseError for a file that is missing, foreign, locked, or built by a newer version.
    """
    refuse_foreign(path)
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": limit(memory),
        "temp_directory": "",
        # With the rest, not after it: a second connection of this process finds it locked already.
        "lock_configuration": "true",
        "allowed_configs": ["enable_progress_bar"],
    }
    threads = next(iter(_of_program), (memory, threads))[1]
    if threads is not None:
        config["threads"] = threads
    try:
        connection = duckdb.connect(path, read_only=True, config=config)
    except duckdb.Error as problem:
        raise _refusal(path, problem) from problem
    try:
        # DuckDB draws it on standard output, into the answer, where Python runs no file.
        connection.execute("set enable_progress_bar = false")
        _refuse_newer(connection, path)
    except WarehouseError:
        connection.close()
        raise
    return connection


def _refusal(path: Path, problem: duckdb.Error) -> WarehouseError:
    text = str(problem)
    if "different configuration" in text:
        return WarehouseError(
            f"{path} is open in this program with other limits. Close that connection first, or "
            "give both the same."
        )
    if "set lock on file" in text:
        return WarehouseError(
            f"{path} is open for writing in another program. Close it there, or open it read-only."
        )
    if "newer version" in text or "version number" in text:
        return WarehouseError(
            f"{path} was written by a newer DuckDB. Update: pip install -U duckdb."
        )
    return WarehouseError(
        f"{path} cannot be opened: it seems damaged. `reviews rebuild` makes it again."
    )


def _refuse_newer(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        # All of it is fetched: a result left open would hold its transaction, and so the file.
        found = connection.execute(
            "select value from meta.build where name = 'warehouse_version'"
        ).fetchall()
    except duckdb.Error as problem:
        raise WarehouseError(
            f"{path} is a DuckDB file but not a warehouse of this program."
        ) from problem
    version = int(found[0][0]) if found else 0
    if version > WAREHOUSE_VERSION:
        raise WarehouseError(
            f"{path} was built by a newer version of this program (its layout is {version}, this "
            f"one knows {WAREHOUSE_VERSION}). Update the program, or build again with this one."
        )
