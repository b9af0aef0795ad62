"""What was deleted for good, and why: DATA/tombstones.json, ids and reasons without any words.

Copies that come to light later are known by digests of how the sentences of its statements began.
"""

from __future__ import annotations

import msgspec

from archive.errors import UserError
from archive.files import write_whole
from archive.places import Places
from vocabulary.json_text import record_of


class Tombstone(msgspec.Struct, frozen=True):
    """One document that must not come back; `purged_on` is an ISO date.

    `review` is that by whose id it was purged, `digests` are of its sentences (`pipelines.traces`).
    """

    document_id: str
    purged_on: str
    why: str
    review: str = ""
    digests: tuple[str, ...] = ()


def tombstones(places: Places) -> tuple[Tombstone, ...]:
    """All of them, the oldest first. Raises UserError where the file is damaged."""
    if not places.tombstones.exists():
        return ()
    try:
        return record_of(places.tombstones.read_bytes(), tuple[Tombstone, ...])
    except msgspec.MsgspecError as error:
        raise UserError(
            f"{places.tombstones} is damaged. Restore it from the backup: without it"
            " there is no record of what was purged, and when."
        ) from error


def add_tombstone(places: Places, stone: Tombstone) -> None:
    """Keep one; a second for the same document takes the place of the first."""
    kept = [t for t in tombstones(places) if t.document_id != stone.document_id]
    write_whole(places.tombstones, msgspec.json.format(msgspec.json.encode([*kept, stone])))
