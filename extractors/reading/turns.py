"""The number of pages under OCR at once on this machine is the number of its cores.

A run has a child for each core. Without this limit a scan in each child would start a program for
each core: on sixteen cores 256 at once, of 150 MB each. A place is a locked file, so it becomes
free again however its holder ends. A last long scan can still use all of them.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.05  # seconds; a page takes one and more


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def place_at_work(count: int | None = None, folder: Path | None = None) -> Iterator[None]:
    """Hold one of `count` places (one for each core) while the block runs; waits for it.

    Without a folder that can be written to, nobody is made to wait.
    """
    held = _place(count or cores(), folder or _shared())
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _place(count: int, folder: Path) -> int | None:
    while True:
        for number in range(count):
            try:
                folder.mkdir(mode=0o700, exist_ok=True)
                file = os.open(folder / str(number), os.O_RDWR | os.O_CREAT, 0o600)
            except OSError:
                return None
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return file
            os.close(file)
        time.sleep(_PAUSE)


def _shared() -> Path:
    return Path(tempfile.gettempdir()) / f"reviews-ocr-{os.getuid()}"
