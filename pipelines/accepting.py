"""A person takes what a held build would lose, a document for the one that it replaced, or one that
cannot be read for what it is.
"""

from __future__ import annotations

import msgspec
from rich.console import Console

from archive.accepted import Accepted, Held, load_held, save_accepted
from archive.errors import NotThereError, UserError
from archive.folder import Archive
from archive.replaced import Finding, Pair
from pipelines.correcting import Corrections
from pipelines.decided import with_taken
from pipelines.process import NOT_IN_FULL, failed_documents
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way


def accept(request: RunRequest, wanted: str, console: Console) -> RunReport:
    """Accept the held build, the replacing document, or the one that cannot be read in full, whose
    name begins with `wanted`; publish.

    What is accepted is what that build would lose and no more: where the rules or the documents
    have changed since, a further loss is held again. Raises NotThereError where nothing of this
    name waits.
    """
    archive = Archive.of_earlier_runs(request.data)
    held = load_held(archive.places)
    if held and wanted and held.build_id.startswith(wanted):
        with under_way(archive, request) as started:
            _make_measure(archive, held)
            accepted = msgspec.structs.replace(
                request, accepts_build=held.build_id, accepted_losses=held.losses
            )
            return rebuild_under_way(archive, accepted, started, console)
    pairs = [pair for pair in _waiting(archive) if wanted and pair.now.startswith(wanted)]
    unread = [name for name in _unread(archive) if wanted and not pairs and name.startswith(wanted)]
    if not pairs and not unread:
        raise NotThereError(_refusal(archive, held, wanted))
    with under_way(archive, request) as started:
        for document_id in unread:
            archive.accepted_unreadable.add(document_id)
        for pair in pairs:
            archive.replaced.note(pair.before, pair.now, Finding.ACCEPTED)
        return rebuild_under_way(archive, request, started, console)


def _waiting(archive: Archive) -> list[Pair]:
    return archive.replaced.of(Finding.BESIDE)


def _unread(archive: Archive) -> list[str]:
    found = failed_documents(archive.artefacts, archive.documents(), NOT_IN_FULL)
    return [name for name in found if name not in archive.accepted_unreadable]


def _refusal(archive: Archive, held: Held | None, wanted: str) -> str:
    names = [held.build_id] if held else []
    names += sorted({pair.now[:12] for pair in _waiting(archive)})
    names += [name[:12] for name in _unread(archive)]
    if not names:
        return "Nothing waits for a person, so there is nothing to accept."
    return f"Nothing with the id {wanted!r} waits for a person. These do: {', '.join(names)}."


def _make_measure(archive: Archive, held: Held) -> None:
    """From now on the held build is what others are measured against."""
    from warehouse import WarehouseError, document_figures  # noqa: PLC0415 - DuckDB takes a second

    try:
        figures = document_figures(archive.places.held_build(held.build_id))
    except WarehouseError as error:
        raise UserError(
            f"The held build {held.build_id} is missing or damaged. `reviews rebuild`"
            " makes it again."
        ) from error
    taken = with_taken(figures, archive, Corrections(archive.places))
    save_accepted(archive.places, Accepted(held.build_id, taken))
