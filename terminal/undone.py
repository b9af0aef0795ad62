"""A warning about documents that this version of the program has not labelled yet."""

from __future__ import annotations

from rich.console import Console

from archive.folder import Archive
from pipelines.process import is_done


def tell_of_undone(archive: Archive, console: Console) -> None:
    """Say how many documents wait for this version of the program, if any do."""
    known = archive.documents()
    undone = sum(is_done(archive.artefacts, document_id) is None for document_id in known)
    if undone:
        console.print(
            f"{undone} of {len(known)} documents have not been labelled by this version of the"
            " program, so they are missing here. Run `reviews rebuild` first to include them."
        )
