"""A file that was saved anew, with the same words on its pages, stays the same document.

It may be where the earlier file was, or at another address under another name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from archive.folder import Archive
from archive.ledger import Ledger
from models.records import DocumentState, Issue, Page, Reading, Severity, Sighting, Status
from pipelines.process import DocumentOutcome, Job, Limits, is_done, stored_reading, work

_A_COVER = 1_500  # signs of a page or two that only lead to what could not be read


def settle_resaved(
    archive: Archive, run_id: str, limits: Limits, outcomes: Iterable[DocumentOutcome]
) -> tuple[Issue, ...]:
    """Take the files that this run found changed or new for what is here, where their words are.

    The new bytes stay in the store; the ledger gets a sighting of the document that they repeat.
    """
    issues = [
        _settled(archive, row, before, "was saved again with the same words")
        for row, before in list(_replaced(archive.ledger, run_id))
        if row.document_id and _say_the_same(archive, before, row.document_id, limits)
    ]
    pages = {o.document_id: o.n_pages for o in outcomes if o.n_pages and not o.trouble}
    for row, before in _copies(archive, run_id, limits, pages):
        issues.append(_settled(archive, row, before, f"has the same words as {before[:12]}"))
    return tuple(issues)


def _settled(archive: Archive, row: Sighting, before: str, why: str) -> Issue:
    """Note that a file is the document `before`, and return what is reported about it."""
    again = row.document_id or ""
    archive.resaved.note(again, before)
    message = (
        f"{row.file_name} {why}: it counts as the same document. "
        f"The new bytes are kept as {again[:12]}."
    )
    archive.ledger.append(
        msgspec.structs.replace(
            row,
            seen_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            document_id=before,
            bytes=archive.originals.size(before),
            state=DocumentState.UNCHANGED,
            message=message,
        )
    )
    return Issue(Severity.INFO, "read", "resaved", message, before)


def _copies(
    archive: Archive, run_id: str, limits: Limits, pages: Mapping[str, int]
) -> list[tuple[Sighting, str]]:
    """New files of this run that say what a document says, at whatever address, with that one.

    Only documents of as many pages are compared.
    """
    new = list(_new(archive.ledger, run_id))
    ids = {row.document_id or "" for row in new}
    counts = Counter(pages[name] for name in archive.documents() if name in pages)
    sought = {pages[name] for name in ids if name in pages and counts[pages[name]] > 1}
    if not sought:
        return []
    said: dict[str, str] = {}  # what a document says, to the first one that said it
    held = [name for name in archive.documents() if name not in ids]
    for name in sorted(held, key=lambda name: _first_seen(archive.ledger, name)):
        if pages.get(name) in sought and (words := _digest(archive, name, limits)):
            said.setdefault(words, name)
    found = []
    for row in new:
        name = row.document_id or ""
        if pages.get(name) in sought and (words := _digest(archive, name, limits)):
            before = said.setdefault(words, name)
            if before != name:
                found.append((row, before))
    return found


def _new(ledger: Ledger, run_id: str) -> Iterator[Sighting]:
    """Sightings at new addresses of files that nobody had seen before this run."""
    for row in ledger.latest().values():
        is_new = row.run_id == run_id and row.state is DocumentState.NEW
        if is_new and row.document_id and ledger.of_document(row.document_id)[0].run_id == run_id:
            yield row


def _first_seen(ledger: Ledger, document_id: str) -> str:
    return ledger.of_document(document_id)[0].seen_at


def _digest(archive: Archive, document_id: str, limits: Limits) -> str | None:
    """What a document says in few bytes; None where it cannot be read or has no words."""
    reading = stored_or_read(archive, document_id, limits)
    if reading is None or not any(page.lines for page in reading.pages):
        return None
    return hashlib.sha256(msgspec.json.encode(_words(reading))).hexdigest()


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
