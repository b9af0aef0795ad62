"""What the statuses of documents are called for people: `statuses.yaml`."""

from __future__ import annotations

from functools import cache

from vocabulary.loading import load


@cache
def status_labels() -> dict[str, str]:
    """The label of each status by its code."""
    return load("statuses.yaml", dict[str, str])
