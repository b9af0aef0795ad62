"""One run at a time on one data folder.

The system's own lock on an open file, without the package filelock: the file also says which
process holds it, which `status` and the message to a second run print, and that part would stay
ours. What filelock adds is a lock of mere presence where a file system has no others; such a lock
outlives a process that is killed, and at night there is nobody to take it away.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from archive.errors import UserError
from archive.places import Places
from archive.trouble import DiskFullError, NoRightsError, is_full


class BusyError(UserError):
    """Another run holds the data folder; it will let go by itself."""


@contextmanager
def run_lock(data: Path) -> Iterator[None]:
    """Hold the data folder's lock; the system lets go of it however the process ends.

    Raises BusyError, naming the other process, where another run holds it; NoRightsError where
    the folder cannot be written, DiskFullError where it has no room.
    """
    path = Places(data).lock
    with _opened(path) as file:
        if not _taken(file):
            raise BusyError(
                f"Another run (process {_holder(path)}) is using {data}. "
                "Wait for it to end, or choose another folder with --data."
            )
        with suppress(OSError):  # a full disk takes the name away, not the lock
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
        yield


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("a+b", buffering=0)
    except OSError as error:
        if is_full(error):
            raise DiskFullError from error
        raise NoRightsError(path, error.strerror or "unknown") from error


def _taken(file: IO[bytes]) -> bool:
    """Whether the lock is ours now. `status` may have it for a moment, to see who holds it."""
    for pause in (0.0, 0.1, 0.3):
        time.sleep(pause)
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    return False


def lock_holder(data: Path) -> str | None:
    """The process that holds the folder's lock now; None where nobody does."""
    path = Places(data).lock
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except OSError:
        return _holder(path)
    return None


def _holder(path: Path) -> str:
    with suppress(OSError):
        return path.read_text("ascii", "replace").strip() or "unknown"
    return "unknown"
