"""The ledger as the pipeline sees it: append, read, purge."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import UserError
from archive.ledger.database import connect, digest, transaction
from archive.ledger.queries import Queries
from archive.ledger.rows import Rows
from archive.ledger.soundness import problems, sound
from archive.originals import open_data
from archive.places import Places
from models.records import Fetch, Pass, Sighting


class Ledger(Queries):
    """Append-only records of collection at DATA/ledger.sqlite. Safe for many threads."""

    def __init__(self, data: Path) -> None:
        """Open or make the ledger. Raises DataVersionError or LedgerVersionError if it is newer."""
        super().__init__(Places(open_data(data)).ledger)
        self._lock = threading.RLock()
        self._db = connect(self.path)
        self._rows_of = Rows(self._db)

    def append(self, *rows: Sighting | Fetch | Pass) -> None:
        """Add rows, all or none."""
        with self._writing():
            for row in rows:
                self._rows_of.add(row)

    def purge(self, document_id: str) -> int:
        """Delete every row about a document for good and remember that it must not come back.

        Its addresses are remembered as digests, so that `is_purged` knows them; an address that
        also held another document keeps those sightings. Returns how many sightings were deleted.
        """
        with self._writing() as db:
            db.execute("INSERT INTO purge_permit VALUES (1)")
            deleted = _purge_rows(db, document_id)
            db.execute("DELETE FROM purge_permit")
            self._rows_of.forget_numbers()
        with self._lock:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return deleted

    def is_purged(self, source_id: str, key: str, document_id: str | None = None) -> bool:
        """Whether a person had the content of this address, or this document, deleted."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM purged_links WHERE digest = ?)"
            " OR EXISTS (SELECT 1 FROM purged WHERE document_id = ?)"
        )
        with self._lock, sound():
            found = self._db.execute(query, (digest(source_id, key), document_id)).fetchone()
        return bool(found[0])

    def problems(self) -> list[str]:
        """Faults of the file and of its rows; none if it is sound. Reads the whole file."""
        with self._lock:
            found = problems(self._db)
        if not found:
            try:  # every record must be one
                deque((*self.sightings(), *self.fetches(), *self.passes()), 0)
                self.is_purged("", "")
            except UserError as error:
                found = [f"a record is not as it was written ({error.__cause__})"]
        return found

    def close(self) -> None:
        """Close the file for writing."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with transaction(self._db):
                    yield self._db
            except BaseException:
                self._rows_of.forget_numbers()
                raise


def _purge_rows(db: sqlite3.Connection, document_id: str) -> int:
    links = db.execute(
        "SELECT DISTINCT link_no, source_id, key, url FROM sightings JOIN links USING (link_no)"
        " JOIN files USING (file_no) WHERE document_id = ?",
        (document_id,),
    ).fetchall()
    deleted = 0
    for link_no, source_id, key, url in links:
        deleted += db.execute(
            "DELETE FROM sightings WHERE link_no = ? AND (file_no IS NULL OR file_no IN"
            " (SELECT file_no FROM files WHERE document_id = ?))",
            (link_no, document_id),
        ).rowcount
        if db.execute("SELECT 1 FROM sightings WHERE link_no = ?", (link_no,)).fetchone():
            continue
        db.execute("DELETE FROM links WHERE link_no = ?", (link_no,))
        db.execute(
            "DELETE FROM fetches WHERE source_id = ? AND url = ? AND document_id IS NULL",
            (source_id, url),
        )
        db.execute("INSERT OR IGNORE INTO purged_links VALUES (?)", (digest(source_id, key),))
    db.execute("DELETE FROM files WHERE document_id = ?", (document_id,))
    db.execute("DELETE FROM fetches WHERE document_id = ?", (document_id,))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute("INSERT OR IGNORE INTO purged VALUES (?, ?)", (document_id, now))
    return deleted
