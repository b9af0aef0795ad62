"""Documents that another version of the program has labelled: their answers find nothing."""

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
            f"{undone} of {len(known)} documents are not labelled by this version of the program: "
            "`reviews rebuild` first, or they are missing here."
        )
