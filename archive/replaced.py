"""Which documents were replaced at their address, and whether somebody has looked at that.

DATA/replaced.json holds, for each pair of an earlier and a later document at one address, what was
found. An earlier document that is only `BESIDE` the later one still counts: another document at an
address may be a mistake of the publisher.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

from archive.errors import UserError
from archive.files import write_whole
from archive.places import Places
from vocabulary.json_text import record_of


class Finding(StrEnum):
    """What a later document at an address is to the earlier one."""

    EDITION = "edition"  # much the same words: it takes the earlier one's place
    BESIDE = "beside"  # another document: both count until somebody has looked
    ACCEPTED = "accepted"  # somebody has looked: it takes the earlier one's place
    RETURNED = "returned"  # the earlier one is back


class ReplacedPair(msgspec.Struct, frozen=True):
    """Two documents that were at one address after each other, and what was found of them."""

    before: str
    now: str
    finding: Finding


class Replaced:
    """The findings of one data folder; read once a run."""

    def __init__(self, places: Places) -> None:
        self._path = places.replaced
        self._pairs: dict[tuple[str, str], ReplacedPair] = {}
        for pair in _load(self._path):
            self._pairs[(pair.before, pair.now)] = pair

    def finding(self, before: str, now: str) -> Finding | None:
        """What is known of this pair."""
        pair = self._pairs.get((before, now))
        return pair.finding if pair else None

    def of(self, *findings: Finding) -> list[ReplacedPair]:
        """The pairs of which one of these was found."""
        return [pair for pair in self._pairs.values() if pair.finding in findings]

    def note(self, before: str, now: str, finding: Finding) -> None:
        """Keep a finding."""
        self._pairs[(before, now)] = ReplacedPair(before, now, finding)
        self._save()

    def forget(self, document_id: str) -> None:
        """Leave no trace of a document."""
        self._pairs = {key: pair for key, pair in self._pairs.items() if document_id not in key}
        self._save()

    def _save(self) -> None:
        write_whole(self._path, msgspec.json.encode(list(self._pairs.values())))


def _load(path: Path) -> list[ReplacedPair]:
    if not path.exists():
        return []
    try:
        return record_of(path.read_bytes(), list[ReplacedPair])
    except msgspec.MsgspecError as error:
        raise UserError(
            f"{path} is damaged. Restore it from the backup; or delete it: then every replaced"
            " document is looked at again."
        ) from error
