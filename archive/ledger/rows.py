"""Writes records into the ledger's tables; texts that repeat are stored once and numbered."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

from archive.ledger.database import digest
from models.records import DocumentState, Fetch, Outcome, Pass, Sighting

_HELD = frozenset({Outcome.FETCHED, Outcome.NOT_MODIFIED, Outcome.LISTED})
Value = str | int | bytes | None


class Rows:
    """Adds rows through one connection; the caller holds the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[tuple[str, Value], int] = {}

    def add(self, row: Sighting | Fetch | Pass) -> None:
        if isinstance(row, Sighting):
            self._add_sighting(row)
        elif isinstance(row, Fetch):
            self._add_fetch(row)
        else:
            self._add_pass(row)

    def forget_numbers(self) -> None:
        """Look numbers up again: a rollback or a purge has made them void."""
        self._numbers.clear()

    def _add_sighting(self, row: Sighting) -> None:
        link_no, file_no = self._link(row), self._file(row)
        self._insert(
            "sightings",
            link_no=link_no,
            run_no=self._run(row.run_id),
            seen_at=row.seen_at,
            outcome=str(row.outcome),
            state=str(row.state),
            file_no=file_no,
            message=row.message,
            is_repeat=int(self._is_repeat(row, link_no, file_no)),
        )

    def _is_repeat(self, row: Sighting, link_no: int, file_no: int | None) -> bool:
        """Whether the row before it for this link says the same: same file, same kind of outcome,
        and a state that is the same or has settled to "unchanged".
        """
        before = self._db.execute(
            "SELECT outcome, state, file_no FROM sightings WHERE link_no = ?"
            " ORDER BY sighting_no DESC LIMIT 1",
            (link_no,),
        ).fetchone()
        if before is None or before[2] != file_no:
            return False
        same_outcome = before[0] == row.outcome or {before[0], row.outcome} <= _HELD
        return same_outcome and row.state in {before[1], DocumentState.UNCHANGED}

    def _add_fetch(self, row: Fetch) -> None:
        self._insert(
            "fetches",
            run_no=self._run(row.run_id),
            source_id=row.source_id,
            purpose=row.purpose,
            url=row.url,
            host=urlsplit(row.final_url or row.url).netloc.lower(),
            started_at=row.started_at,
            outcome=str(row.outcome),
            document_id=row.document_id,
            etag=row.etag,
            last_modified=row.last_modified,
            record=msgspec.json.encode(row),
        )

    def _add_pass(self, row: Pass) -> None:
        self._insert(
            "passes",
            run_no=self._run(row.run_id),
            source_id=row.source_id,
            record=msgspec.json.encode(row),
        )

    def _run(self, run_id: str) -> int:
        return self._number("runs", "run_no", "run_id", {"run_id": run_id})

    def _link(self, row: Sighting) -> int:
        texts = {
            "source_id": row.source_id,
            "key": row.key or row.url,
            "url": row.url,
            "title": row.listed_title,
            "date": row.listed_date,
            "publisher": row.listed_publisher,
            "role": row.listed_role,
            "group_name": row.listed_group,
            "page_url": row.page_url,
            "date_quote": row.listed_date_quote,
            "note": row.listed_note,
        }
        values: dict[str, Value] = {"digest": digest(*texts.values()), **texts}
        return self._number("links", "link_no", "digest", values)

    def _file(self, row: Sighting) -> int | None:
        if row.document_id is None:
            return None
        facts = (row.document_id, row.file_name, str(row.bytes), row.media_type)
        values: dict[str, Value] = {
            "digest": digest(*facts),
            "document_id": row.document_id,
            "file_name": row.file_name,
            "bytes": row.bytes,
            "media_type": row.media_type,
        }
        return self._number("files", "file_no", "digest", values)

    def _number(self, table: str, number: str, by: str, values: Mapping[str, Value]) -> int:
        """The number of the row of `table` whose `by` is given; the row is added if missing."""
        cached = self._numbers.get((table, values[by]))
        if cached is not None:
            return cached
        query = f"SELECT {number} FROM {table} WHERE {by} = ?"  # noqa: S608
        found = self._db.execute(query, (values[by],)).fetchone()
        known = int(found[0]) if found else self._insert(table, **values)
        self._numbers[(table, values[by])] = known
        return known

    def _insert(self, table: str, **values: Value) -> int:
        """Add a row; the names of tables and columns are this module's own, never input."""
        marks = ", ".join("?" * len(values))
        query = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608
        return int(self._db.execute(query, tuple(values.values())).lastrowid or 0)
