"""A nursery that starts before it is known what there is to read.

To load the stages takes longer than all else that a small run waits for. A first run of local files
has something to read, so its nursery starts at once, beside the imports of the run itself. Later
runs mostly have nothing to read, and sources may take hours to answer: those start theirs when
there is a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.places import Places
from archive.store import FolderStore
from pipelines.process.limits import Limits
from pipelines.process.nursery import WORKER, Nursery

_Key = tuple[str, Limits, tuple[str, ...]]
_waiting: dict[_Key, Nursery] = {}  # one at most: this process has one run at a time


@contextmanager
def nursery_ahead(data: Path, limits: Limits, command: Sequence[str] = WORKER) -> Iterator[None]:
    """Have a nursery load meanwhile, where the data folder is new; one that nobody took is ended.

    Its results go into the data folder itself: not where that has object storage.
    """
    places, where = Places(data), FolderStore(data).address
    key = where, limits, tuple(command)
    is_new = not (places.ledger.exists() or places.store.exists())
    if is_new and not limits.scheduler:
        with suppress(OSError):  # reported where a child is needed
            _waiting[key] = Nursery(
                where, limits.memory_mb, limits.seconds, command, has_early=limits.n_workers > 1
            )
    try:
        yield
    finally:
        if nursery := taken(*key):
            nursery.close()


def taken(where: str, limits: Limits, command: Sequence[str]) -> Nursery | None:
    """The nursery that was started for these, if there is one: the caller ends it from now on."""
    return _waiting.pop((where, limits, tuple(command)), None)
