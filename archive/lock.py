"""One run at a time on one data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import UserError
from archive.places import Places


@contextmanager
def run_lock(data: Path) -> Iterator[None]:
    """Hold the data folder's lock; the system lets go of it however the process ends.

    Raises UserError, naming the other process, where another run holds it.
    """
    path = Places(data).lock
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise UserError(
                f"Another run (process {holder}) is using {data}. "
                "Wait for it to end, or choose another folder with --data."
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
