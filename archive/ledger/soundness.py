"""Whether the ledger says what was written: SQLite itself has no checksum of its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from archive.errors import UserError
from archive.ledger.database import DAMAGED, digest
from archive.trouble import LEDGER_DAMAGED

_LINKS = (
    "SELECT digest, source_id, key, url, title, date, publisher, role, group_name, page_url,"
    " date_quote, note FROM links"
)
_FILES = "SELECT digest, document_id, file_name, CAST(bytes AS TEXT), media_type FROM files"


@contextmanager
def sound() -> Iterator[None]:
    """Turns errors that only a damaged ledger can cause into a UserError."""
    try:
        yield
    except (ValueError, msgspec.MsgspecError) as error:  # a state or a text that was never written
        raise UserError(LEDGER_DAMAGED) from error
    except sqlite3.DatabaseError as error:
        kind = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        # Its own error of SQL: our questions fit our schema, so that is no longer whole.
        if kind in {*DAMAGED, 0, sqlite3.SQLITE_ERROR}:
            raise UserError(LEDGER_DAMAGED) from error
        raise


def problems(db: sqlite3.Connection) -> list[str]:
    """What is wrong with the file and its rows. Reads the whole file."""
    try:
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
        found += [
            f"{row[0]}: a row refers to a row that does not exist"
            for row in db.execute("PRAGMA foreign_key_check")
        ]
        found += _changed(db)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [str(error)]
    return [text for text in found if text != "ok"]


def _changed(db: sqlite3.Connection) -> Iterator[str]:
    """Tables of which a row is no longer what its digest is of."""
    for table, question in (("links", _LINKS), ("files", _FILES)):
        if any(row[0] != digest(*row[1:]) for row in db.execute(question)):
            yield f"{table}: a row is not as it was written"
