"""A person asks for documents that could not be read to be tried once more."""

from __future__ import annotations

import msgspec
from rich.console import Console

from archive.errors import NotThereError
from archive.folder import Archive
from pipelines.process import failed_documents, forget_failure, is_done, processed
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way

NOTHING = "No document is unreadable, so there is nothing to retry."


def unreadable(archive: Archive, wanted: str = "") -> list[str]:
    """Unreadable documents whose ids begin with `wanted`; of all, those that nobody has accepted
    as such. Where there is none, those that wait to be read: of a retry that was killed, say.
    """
    found = [
        name
        for name in archive.documents()
        if name.startswith(wanted) and (wanted or name not in archive.accepted_unreadable)
    ]
    failed = list(failed_documents(archive.artefacts, found))
    return failed or [name for name in found if is_done(archive.artefacts, name) is None]


def retry(request: RunRequest, wanted: str, console: Console) -> RunReport:
    """Read the unreadable documents whose ids begin with `wanted` (all: "") again, and publish.

    What is still unreadable is reported again. Raises NotThereError where there is none.
    """
    archive = Archive.of_earlier_runs(request.data)
    failed = unreadable(archive, wanted)
    if not failed:
        raise NotThereError(_refusal(archive, wanted) if wanted else NOTHING)
    with under_way(archive, request) as started:
        for document_id in failed:
            forget_failure(archive.artefacts, document_id, and_reading=True)
        again = msgspec.structs.replace(request, retries=frozenset(failed))
        return rebuild_under_way(archive, again, started, console)


def _refusal(archive: Archive, wanted: str) -> str:
    for name in archive.documents():
        if name.startswith(wanted):
            status = processed(archive.artefacts, name).status.value
            return (
                f"The document {name[:12]} is {status}, not unreadable: there is nothing to retry."
                " docs/statuses.md says what to do with it."
            )
    return f"No unreadable document begins with {wanted!r}: there is nothing to retry."
