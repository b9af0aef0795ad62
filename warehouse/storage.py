"""The file itself: built aside, swapped in whole, old builds kept, other people's files refused."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from warehouse.builds import marked, surplus
from warehouse.errors import WarehouseError

# Every client since DuckDB 1.1 (September 2024) opens this, as tried; 2.0's own default none can.
# 1.0 itself has the same layout, but cannot read all that 2.0 writes in it (indexes, empty lists).
STORAGE_VERSION = "v1.0.0"
# Bytes. A table takes one of these at least for each of its columns: with DuckDB's own 262,144 a
# warehouse of a dozen reviews takes 20 MB, and each build of it writes them.
BLOCK_SIZE = 65_536
# Of our own tables and views; a reader refuses a higher one.
WAREHOUSE_VERSION = 1

_MANY = 500  # statements: with fewer, their words fit into a few blocks
_MAGIC = b"DUCK"


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str = "warehouse") -> None:
    """Use a file for building, as a new one where none is there."""
    quoted = str(path).replace("'", "''")
    connection.execute(
        f"attach '{quoted}' as {name} (storage_version '{STORAGE_VERSION}', "
        f"block_size {BLOCK_SIZE}); use {name}"
    )


def pack(connection: duckdb.DuckDBPyConnection) -> None:
    """Choose how the columns of a build are packed, before they are written.

    To look for syllables that texts share takes a tenth of a small build, whose columns have a
    block each, however little they hold.
    """
    (n_statements,) = connection.execute("select count(*) from core.statements").fetchone() or (0,)
    if n_statements < _MANY:
        connection.execute("set disabled_compression_methods = 'fsst'")


def aside_path(target: Path, build_id: str) -> Path:
    """Where a build grows: the same folder, so that the swap is one rename."""
    return target.with_name(f".{target.stem}-{build_id}.building")


def sweep(target: Path) -> None:
    """Remove what builds that were killed have left."""
    for left in target.parent.glob(f".{target.stem}-*.building*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)


def swap_in(aside: Path, target: Path) -> None:
    """Make the build the published file at once; whoever has the old one open keeps it."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def keep(target: Path, builds: Path, build_id: str, how_many: int, days: int) -> None:
    """Keep the published build under its id (a hard link where possible) and drop old ones.

    The newest stay, the last of each of the last days that have one, and what a person keeps.
    """
    if how_many < 1:
        return
    builds.mkdir(parents=True, exist_ok=True)
    kept = builds / f"{build_id}.duckdb"
    aside = builds / f".{build_id}.copying"
    aside.unlink(missing_ok=True)
    try:
        aside.hardlink_to(target)
    except OSError:  # another file system, or one without links
        shutil.copy2(target, aside)
    aside.replace(kept)
    try:
        by_person = marked(builds)
    except WarehouseError:
        return  # nobody knows which may go: all stay, and `reviews keep` says why
    others = {path.stem for path in builds.glob("*.duckdb")} - by_person.keys()
    # Made while the clock was ahead: it would be the newest for good.
    ahead = {name for name in others if name > build_id}
    for old in (*ahead, *surplus(others - ahead, how_many, days)):
        (builds / f"{old}.duckdb").unlink(missing_ok=True)


def hold(aside: Path, held: Path, build_id: str) -> None:
    """Put a build that is not published where a person can look at it."""
    held.mkdir(parents=True, exist_ok=True)
    aside.replace(held / f"{build_id}.duckdb")


def refuse_foreign(path: Path) -> None:
    """Raise WarehouseError where `path` is missing, a folder or no DuckDB file."""
    if not path.exists():
        raise WarehouseError(
            f"There is no warehouse at {path} yet. A first `reviews run` makes one; if it was"
            " lost, `reviews rebuild` does."
        )
    if path.is_dir():
        raise WarehouseError(f"{path} is a folder; name the file, usually warehouse.duckdb in it.")
    try:
        head = path.open("rb").read(12)
    except PermissionError as problem:
        raise WarehouseError(f"{path} cannot be read by this user.") from problem
    if head[8:12] != _MAGIC:
        raise WarehouseError(
            f"{path} is not a warehouse (no DuckDB file). Move it away and run `reviews rebuild`."
        )


def header_version(path: Path) -> int:
    """The storage version number in the file's header: 64 is DuckDB 1.0's."""
    with path.open("rb") as file:
        file.seek(12)
        return int.from_bytes(file.read(8), "little")
