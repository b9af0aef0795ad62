"""Object storage as a store (`s3://BUCKET/FOLDER` and whatever else fsspec opens).

An object appears whole or not at all, and one that is there is never half replaced. Keys and rights
come from the environment, as the library of the storage has them; this program keeps none.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import fsspec

from archive.errors import UserError
from archive.files import write_whole
from archive.store.contract import StoredEntry

_MIRRORED = "artefacts/"
_THERE = ("PreconditionFailed", "pre-conditions", "ConditionalRequestConflict")  # S3's own words
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "created")


def load_library(address: str) -> None:
    """Load the library that opens such addresses. Raises UserError where there is none."""
    scheme = address.partition("://")[0]
    try:
        fsspec.get_filesystem_class(scheme)
    except (ImportError, ValueError) as error:
        raise UserError(
            f"Nothing here can open {scheme}:// addresses. For S3: pip install"
            " safeguarding-reviews[s3]; for others the library that fsspec names for them."
        ) from error


class ObjectStore:
    """Objects below one address.

    `mirror` is a folder of this machine that keeps copies of artefacts that were read: they never
    change under their keys, but for failures, which are counted and are not kept.
    """

    is_far = True

    def __init__(self, address: str, mirror: Path | None = None) -> None:
        """Open the storage. Raises UserError where nothing here can speak to it."""
        self._address, self._mirror = address.rstrip("/"), mirror
        load_library(address)
        # Another machine writes there too: what was listed a while ago is not believed.
        options: dict[str, Any] = {"use_listings_cache": False}
        if self._address.startswith(("file://", "local://")):
            options["auto_mkdir"] = True  # a folder of a shared disk; buckets need no folders
        self._files, self._root = fsspec.url_to_fs(self._address, **options)

    @property
    def address(self) -> str:
        return self._address

    def location(self, key: str) -> str:
        return f"{self._address}/{key}"

    def read(self, key: str) -> bytes:
        copy = self._copy(key)
        if copy:
            with suppress(FileNotFoundError):
                return copy.read_bytes()
        with _told():
            content = bytes(self._files.cat_file(self._at(key)))
        if copy:
            write_whole(copy, content, is_copy=True)
        return content

    def head(self, key: str, size: int) -> bytes:
        if copy := self._copy(key):
            with suppress(FileNotFoundError), copy.open("rb") as file:
                return file.read(size)
            return self.read(key)[:size]  # whoever asks for the head soon asks for the rest
        with _told():
            return bytes(self._files.cat_file(self._at(key), start=0, end=size))

    def distrust(self, key: str) -> None:
        if copy := self._copy(key):
            copy.unlink(missing_ok=True)

    def _copy(self, key: str) -> Path | None:
        if self._mirror and key.startswith(_MIRRORED) and not key.endswith(".failed"):
            return self._mirror / key
        return None

    def size(self, key: str) -> int:
        with _told():
            return int(self._files.info(self._at(key))["size"])

    def add(self, key: str, content: bytes) -> bool:
        try:
            with _told():
                self._files.pipe_file(self._at(key), content, mode="create")
        except FileExistsError:
            return False
        return True

    def write(self, key: str, content: bytes) -> None:
        self.distrust(key)
        with _told():
            self._files.pipe_file(self._at(key), content)

    def take(self, key: str, path: Path) -> None:
        with _told():
            self._files.put_file(str(path), self._at(key))
        path.unlink()

    def move(self, key: str, to: str) -> None:
        with _told():
            self._files.cp_file(self._at(key), self._at(to))
            self._files.rm_file(self._at(key))

    def delete(self, key: str) -> bool:
        self.distrust(key)
        try:
            self.size(key)
        except FileNotFoundError:
            return False
        with _told():
            self._files.rm_file(self._at(key))
        return True

    def entries(self, prefix: str) -> list[StoredEntry]:
        found: dict[str, dict[str, Any]] = {}
        with _told(), suppress(FileNotFoundError):
            found = self._files.find(self._at(prefix), detail=True)
        cut = len(self._root) + 1
        return [
            StoredEntry(name[cut:], int(facts["size"] or 0), _changed(facts))
            for name, facts in sorted(found.items())
        ]

    def held(self, keys: Iterable[str], prefix: str) -> set[str]:
        """By one listing, a thousand keys a question."""
        wanted = set(keys)
        if not wanted:
            return set()
        return wanted & {entry.key for entry in self.entries(prefix)}

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="reviews-") as folder:
            path = Path(folder) / "original"
            with _told():
                self._files.get_file(self._at(key), str(path))
            yield path

    def _at(self, key: str) -> str:
        return f"{self._root}/{key}"


@contextmanager
def _told() -> Iterator[None]:
    """Every library has errors of its own for a network that fails; here it is the machine's."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        if isinstance(error, FileExistsError) or any(word in str(error) for word in _THERE):
            raise FileExistsError(errno.EEXIST, "held already") from error
        raise OSError(errno.EIO, "the object storage gave an unexpected answer") from error


def _changed(facts: dict[str, Any]) -> float:
    for name in _TIMES:
        found = facts.get(name)
        if isinstance(found, datetime):
            return found.timestamp()
        if isinstance(found, int | float):
            return float(found)
    return float("inf")  # of no known age: never old enough to go
