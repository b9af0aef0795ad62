"""A person asks for documents that could not be read to be tried once more."""

from __future__ import annotations

import msgspec
from rich.console import Console

from archive.errors import NotThereError
from archive.folder import Archive
from pipelines.process import failed_documents, forget_failure
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way


def retry(request: RunRequest, wanted: str, console: Console) -> RunReport:
    """Read the unreadable documents whose ids begin with `wanted` (all: "") again, and publish.

    What is still unreadable is told anew. Without `wanted`, what a person knows to be unreadable is
    left. Raises NotThereError where there is none.
    """
    archive = Archive.of_earlier_runs(request.data)
    found = [
        name
        for name in archive.documents()
        if name.startswith(wanted) and (wanted or name not in archive.accepted_unreadable)
    ]
    failed = list(failed_documents(archive.artefacts, found))
    if not failed:
        what = (
            f"No unreadable document begins with {wanted!r}" if wanted else "Nothing is unreadable"
        )
        raise NotThereError(f"{what}: there is nothing to retry.")
    with under_way(archive, request) as started:
        for document_id in failed:
            forget_failure(archive.artefacts, document_id, and_reading=True)
        again = msgspec.structs.replace(request, retries=frozenset(failed))
        return rebuild_under_way(archive, again, started, console)
