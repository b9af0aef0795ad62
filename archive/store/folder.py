"""The data folder as a store: every key is a path below it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.files import TEMPORARY, sync_directory, write_whole
from archive.store.contract import StoredEntry


class FolderStore:
    """Files of one folder, written whole or not at all."""

    is_far = False

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()  # others may be in another folder
        # As text: a run asks for tens of thousands of keys, and a path for each would take longer
        # than the look at the file.
        self._top = f"{self.root}{os.sep}"

    @property
    def address(self) -> str:
        return str(self.root)

    def location(self, key: str) -> str:
        return self._top + key

    def read(self, key: str) -> bytes:
        with open(self._top + key, "rb") as file:  # noqa: PTH123
            return file.read()

    def head(self, key: str, size: int) -> bytes:
        with open(self._top + key, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read(size)

    def size(self, key: str) -> int:
        return (self.root / key).stat().st_size

    def add(self, key: str, content: bytes) -> bool:
        # Between look and writing another may have been faster: the same key has the same content.
        path = self.root / key
        if path.exists():
            return False
        write_whole(path, content)
        return True

    def write(self, key: str, content: bytes) -> None:
        write_whole(self.root / key, content)

    def take(self, key: str, path: Path) -> None:
        with path.open("rb") as written:
            os.fsync(written.fileno())
        target = self.root / key
        target.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o444)
        path.replace(target)
        sync_directory(target.parent)

    def distrust(self, key: str) -> None:
        """There is no other source."""

    def move(self, key: str, to: str) -> None:
        target = self.root / to
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / key).replace(target)

    def delete(self, key: str) -> bool:
        path = self.root / key
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        sync_directory(path.parent)
        with suppress(OSError):  # where other files are left in it
            path.parent.rmdir()
        return True

    def entries(self, prefix: str) -> list[StoredEntry]:
        return sorted(self._walk(self.root / prefix), key=lambda entry: entry.key)

    def _walk(self, folder: Path) -> Iterator[StoredEntry]:
        try:
            with os.scandir(folder) as found:
                for one in found:
                    path = folder / one.name
                    if one.is_dir(follow_symlinks=False):
                        yield from self._walk(path)
                    elif not one.name.startswith((TEMPORARY, ".incoming-")):
                        facts = one.stat()
                        key = path.relative_to(self.root).as_posix()
                        yield StoredEntry(key, facts.st_size, facts.st_mtime)
        except (FileNotFoundError, NotADirectoryError):
            return

    def held(self, keys: Iterable[str], prefix: str) -> set[str]:  # noqa: ARG002 - a look costs little
        return {key for key in keys if os.path.isfile(self._top + key)}  # noqa: PTH113

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        yield self.root / key
