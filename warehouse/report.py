"""What a build reports to its caller."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from models.records import DocumentFigures, Holdings, Issue, Severity

# Looks at a finished build (its documents, its id) and says what speaks against publishing it.
Guard = Callable[[tuple[DocumentFigures, ...], str], tuple[Issue, ...]]


class BuildOptions(msgspec.Struct, frozen=True):
    """How to build: where old builds and the corrections of families are, if anywhere.

    A build that `guard` objects to is not published but put into the folder `held`.
    """

    keep_builds: int = 3  # the newest
    keep_days: int = 7  # beside them the last build of each of the last days that have one
    builds: Path | None = None  # None: no old build is kept
    corrections: Path | None = None  # None: no corrections
    memory: str = "3GB"
    threads: int | None = None  # default: one per core
    guard: Guard | None = None
    held: Path | None = None


class BuildReport(msgspec.Struct, frozen=True):
    """The outcome of one build. Not `is_published`: the last good warehouse is still in place."""

    path: Path
    build_id: str
    is_published: bool
    counts: dict[str, int]  # rows per public view
    statuses: dict[str, int]  # documents per status
    issues: tuple[Issue, ...]  # what this build and its checks found
    seconds: float
    timings: dict[str, float]  # seconds per step
    processor: dict[str, float]  # of all threads, per step
    bytes: int
    holdings: Holdings
    figures: tuple[DocumentFigures, ...]

    @property
    def exit_code(self) -> int:
        """0 all well, 1 not published, 2 published with warnings."""
        if not self.is_published:
            return 1
        return 2 if any(i.severity is Severity.WARNING for i in self.issues) else 0
