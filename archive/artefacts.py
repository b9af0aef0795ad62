"""What each stage made of each document, kept by what went into it.

An artefact's key is (stage, stage version, digest of the settings, digest of the input), so that
nothing is ever out of date: it is there or it is not. Files are at
DATA/artefacts/STAGE/AB/KEY: a magic word, the sha256 of the plain record, the compressed record.
The digest is read without the record, and is the input digest of the next stage: where a changed
rule leaves a record as it was, the later stages have nothing to do.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from archive.files import write_whole
from archive.places import Places
from archive.stages import Stage, stage_version

MAGIC = b"SGR1"
_HEAD = len(MAGIC) + 32
_DAY = 86_400.0
Record = TypeVar("Record")


class CorruptArtefactError(Exception):
    """An artefact that cannot be used: cut short, changed, or of another shape."""


class Artefacts:
    """The cache of one data folder. Safe to use from several processes at once."""

    def __init__(self, data: Path) -> None:
        self.folder = Places(data).artefacts

    def path(self, stage: Stage, input_digest: str, settings: str = "") -> Path:
        """Where the artefact of these inputs stands, or would stand."""
        parts = "\0".join((stage.name, stage_version(stage), settings, input_digest))
        key = hashlib.sha256(parts.encode()).hexdigest()
        return self.folder / stage.name / key[:2] / key

    def digest(self, path: Path) -> str | None:
        """Digest of the record at `path` without loading it; None where there is none."""
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD)
        except FileNotFoundError:
            return None
        if len(head) < _HEAD or not head.startswith(MAGIC):
            raise _corrupt(path)
        return head[len(MAGIC) :].hex()

    def load(self, path: Path, kind: type[Record]) -> Record | None:
        """The record at `path`; None where there is none.

        Raises CorruptArtefactError where bytes and digest disagree or the record has another shape.
        """
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        if path.stat().st_mtime < time.time() - _DAY:
            path.touch()  # still in use: see `prune`
        try:
            plain = zlib.decompress(content[_HEAD:])
            record = msgspec.msgpack.decode(plain, type=kind)
        except (ValueError, zlib.error, msgspec.MsgspecError) as error:
            raise _corrupt(path) from error
        if content[:_HEAD] != MAGIC + hashlib.sha256(plain).digest():
            raise _corrupt(path)
        return record

    def purge(self, document_id: str) -> int:
        """Delete all that was ever made of a document, by any version; returns how many files."""
        wanted = document_id.encode()
        made = [path for path in self._files() if wanted in _plain(path)]
        # The facts and failures beside a reading have its key as their stem.
        doomed = {other for path in made for other in path.parent.glob(f"{path.stem}*")}
        for path in doomed:
            path.unlink(missing_ok=True)
        return len(doomed)

    def prune(self, days: float) -> int:
        """Delete what no run has used for so many days: results of rules that have changed."""
        oldest = time.time() - days * _DAY
        used: dict[str, float] = {}  # a reading is kept as long as the facts beside it are used
        for path in self._files():
            used[path.stem] = max(used.get(path.stem, 0.0), path.stat().st_mtime)
        stale = [path for path in self._files() if used[path.stem] < oldest]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def check(self) -> tuple[int, int]:
        """How many artefacts there are, and how many of them are damaged."""
        files = self._files()
        return len(files), sum(not _is_sound(path) for path in files)

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*/??/*") if path.is_file())

    def save(self, path: Path, record: Any) -> str:
        """Write `record` at `path`, whole or not at all, and give its digest."""
        plain = msgspec.msgpack.encode(record)
        digest = hashlib.sha256(plain)
        # Level 1: reading and writing must stay far below the cost of the stage itself.
        write_whole(path, MAGIC + digest.digest() + zlib.compress(plain, 1))
        return digest.hexdigest()


def _plain(path: Path) -> bytes:
    try:
        return zlib.decompress(path.read_bytes()[_HEAD:])
    except (OSError, zlib.error):
        return b""


def _is_sound(path: Path) -> bool:
    content = path.read_bytes()
    return content[:_HEAD] == MAGIC + hashlib.sha256(_plain(path)).digest()


def _corrupt(path: Path) -> CorruptArtefactError:
    return CorruptArtefactError(f"{path.parent.parent.name} artefact {path.name[:12]}")
