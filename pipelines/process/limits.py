"""How many children work at once, and what one document may take of the machine."""

from __future__ import annotations

import os

import msgspec


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Limits(msgspec.Struct, frozen=True):
    """How many children, and what one document may take.

    A page that needs OCR takes 2 to 5 seconds, so a document's time grows with its pages, up to
    `most_seconds`: what a file says of its pages may be a lie. `memory_mb` bounds the address
    space of a child (0: no bound). With `scheduler`, the address of a Dask scheduler, documents go
    to the machines that it knows; then the children are as many as its workers have threads.
    """

    workers: int = 0  # 0: one for each core
    memory_mb: int = 4000
    seconds: float = 60.0
    seconds_per_page: float = 8.0
    most_seconds: float = 3600.0
    scheduler: str = ""

    @property
    def n_workers(self) -> int:
        return self.workers or cores()
