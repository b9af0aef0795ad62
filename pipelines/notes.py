"""The small files in which a data folder keeps what was decided and published: can they be read?

Whoever needs one and cannot read it goes on without it. That must not happen in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from archive.accepted import AcceptedBuild, Held
from archive.places import Places
from archive.tombstones import Tombstone
from models.records import Issue, Severity
from pipelines.published import Published
from pipelines.reporting.unsent import Unsent
from vocabulary.json_text import record_of


def damaged_notes(places: Places) -> Iterator[tuple[Path, str]]:
    """Each that is there and cannot be read, and what it means."""
    for path, kind, meaning in _notes(places):
        try:
            record_of(path.read_bytes(), kind)
        except FileNotFoundError:
            continue
        except (OSError, msgspec.MsgspecError):
            yield path, meaning


def issues_of_notes(places: Places) -> Iterator[Issue]:
    """A warning for each damaged one: the run itself may write a new one over it."""
    for path, meaning in damaged_notes(places):
        message = f"{path.name} cannot be read. {meaning}"
        yield Issue(Severity.WARNING, "run", "note_damaged", message)


def _notes(places: Places) -> Iterator[tuple[Path, Any, str]]:
    yield (
        places.accepted,
        AcceptedBuild,
        "Losses are measured against what is published, not against what was last accepted.",
    )
    yield (
        places.held_figures,
        Held,
        "The build that was held is built and measured again.",
    )
    yield places.published, Published, "The warehouse is built again."
    yield (
        places.tombstones,
        tuple[Tombstone, ...],
        "It names the documents that were purged; the ledger still keeps them out.",
    )
    yield (
        places.kept_builds,
        dict[str, str],
        "Nobody knows which builds are kept for good, so no build is dropped.",
    )
    yield places.unsent, tuple[Unsent, ...], "Messages that waited to be sent are lost."
