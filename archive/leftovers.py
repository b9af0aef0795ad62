"""What killed runs leave behind: files that were being written under a name of their own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from archive.places import Places

NAMES = (".incoming-*", ".new-*", ".*.building*", ".*.copying")
_A_DAY = 86400.0


def leftovers(places: Places) -> Iterator[Path]:
    """Every such file. Walks the whole data folder."""
    for name in NAMES:
        yield from places.data.rglob(name)


def sweep(places: Places, older_than_seconds: float = _A_DAY) -> int:
    """Delete the old ones and return how many there were.

    Artefacts are left out, since there are too many folders to look through at each run. Younger
    files may belong to a run that is still writing them.
    """
    before, swept = time.time() - older_than_seconds, 0
    folders = (
        places.data, places.originals, places.runs, places.builds, places.held, places.reports,
    )  # fmt: skip
    for path in (path for folder in folders for name in NAMES for path in folder.glob(name)):
        with suppress(OSError):  # it is gone meanwhile, or a folder
            if path.lstat().st_mtime < before:
                path.unlink()
                swept += 1
    return swept
