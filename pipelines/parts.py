"""Documents that come within a file of this machine: attached to a cover, or zipped.

Looking for them means opening the file. Nearly all are files that an earlier run has looked into by
the same rules: of these the ledger knows what they hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from archive.ledger import Ledger
from archive.originals import Originals
from archive.runs import Runs
from archive.stages import READ, stage_version
from extractors.reading.containers import parts_of
from models.records import DocumentState, Sighting

_WITHIN = "#attachment="  # between the address of a file and the number of a document in it


class KnownOfSource:
    """What earlier runs saw of a source: the latest at each address, and the parts of each file."""

    def __init__(self, rows: Iterable[Sighting]) -> None:
        self.at = {row.url: row for row in rows}
        self.parts: defaultdict[str, list[Sighting]] = defaultdict(list)
        for url, row in self.at.items():
            file, sign, _ = url.partition(_WITHIN)  # no address of a file has the sign "#" itself
            if sign:
                self.parts[file].append(row)


def runs_by_these_rules(runs: Runs) -> frozenset[str]:
    """Runs that came to their end and looked into files as this one does."""
    version = stage_version(READ)
    return frozenset(
        record.run.run_id
        for record in runs.load()
        if record.is_published and record.run.stage_versions.get(READ.name) == version
    )


def keep_parts(
    store: Originals,
    ledger: Ledger,
    whole: Sighting,
    file: Path,
    known: KnownOfSource,
    looked_into: frozenset[str],
) -> Iterator[str]:
    """Keep the documents that a file holds, with the file that they came in; gives their ids.

    `whole` is this run's sighting of the file, `looked_into` the runs whose finds still count.
    """
    found = _found_before(store, whole, known, looked_into)
    for row in _found_now(store, whole, file, known) if found is None else found:
        if row.document_id is None:
            continue
        if ledger.is_purged(row.source_id, row.url, row.document_id):
            store.purge(row.document_id)
            continue
        ledger.append(row)
        yield row.document_id


def state_of(before: Sighting | None, now: str) -> DocumentState:
    """What a file that is `now` at an address is beside what was there before."""
    if before is None or before.document_id is None:
        return DocumentState.NEW
    return DocumentState.UNCHANGED if before.document_id == now else DocumentState.REPLACED


def _found_before(
    store: Originals, whole: Sighting, known: KnownOfSource, looked_into: frozenset[str]
) -> list[Sighting] | None:
    """What an earlier run found in the same file; None where somebody has to look."""
    before = known.at.get(whole.url)
    if before is None or before.run_id not in looked_into:
        return None
    if (before.document_id, before.bytes) != (whole.document_id, whole.bytes):
        return None
    rows = [
        msgspec.structs.replace(
            row, seen_at=whole.seen_at, run_id=whole.run_id, state=DocumentState.UNCHANGED
        )
        for row in known.parts[whole.url]
        if row.run_id == before.run_id
    ]
    names = {row.document_id for row in rows if row.document_id}
    return rows if store.held(names) == names else None  # a lost original is in the file


def _found_now(
    store: Originals, whole: Sighting, file: Path, known: KnownOfSource
) -> Iterator[Sighting]:
    data = file.read_bytes()
    parts = parts_of(data)
    if len(parts) == 1 and data.startswith(b"PK"):
        return  # the one document of an archive is read in its place
    for number, part in enumerate(parts, 1):
        address = f"{whole.url}{_WITHIN}{number}"
        document_id = store.put(part.content)
        yield msgspec.structs.replace(
            whole,
            url=address,
            document_id=document_id,
            file_name=part.name,
            bytes=len(part.content),
            state=state_of(known.at.get(address), document_id),
            page_url=whole.url,
            message=f"It came with {file.name}.",
        )
