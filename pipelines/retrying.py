"""A person asks for documents that could not be read to be tried once more."""

from __future__ import annotations

import msgspec
from rich.console import Console

from archive.errors import NotThereError
from archive.folder import Archive
from pipelines.process import failed_documents, forget_failure
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way

NOTHING = "No document is unreadable, so there is nothing to retry."


def unreadable(archive: Archive, wanted: str = "") -> list[str]:
    """Unreadable documents whose ids begin with `wanted`; of all, those that nobody has accepted
    as such.
    """
    found = [
        name
        for name in archive.documents()
        if name.startswith(wanted) and (wanted or name not in archive.accepted_unreadable)
    ]
    return list(failed_documents(archive.artefacts, found))


def retry(request: RunRequest, wanted: str, console: Console) -> RunReport:
    """Read the unreadable documents whose ids begin with `wanted` (all: "") again, and publish.

    What is still unreadable is told anew. Raises NotThereError where there is none.
    """
    archive = Archive.of_earlier_runs(request.data)
    failed = unreadable(archive, wanted)
    if not failed:
        raise NotThereError(
            f"No unreadable document begins with {wanted!r}: there is nothing to retry."
            if wanted
            else NOTHING
        )
    with under_way(archive, request) as started:
        for document_id in failed:
            forget_failure(archive.artefacts, document_id, and_reading=True)
        again = msgspec.structs.replace(request, retries=frozenset(failed))
        return rebuild_under_way(archive, again, started, console)
