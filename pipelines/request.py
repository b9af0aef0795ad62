"""What a run is asked for, and when it began."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from archive.runs import new_run_id, now
from pipelines.process import Limits


class RunRequest(msgspec.Struct, frozen=True):
    """What to run: named sources, or a folder, or (with neither) the bundled sample."""

    data: Path
    sources: tuple[str, ...] = ()
    path: Path | None = None
    limits: Limits = Limits()
    command: str = "run"
    is_rebuild: bool = False  # publish anew even where nothing has changed
    contact: str = ""  # where a webmaster reaches whoever runs this


class Started(msgspec.Struct, frozen=True):
    """A run that is under way."""

    run_id: str
    started_at: str


def begin() -> Started:
    """A new run, from now."""
    return Started(new_run_id(), now())


def project_version() -> str:
    """The version of this program."""
    try:
        return version("safeguarding-reviews")
    except PackageNotFoundError:
        return "source"
