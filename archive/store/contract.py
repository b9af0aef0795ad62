"""What a place for originals and artefacts must be able to do."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import msgspec


class StoredEntry(msgspec.Struct, frozen=True):
    """Something that is held; `changed` is in seconds since 1970."""

    key: str
    bytes: int
    changed: float


class Store(Protocol):
    """Bytes under keys. No reader ever sees half of what is written, and no writer needs a lock.

    Raises FileNotFoundError for a key that is not held, OSError where the machine or the network
    fails: no document is to blame for that.
    """

    is_far: bool  # each question takes a journey: ask many at once, see `together`

    @property
    def address(self) -> str:
        """What another process opens the same store by."""
        ...

    def location(self, key: str) -> str:
        """What another process finds the bytes of a key by; see `local_copy`."""
        ...

    def read(self, key: str) -> bytes: ...

    def head(self, key: str, size: int) -> bytes:
        """The first `size` bytes."""
        ...

    def size(self, key: str) -> int: ...

    def add(self, key: str, content: bytes) -> bool:
        """Write where nothing is held; False where something is, which stays."""
        ...

    def write(self, key: str, content: bytes) -> None:
        """Write, in the place of whatever is held."""
        ...

    def take(self, key: str, path: Path) -> None:
        """Move a file of this machine in, for good and never to be changed."""
        ...

    def distrust(self, key: str) -> None:
        """What was read does not hold what it should: read it from its source the next time."""
        ...

    def move(self, key: str, to: str) -> None: ...

    def delete(self, key: str) -> bool:
        """Delete; True where it was held."""
        ...

    def entries(self, prefix: str) -> list[StoredEntry]:
        """All that is held below a prefix, sorted by key."""
        ...

    def held(self, keys: Iterable[str], prefix: str) -> set[str]:
        """Those of `keys`, all of them below `prefix`, that are held."""
        ...

    def local(self, key: str) -> AbstractContextManager[Path]:
        """A file of this machine with these bytes, for as long as the context lasts."""
        ...
