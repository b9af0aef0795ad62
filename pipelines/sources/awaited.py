"""Which sources should give news: those that were collected before, and the operator's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.errors import UserError
from pipelines.environment import own_sources
from pipelines.sources.loader import whole_sources
from pipelines.sources.schema import SCHEDULES, Source


def awaited_sources(data: Path, collected: Iterable[str]) -> dict[str, Source]:
    """The sources with these ids that still exist, and the operator's own that have a schedule.

    Shipped sources are optional: somebody who never collects one does not miss it.
    """
    ran = set(collected)
    return {
        name: source
        for name, source in whole_sources(data).items()
        if name in ran or is_own(data, source)
    }


def is_own(data: Path, source: Source) -> bool:
    """Whether a source is in the operator's own folder and has a schedule."""
    try:
        own = own_sources(data)
    except UserError:
        return False
    is_theirs = own is not None and Path(source.origin or "").parent == own
    return is_theirs and source.schedule in SCHEDULES and source.skip_reason is None
