"""What a build tells its caller."""

from __future__ import annotations

from pathlib import Path

import msgspec

from models.records import Issue, Severity


class BuildOptions(msgspec.Struct, frozen=True):
    """How to build: where old builds and the corrections of families are, if anywhere."""

    keep_builds: int = 3
    builds: Path | None = None  # None: no old build is kept
    corrections: Path | None = None  # None: no corrections
    memory: str = "3GB"
    threads: int | None = None  # default: one per core


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
    bytes: int = 0

    @property
    def exit_code(self) -> int:
        """0 all well, 1 not published, 2 published with warnings."""
        if not self.is_published:
            return 1
        return 2 if any(i.severity is Severity.WARNING for i in self.issues) else 0
