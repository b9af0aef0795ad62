"""The originals: every file ever collected, once, under the sha256 of its bytes, never changed."""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.errors import UserError
from archive.files import open_new, write_whole
from archive.places import Places
from archive.store import open_store

DATA_VERSION = 1
_FOLDER = "originals"
_CHUNK = 1 << 20
_DOCUMENT_ID = re.compile(r"[0-9a-f]{64}")


class DataVersionError(UserError):
    """The data directory was written by a newer version of this program."""


def open_data(data: Path) -> Path:
    """Make `data` if it is missing, and mark or check its version.

    Raises DataVersionError where a newer version has written it: an older one would misread it;
    UserError where no folder can be made or used there.
    """
    marker = Places(data).version
    try:
        if not marker.exists():
            data.mkdir(parents=True, exist_ok=True)
            write_whole(marker, f"{DATA_VERSION}\n".encode())
        found = marker.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as error:
        raise UserError(
            f"{data} cannot be used as the data directory ({error.strerror}). "
            "Choose another with --data, or repair this one."
        ) from error
    if not found.isdecimal():
        raise DataVersionError(
            f"{marker} holds {found[:20]!r} where a number is expected. "
            "Is this the data directory? Choose another with --data, or restore the file."
        )
    if int(found) > DATA_VERSION:
        raise DataVersionError(
            f"{data} was written by a newer version (data format {found}, this program knows "
            f"{DATA_VERSION}). Update the program, or choose another directory with --data."
        )
    return data


class Incoming:
    """A file on its way into the store: hashed while it is written, visible only when kept.

    Use as a context manager; without `keep` nothing stays behind.
    """

    def __init__(self, store: Originals) -> None:
        self._store = store
        self._path, self._file = open_new(store.root, ".incoming-")
        self._hash = hashlib.sha256()
        self.bytes = 0

    def write(self, chunk: bytes) -> None:
        self._hash.update(chunk)
        self._file.write(chunk)
        self.bytes += len(chunk)

    @property
    def document_id(self) -> str:
        """The id that the bytes written so far have."""
        return self._hash.hexdigest()

    def keep(self) -> str:
        """Make the file part of the store for good and return its document id.

        A file that is held already stays as it is, unless its bytes are no longer what they were.
        """
        document_id = self.document_id
        self._file.close()
        if self._store.is_the_same(self._path, document_id):
            self._path.unlink(missing_ok=True)
            return document_id
        if self._store.has(document_id):
            self._store.replaced.add(document_id)
        self._store.take(self._path, document_id)  # a damaged file gives way to the good one
        return document_id

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


class Originals:
    """Content-addressed files as `originals/ab/cd/<sha256>` without a suffix, in the data folder or
    in the object storage that it names.

    Safe for many threads and processes at once: the same bytes always land at the same place.
    """

    def __init__(self, data: Path) -> None:
        """Open the store of the data directory. Raises DataVersionError."""
        self.data = open_data(data)
        self.store = open_store(self.data)
        self.root = Places(self.data).originals  # what comes in is written here first
        self.root.mkdir(exist_ok=True)
        self.replaced: set[str] = set()  # whose bytes had changed until the good ones came again

    def put(self, source: bytes | Path, likely: str | None = None) -> str:
        """Keep these bytes, or this file's, and return their document id; twice is once.

        `likely` is the id that a file had before: where these very bytes are held under it, nothing
        is hashed or written.
        """
        if likely and self._holds(source, likely):
            return likely
        with self.incoming() as incoming:
            for chunk in _chunks(source):
                incoming.write(chunk)
            return incoming.keep()

    def _holds(self, source: bytes | Path, document_id: str) -> bool:
        if self.store.is_far or isinstance(source, bytes):
            return False
        return _is_the_same(source, self.path(document_id))

    def incoming(self) -> Incoming:
        """A place to stream a file into whose size is not known yet."""
        return Incoming(self)

    def take(self, path: Path, document_id: str) -> None:
        """Move a file with these bytes in."""
        self.store.take(self.key(document_id), path)
        self.store.delete(self.damaged_key(document_id))

    def is_the_same(self, path: Path, document_id: str) -> bool:
        """Whether the store holds what this file holds."""
        if self.store.is_far:  # what is there was checked when it was sent; it is not fetched again
            return self.has(document_id) and self.size(document_id) == path.stat().st_size
        return _is_the_same(path, self.path(document_id))

    def key(self, document_id: str) -> str:
        """The key in the store. Raises ValueError for what is not a document id."""
        if not _DOCUMENT_ID.fullmatch(document_id):
            raise ValueError(f"{document_id[:70]!r} is not a document id (64 hexadecimal digits)")
        return f"{_FOLDER}/{document_id[:2]}/{document_id[2:4]}/{document_id}"

    def path(self, document_id: str) -> Path:
        """Where the file lies in the data folder, or would lie if it was kept there."""
        return self.data / self.key(document_id)

    def location(self, document_id: str) -> str:
        """What a child, or another machine, finds the file by."""
        return self.store.location(self.key(document_id))

    def local(self, document_id: str) -> AbstractContextManager[Path]:
        """The file on this machine, or a copy, for as long as the context lasts.

        Raises FileNotFoundError where it is not held and has to be copied.
        """
        return self.store.local(self.key(document_id))

    def has(self, document_id: str) -> bool:
        key = self.key(document_id)
        return bool(self.store.held([key], key))

    def held(self, document_ids: Iterable[str]) -> set[str]:
        """Those of these documents that are held, by as few questions as it takes."""
        keys = {self.key(name): name for name in document_ids}
        return {keys[key] for key in self.store.held(keys, _FOLDER)}

    def size(self, document_id: str) -> int:
        """Its bytes. Raises FileNotFoundError where it is not held."""
        return self.store.size(self.key(document_id))

    def damaged_key(self, document_id: str) -> str:
        return f"{self.key(document_id)}.damaged"

    def is_damaged(self, document_id: str) -> bool:
        """Whether a file was put aside whose bytes were no longer those of its id."""
        key = self.damaged_key(document_id)
        return bool(self.store.held([key], key))

    def is_sound(self, document_id: str) -> bool:
        """Whether the file's bytes are still those that its id was made from.

        Raises FileNotFoundError where it is not held, OSError where it cannot be read.
        """
        with self.local(document_id) as path, path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == document_id

    def set_aside(self, document_id: str) -> None:
        """Put a damaged file aside: from now on it is missing, and the good one can come back."""
        self.store.move(self.key(document_id), self.damaged_key(document_id))

    def ids(self) -> Iterator[str]:
        """Every document held, in the order of their ids."""
        for entry in self.store.entries(_FOLDER):
            name = entry.key.rpartition("/")[2]
            if _DOCUMENT_ID.fullmatch(name):
                yield name

    def purge(self, document_id: str) -> bool:
        """Delete the file for good; True where it was held."""
        self.store.delete(self.damaged_key(document_id))
        return self.store.delete(self.key(document_id))

    def sweep(self, older_than_seconds: float = 86400.0) -> int:
        """Remove what killed runs left half-written; younger files may belong to another run."""
        before, swept = time.time() - older_than_seconds, 0
        for path in self.root.glob(".incoming-*"):
            with contextlib.suppress(FileNotFoundError):  # its run has just kept it
                if path.stat().st_mtime < before:
                    path.unlink()
                    swept += 1
        return swept


def _is_the_same(written: Path, held: Path) -> bool:
    try:
        return held.exists() and filecmp.cmp(written, held, shallow=False)
    except OSError:  # what cannot be read is not a good copy
        return False


def _chunks(source: bytes | Path) -> Iterable[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
