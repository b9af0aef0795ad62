"""Deleting a document for good, because a person decided so: bytes, traces and results."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from archive.errors import UserError
from archive.folder import Archive


class Purged(msgspec.Struct, frozen=True):
    """What was deleted. The published warehouse still holds the document until it is rebuilt."""

    document_id: str
    sightings: int
    artefacts: int
    builds: int


def purge(data: Path, document_id: str) -> Purged:
    """Delete a document, and remember (as a digest) that it must not be collected again.

    Old builds of the warehouse hold its statements too: all of them go.
    Raises UserError where the id is not that of a stored document.
    """
    if not data.is_dir():
        raise UserError(f"There is no data folder at {data}. Name one with --data.")
    archive = Archive(data)
    try:
        held = archive.originals.has(document_id)
    except ValueError as error:
        raise UserError(f"{error}. Give the whole id: `reviews sql` lists them.") from error
    sightings = archive.ledger.purge(document_id)
    if not held and not sightings:
        raise UserError(f"No document {document_id[:12]} in {data}: nothing was deleted.")
    artefacts = archive.artefacts.purge(document_id)
    archive.originals.purge(document_id)
    for saved_anew in archive.resaved.forget(document_id):
        archive.artefacts.purge(saved_anew)
        archive.originals.purge(saved_anew)
    builds = list(archive.places.builds.glob("*"))
    shutil.rmtree(archive.places.builds, ignore_errors=True)
    return Purged(document_id, sightings, artefacts, len(builds))
