"""Deleting a document for good, because a person decided so: bytes, traces and results."""

from __future__ import annotations

import shutil

import msgspec
from rich.console import Console

from archive.accepted import drop_held
from archive.errors import UserError
from archive.folder import Archive
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, rebuild_under_way


class Purged(msgspec.Struct, frozen=True):
    """What was deleted."""

    document_id: str
    sightings: int
    artefacts: int
    builds: int


def purge(request: RunRequest, document_id: str, console: Console) -> tuple[Purged, RunReport]:
    """Delete a document, remember (as a digest) that it must not come back, publish without it.

    Nothing is deleted before the data folder is this run's alone. Old and held builds hold the
    document's statements too: all of them go. Raises UserError where the id is not that of a
    stored document, or another run is under way.
    """
    if not request.data.is_dir():
        raise UserError(f"There is no data folder at {request.data}. Give one with --data.")
    archive = Archive(request.data)
    _check(archive, document_id)
    with under_way(archive, request) as started:
        purged = delete(archive, document_id)
        return purged, rebuild_under_way(archive, request, started, console)


def delete(archive: Archive, document_id: str) -> Purged:
    """Delete every trace of a document; the caller holds the data folder."""
    sightings = archive.ledger.purge(document_id)
    artefacts = archive.artefacts.purge(document_id)
    archive.originals.purge(document_id)
    archive.replaced.forget(document_id)
    for saved_anew in archive.resaved.forget(document_id):
        archive.ledger.purge(saved_anew)
        archive.artefacts.purge(saved_anew)
        archive.originals.purge(saved_anew)
    builds = list(archive.places.builds.glob("*"))
    shutil.rmtree(archive.places.builds, ignore_errors=True)
    drop_held(archive.places)
    shutil.rmtree(archive.places.reports, ignore_errors=True)  # they name files and reviews
    return Purged(document_id, sightings, artefacts, len(builds))


def _check(archive: Archive, document_id: str) -> None:
    try:
        is_held = archive.originals.has(document_id)
    except ValueError as error:
        raise UserError(f"{error}. Give the full id: `reviews sql` lists them.") from error
    if not is_held and not archive.ledger.of_document(document_id):
        raise UserError(f"No document {document_id[:12]} in {archive.data}: nothing was deleted.")
