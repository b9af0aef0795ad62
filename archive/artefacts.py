"""What each stage made of each document, kept by what went into it.

An artefact's key is (stage, stage version, digest of the settings, digest of the input), so that
nothing is ever out of date: it is there or it is not. An artefact is at
artefacts/AB/DOCUMENT/STAGE-KEY: a magic word, sha256 of the plain record, record compressed.
All of one document is in one place, so that deleting it looks at nothing else. The digest is read
without the record, and is the input digest of the next stage: where a changed rule leaves a record
as it was, the later stages have nothing to do.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from archive.stages import Stage, stage_version
from archive.store import Store, StoredEntry, open_store, together

FOLDER = "artefacts"
MAGIC = b"SGR1"
_HEAD = len(MAGIC) + 32
_DAY = 86_400.0
BUCKETS = 256  # documents by the first two digits of their ids
Record = TypeVar("Record")


class CorruptArtefactError(Exception):
    """An artefact that cannot be used: cut short, changed, or of another shape."""


class Artefacts:
    """The cache of one data folder, or at one address. Safe to use from several processes at once.

    What is there already with the same content is left, so that no two machines need a lock.
    """

    def __init__(self, where: Path | str) -> None:
        self.store: Store = open_store(where)

    def key(self, stage: Stage, document_id: str, input_digest: str, settings: str = "") -> str:
        """Where the artefact of these inputs is, or would be."""
        parts = "\0".join((stage.name, stage_version(stage), settings, input_digest))
        made = hashlib.sha256(parts.encode()).hexdigest()
        return f"{_of(document_id)}/{stage.name}-{made}"

    def digest(self, key: str) -> str | None:
        """Digest of the record without loading it; None where there is none."""
        try:
            head = self.store.head(key, _HEAD)
        except FileNotFoundError:
            return None
        if len(head) < _HEAD or not head.startswith(MAGIC):
            raise _corrupt(key)
        return head[len(MAGIC) :].hex()

    def load(self, key: str, kind: type[Record]) -> Record | None:
        """The record; None where there is none.

        Raises CorruptArtefactError if the digest does not match or the record has another shape.
        """
        found = self.load_with_digest(key, kind)
        return found[0] if found else None

    def load_with_digest(self, key: str, kind: type[Record]) -> tuple[Record, str] | None:
        """The record with its digest, in one look."""
        try:
            content = self.store.read(key)
        except FileNotFoundError:
            return None
        try:
            plain = zlib.decompress(content[_HEAD:])
            record = msgspec.msgpack.decode(plain, type=kind)
        except (ValueError, zlib.error, msgspec.MsgspecError) as error:
            self.store.distrust(key)
            raise _corrupt(key) from error
        digest = hashlib.sha256(plain)
        if content[:_HEAD] != MAGIC + digest.digest():
            self.store.distrust(key)
            raise _corrupt(key)
        return record, digest.hexdigest()

    def save(self, key: str, record: Any) -> str:
        """Keep `record`, whole or not at all, and give its digest."""
        plain = msgspec.msgpack.encode(record)
        digest = hashlib.sha256(plain)
        # Level 1: reading and writing must stay far below the cost of the stage itself.
        content = MAGIC + digest.digest() + zlib.compress(plain, 1)
        # What is there and differs is damaged, or a failure counted once more.
        if not self.store.add(key, content) and self.store.read(key) != content:
            self.store.write(key, content)
        return digest.hexdigest()

    def drop(self, key: str) -> None:
        """Let an artefact be made again."""
        self.store.delete(key)

    def purge(self, document_id: str) -> int:
        """Delete all that was ever made of a document, by any version; gives how many files."""
        entries = self.store.entries(_of(document_id))
        for entry in entries:
            self.store.delete(entry.key)
        return len(entries)

    def prune(self, days: float, buckets: range, current: Callable[[str], set[str]]) -> int:
        """Delete what older rules made and newer ones replaced that long ago; gives how much.

        `buckets` says which documents are looked at, `current` gives the keys of a document that
        count now: these stay, and what is beside them under the same name. Of a document
        without any, which is no longer wanted, all goes that is so old.
        """
        oldest = time.time() - days * _DAY
        of: dict[str, list[StoredEntry]] = defaultdict(list)
        for bucket in buckets:
            for entry in self.store.entries(f"{FOLDER}/{bucket:02x}"):
                of[entry.key.rpartition("/")[0]].append(entry)
        many = {name: entries for name, entries in of.items() if _is_old(entries, oldest)}
        keys = together(self.store, lambda name: current(name.rpartition("/")[2]), many)
        stale = [
            entry.key
            for kept, entries in zip(keys, many.values(), strict=True)
            for entry in _stale(entries, kept, oldest)
        ]
        for key in stale:
            self.store.delete(key)
        return len(stale)

    def check(self, document_ids: Iterable[str] | None = None) -> tuple[int, list[str]]:
        """How many artefacts there are, of these documents or of all, and the keys of those that
        are damaged. Reads all of them.
        """
        folders = [FOLDER] if document_ids is None else [_of(name) for name in document_ids]
        keys = [entry.key for folder in folders for entry in self.store.entries(folder)]
        sound = together(self.store, self._is_sound, keys)
        return len(keys), [key for key, is_good in zip(keys, sound, strict=True) if not is_good]

    def _is_sound(self, key: str) -> bool:
        content = self.store.read(key)
        return content[:_HEAD] == MAGIC + hashlib.sha256(_plain(content)).digest()


def _of(document_id: str) -> str:
    return f"{FOLDER}/{document_id[:2]}/{document_id}"


def _is_old(entries: list[StoredEntry], oldest: float) -> bool:
    """Whether anything there could go: the newest rules' results alone are looked at no further."""
    return any(entry.changed < oldest for entry in entries)


def _stale(entries: list[StoredEntry], current: set[str], oldest: float) -> list[StoredEntry]:
    """Those that do not count now, and that what does has replaced long ago."""
    replaced: dict[str, float] = defaultdict(float)  # stage to when its present result was made
    for entry in entries:
        if _stem(entry.key) in current:
            replaced[_stage(entry.key)] = max(replaced[_stage(entry.key)], entry.changed)
    return [
        entry
        for entry in entries
        if _stem(entry.key) not in current
        and max(entry.changed, replaced[_stage(entry.key)]) < oldest
    ]


def _stage(key: str) -> str:
    return key.rpartition("/")[2].partition("-")[0]


def _stem(key: str) -> str:
    return key.partition(".")[0]


def _plain(content: bytes) -> bytes:
    try:
        return zlib.decompress(content[_HEAD:])
    except zlib.error:
        return b""


def _corrupt(key: str) -> CorruptArtefactError:
    return CorruptArtefactError(f"{_stage(key)} artefact {key.rpartition('-')[2][:12]}")
