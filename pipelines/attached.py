"""Documents within documents: each is one of its own, with the file that holds it named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import msgspec

from archive.artefacts import Artefacts
from archive.ledger import Ledger
from models.records import DocumentState, Issue, Severity, Sighting
from pipelines.process import attachments

MARK = "#attached="  # in the address of a document within another
DEEPEST = 3  # an attachment of an attachment of an attachment


def settle_attached(data: Path, run_id: str, documents: Iterable[str]) -> list[str]:
    """Note a sighting of every document within these; gives the ids of those that are new here."""
    ledger, artefacts = Ledger(data), Artefacts(data)
    latest = ledger.latest()
    parents: dict[str, list[Sighting]] = {}
    for row in latest.values():
        if row.document_id:
            parents.setdefault(row.document_id, []).append(row)
    known = {(row.url, row.document_id) for row in latest.values()}
    new: list[str] = []
    for document_id in documents:
        for name, child in attachments(artefacts, document_id):
            for parent in parents.get(document_id, ()):
                row = _sighting(parent, name, child, run_id)
                if (row.url, child) in known or ledger.is_purged(row.source_id, row.url, child):
                    continue
                ledger.append(row)
                new.append(child)
    return list(dict.fromkeys(new))


def attached_issues(data: Path, documents: Iterable[str]) -> list[Issue]:
    """That a file holds others, for those who wonder where they come from."""
    artefacts = Artefacts(data)
    counts = {name: len(attachments(artefacts, name)) for name in documents}
    return [
        Issue(
            Severity.INFO,
            "read",
            "attached",
            f"The file holds {count} documents of its own: each was read as one.",
            document_id,
        )
        for document_id, count in counts.items()
        if count
    ]


def _sighting(parent: Sighting, name: str, child: str, run_id: str) -> Sighting:
    url = f"{parent.url}{MARK}{quote(name)}"
    return msgspec.structs.replace(
        parent,
        url=url,
        key=f"{parent.key or parent.url}{MARK}{quote(name)}",
        seen_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        run_id=run_id,
        document_id=child,
        file_name=name,
        bytes=0,
        media_type="",
        listed_title=None,
        listed_role=None,
        listed_group=parent.listed_group or f"attached:{(parent.document_id or '')[:16]}",
        state=DocumentState.NEW,
        message=f"Within {parent.file_name}.",
    )
