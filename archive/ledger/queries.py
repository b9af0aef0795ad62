"""Questions to the ledger. Each opens its own connection: a snapshot that no writer waits for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from archive.ledger.database import connect
from archive.ledger.soundness import sound
from models.records import DocumentState, Fetch, Outcome, Pass, Sighting

_SIGHTINGS = """
    SELECT l.source_id, l.url, s.seen_at, r.run_id, s.outcome, f.document_id,
           coalesce(f.file_name, ''), coalesce(f.bytes, 0), coalesce(f.media_type, ''),
           l.title, l.date, l.publisher, l.role, l.group_name, l.page_url,
           s.state, s.message, l.key, l.date_quote, l.note
    FROM sightings s JOIN links l USING (link_no) JOIN runs r USING (run_no)
    LEFT JOIN files f USING (file_no)
"""
_DOCUMENT_ID = re.compile(r"[0-9a-f]{64}")
_DOCUMENT = Sighting.__struct_fields__.index("document_id")
_STATE = Sighting.__struct_fields__.index("state")
_BRIEF = """
    WHERE s.sighting_no IN (
        SELECT sighting_no FROM sightings WHERE is_repeat = 0
        UNION
        SELECT (SELECT max(sighting_no) FROM sightings WHERE link_no = l.link_no) FROM links l)
"""
# One index look-up per link, however many sightings there are.
_LATEST = """
    WHERE s.sighting_no IN (
        SELECT (SELECT max(sighting_no) FROM sightings WHERE link_no = l.link_no) FROM links l
        WHERE ?1 IS NULL OR l.source_id = ?1)
"""
_CHECKED = """
    SELECT l.key, l.url, f.document_id, s.seen_at, h.etag, h.last_modified
    FROM links l
    JOIN sightings s ON s.sighting_no = (
        SELECT max(sighting_no) FROM sightings
        WHERE link_no = l.link_no AND outcome IN ('fetched', 'not_modified'))
    JOIN files f USING (file_no)
    LEFT JOIN fetches h ON h.document_id = f.document_id AND h.fetch_no = (
        SELECT max(fetch_no) FROM fetches
        WHERE source_id = l.source_id AND url = l.url AND document_id IS NOT NULL)
    WHERE l.source_id = ? ORDER BY s.sighting_no
"""


class KnownAddress(msgspec.Struct, frozen=True):
    """What the ledger knows of one address of a source, before it is looked at again.

    `document_id` is the file last had there and `checked_at` when its bytes were last confirmed;
    `etag` and `last_modified` belong to exactly these bytes at exactly `validated_url`.
    """

    latest: Sighting
    document_id: str | None = None
    checked_at: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    validated_url: str | None = None


class Queries:
    """The reading half of the ledger."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def sightings(self, *, every: bool = True) -> Iterator[Sighting]:
        """All sightings, oldest first, as they stood when the reading began.

        With `every=False` rows that say nothing new are left out but for the last of each address:
        first and last dates and every change stay, and the size stays that of the library.
        """
        yield from self._sightings("" if every else _BRIEF)

    def news(self, source_id: str | None = None) -> Iterator[Sighting]:
        """The sightings that said something new, oldest first, of one source or of all: rows that
        no later run changes.
        """
        where = "WHERE s.is_repeat = 0 AND (?1 IS NULL OR l.source_id = ?1)"
        yield from self._sightings(where, source_id)

    def replacements(self) -> Iterator[Sighting]:
        """Sightings of a document that took another's place at its address, oldest first."""
        yield from self._sightings("WHERE s.is_repeat = 0 AND s.state = 'replaced'")

    def latest(self, source_id: str | None = None) -> dict[tuple[str, str], Sighting]:
        """The last sighting of each (source, url), of one source or of all.

        Where a publisher gives a file a new address under the same key, the old address is no
        longer there: what was at it has been replaced.
        """
        by_key: dict[tuple[str, str], Sighting] = {}
        for row in self._sightings(_LATEST, source_id):
            by_key.pop((row.source_id, row.key), None)
            by_key[(row.source_id, row.key)] = row
        return {(row.source_id, row.url): row for row in by_key.values()}

    def history(self, source_id: str, key: str) -> list[Sighting]:
        """Every sighting of one address (by its key), oldest first."""
        return list(self._sightings("WHERE l.source_id = ? AND l.key = ?", source_id, key))

    def of_document(self, document_id: str) -> list[Sighting]:
        """Every sighting of one document, at whatever address and source, oldest first."""
        return list(self._sightings("WHERE f.document_id = ?", document_id))

    def known(self, source_id: str) -> dict[str, KnownAddress]:
        """What is known of each address of a source, by key."""
        known = {row.key: KnownAddress(row) for row in self._sightings(_LATEST, source_id)}
        for key, url, document_id, seen_at, etag, modified in self._rows(_CHECKED, source_id):
            known[key] = KnownAddress(known[key].latest, document_id, seen_at, etag, modified, url)
        return known

    def fetches(self, run_id: str | None = None) -> Iterator[Fetch]:
        """The fetch log, oldest first, of one run or of all."""
        query = (
            "SELECT record FROM fetches JOIN runs USING (run_no)"
            " WHERE ?1 IS NULL OR run_id = ?1 ORDER BY fetch_no"
        )
        with sound():
            for (record,) in self._rows(query, run_id):
                yield msgspec.json.decode(record, type=Fetch)

    def passes(self, source_id: str | None = None) -> list[Pass]:
        """Every pass over a source (or over all), oldest first."""
        query = "SELECT record FROM passes WHERE ?1 IS NULL OR source_id = ?1 ORDER BY pass_no"
        with sound():
            return [msgspec.json.decode(row[0], type=Pass) for row in self._rows(query, source_id)]

    def blocked_hosts(self, since: str, until: str) -> set[str]:
        """Hosts whose last answer in this time (UTC, ISO 8601) was a challenge page."""
        query = (
            "SELECT host, outcome, max(fetch_no) FROM fetches"
            " WHERE started_at BETWEEN ? AND ? AND purpose <> 'robots' GROUP BY host"
        )
        rows = self._rows(query, since, until)
        return {str(host) for host, outcome, _ in rows if outcome == Outcome.BLOCKED_BY_WAF}

    def _sightings(self, where: str, *arguments: str | None) -> Iterator[Sighting]:
        query = f"{_SIGHTINGS} {where} ORDER BY s.sighting_no"
        with sound():
            for row in self._rows(query, *arguments):
                state = _state(row[_STATE], row[_DOCUMENT])
                fields = (*row[:_STATE], state, *row[_STATE + 1 :])
                yield Sighting(*fields)

    def _rows(self, query: str, *arguments: str | None) -> Iterator[tuple]:  # type: ignore[type-arg]
        with closing(connect(self.path)) as db, sound():
            yield from db.execute(query, arguments)


def _state(said: str, document_id: str | None) -> DocumentState:
    """The state of a row. Raises ValueError for one that there is not, or for no document's id."""
    if document_id is not None and not _DOCUMENT_ID.fullmatch(document_id):
        raise ValueError(document_id)
    return DocumentState(said)
