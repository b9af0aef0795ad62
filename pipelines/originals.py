"""Whether the store still holds what was put into it: a sample at each run, all in doctor."""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence

from archive.folder import Archive
from models.records import Issue, Severity
from vocabulary.counting import in_number

log = logging.getLogger(__name__)
SAMPLE_FILES, SAMPLE_BYTES = 100, 200 * 2**20
_SHOWN = 5
_FEWEST, _ONE_IN = 20, 10  # documents that are looked at, for a run without news is short


def sample_originals(archive: Archive, run_id: str) -> int:
    """Check the bytes of a tenth of the originals, others at each run; returns how many were
    damaged. A child checks those that it reads, and a file that is offered again is compared.
    """
    damaged, left = 0, SAMPLE_BYTES
    for document_id in _some(list(archive.originals.ids()), run_id):
        left -= archive.originals.size(document_id)
        if left < 0:
            break
        damaged += set_aside_damaged(archive, document_id)
    return damaged


def sample_artefacts(archive: Archive, run_id: str) -> list[Issue]:
    """Check stored results of a tenth of the documents, others at each run; a warning for each
    damaged one. What the run itself uses is checked as it is loaded.

    It is deleted, and made again when a stage or a person needs it. Object storage keeps digests
    of its own.
    """
    if archive.artefacts.store.is_far:
        return []
    _, damaged = archive.artefacts.check(_some(archive.documents(), run_id))
    for key in damaged:
        archive.artefacts.drop(key)
    message = "A stored result was damaged. It was deleted, and is made again when it is needed."
    return [
        Issue(Severity.WARNING, "read", "corrupt_artefact", message, key.split("/")[-2])
        for key in damaged
    ]


def put_right(archive: Archive, lost: set[str]) -> list[Issue]:
    """One warning where this run has brought back originals that were `lost` before it, or whose
    bytes had changed: all is well again, but a disk that does this will do it again.
    """
    back = archive.originals.held(lost) | archive.originals.replaced
    if not back:
        return []
    what = in_number("{n} [original|originals] had been damaged or lost", len(back))
    shown = ", ".join(name[:12] for name in sorted(back)[:_SHOWN])
    how = in_number("[It has|They have] been restored from the same [file|files]", len(back))
    message = f"{what} ({shown}). {how}."
    return [Issue(Severity.WARNING, "collect", "original_put_right", message)]


def _some(ids: Sequence[str], run_id: str) -> list[str]:
    count = min(SAMPLE_FILES, len(ids), max(_FEWEST, len(ids) // _ONE_IN))
    return random.Random(run_id).sample(ids, count)  # noqa: S311


def set_aside_damaged(archive: Archive, document_id: str) -> bool:
    """Put an original aside whose bytes are not its own; True where that was so."""
    try:
        if archive.originals.is_sound(document_id):
            return False
        archive.originals.set_aside(document_id)
    except FileNotFoundError:
        return False
    log.error("the original %s is damaged and was put aside", document_id[:12])
    return True


def missing_originals(archive: Archive) -> list[Issue]:
    """An error for each document whose file is not there: it must not vanish in silence."""
    found = []
    for document_id, row in archive.missing().items():
        is_damaged = archive.originals.is_damaged(document_id)
        what = "was damaged and put aside" if is_damaged else "is missing"
        message = f"The original of {row.file_name or row.url} ({document_id[:12]}) {what}."
        found.append(
            Issue(
                Severity.ERROR, "collect", "original_missing", message, document_id, row.source_id
            )
        )
    return found
