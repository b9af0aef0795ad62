"""A file that a publisher saved anew, with the same words on its pages, stays the same document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from archive.folder import Archive
from archive.ledger import Ledger
from models.records import DocumentState, Issue, Page, Reading, Severity, Sighting, Status
from pipelines.process import Job, Limits, is_done, stored_reading, work

_A_COVER = 1_500  # signs of a page or two that only lead to what could not be read


def settle_resaved(archive: Archive, run_id: str, limits: Limits) -> tuple[Issue, ...]:
    """Take the files that this run found changed for what they were, where their words are.

    The new bytes stay in the store; the ledger gets a sighting of the document that they repeat.
    """
    ledger, resaved = archive.ledger, archive.resaved
    issues: list[Issue] = []
    for row, before in list(_replaced(ledger, run_id)):
        if row.document_id is None or not _say_the_same(archive, before, row.document_id, limits):
            continue
        resaved.note(row.document_id, before)
        message = (
            f"{row.file_name} was saved again with the same words: it stays the same document. "
            f"The new bytes are kept as {row.document_id[:12]}."
        )
        ledger.append(
            msgspec.structs.replace(
                row,
                seen_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                document_id=before,
                bytes=archive.originals.size(before),
                state=DocumentState.UNCHANGED,
                message=message,
            )
        )
        issues.append(Issue(Severity.INFO, "read", "resaved", message, before))
    return tuple(issues)


def _replaced(ledger: Ledger, run_id: str) -> Iterator[tuple[Sighting, str]]:
    """Sightings of this run where an address gave another file, with the file it gave before."""
    for (source_id, key), row in ledger.latest().items():
        if row.run_id != run_id or row.state is not DocumentState.REPLACED:
            continue
        history = ledger.history(source_id, key)
        before = (r.document_id for r in reversed(history) if r.document_id)
        other = next((name for name in before if name != row.document_id), None)
        if other and row.document_id:
            yield row, other


def _say_the_same(archive: Archive, before: str, now: str, limits: Limits) -> bool:
    first, second = (stored_or_read(archive, name, limits) for name in (before, now))
    return first is not None and second is not None and _words(first) == _words(second)


def stored_or_read(archive: Archive, document_id: str, limits: Limits) -> Reading | None:
    """The pages of a stored file, read in a child process where that has not been done.

    None where it is not held or could not be read.
    """
    store, artefacts = archive.originals, archive.artefacts
    if not store.has(document_id):
        return None
    if is_done(artefacts, document_id) is None:
        for _ in work([Job(document_id, store.location(document_id))], archive.data, limits):
            pass
    reading = stored_reading(artefacts, document_id)
    return reading if reading and _is_read(reading) else None


def _is_read(reading: Reading) -> bool:
    """Whether a file's pages say what it says: not the cover of others, nor a form's notice."""
    if reading.status is Status.PARTIAL:
        return sum(len(line.text) for page in reading.pages for line in page.lines) > _A_COVER
    return reading.status in {Status.OK, Status.SCANNED_OCR}


def _words(reading: Reading) -> list[Iterable[object]]:
    """What must be the same: the words of each page, and what they leave unsaid.

    Another program may break lines elsewhere.
    """
    return [
        (page.number, _flow(page), sorted(place.kind for place in page.hidden))
        for page in reading.pages
    ]


def _flow(page: Page) -> list[str]:
    return " ".join(line.text for line in page.lines).replace("\u00ad ", "").split()
