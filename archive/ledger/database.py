"""The SQLite file behind the ledger: how it is opened, and its schema."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from archive.errors import UserError
from archive.trouble import DiskFullError, NoRightsError, has_room, is_full

SCHEMA_VERSION = 1
_SCHEMA = Path(__file__).with_name("schema.sql")
_CLOSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_WAIT_SECONDS = 60.0  # for another process that writes


class LedgerVersionError(UserError):
    """The ledger was written by a newer version of this program."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode. Makes the schema on first use.

    Raises LedgerVersionError for a newer ledger, UserError for a file that is no longer a ledger,
    NoRightsError for one that cannot be opened for writing.
    """
    try:
        return _connect(path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        kind = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        if kind in _CLOSED and not is_full(error):
            if not has_room(path.parent):
                raise DiskFullError from error
            raise NoRightsError(path, str(error)) from error
        if kind not in DAMAGED and isinstance(error, sqlite3.Error):
            raise
        raise UserError(
            f"{path} is damaged. Restore it from the backup, then run again."
        ) from error


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(
        _address(path), uri=True, isolation_level=None, timeout=_WAIT_SECONDS,
        check_same_thread=False,
    )  # fmt: skip
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")  # what is purged is overwritten
    if _version(db) == 0:
        _make_schema(db)
    if (found := _version(db)) > SCHEMA_VERSION:
        db.close()
        raise LedgerVersionError(
            f"{path} has format {found}; this program knows {SCHEMA_VERSION}. Update the program."
        )
    return db


def _address(path: Path) -> str:
    """For somebody who may only read, such as an analyst who asks for the status, to read alone.

    Where nobody writes there is no index beside the ledger, and a reader cannot make one.
    """
    address = path.absolute().as_uri()
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return address
    is_written = path.with_name(f"{path.name}-wal").exists()
    return f"{address}?mode=ro" if is_written else f"{address}?mode=ro&immutable=1"


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, with the right to write taken at once."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def digest(*texts: str | None) -> bytes:
    """Sixteen bytes that identify these texts in this order."""
    return hashlib.sha256(msgspec.json.encode(texts)).digest()[:16]


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _make_schema(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    with transaction(db):
        if _version(db) != 0:  # another process was faster
            return
        for statement in _statements(_SCHEMA.read_text(encoding="utf-8")):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit between them."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
