"""The statuses of documents: what people call each, and how much is read: `statuses.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from vocabulary.loading import load


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: str
    read: Literal["whole", "part", "nothing"]


@cache
def _entries() -> dict[str, _Entry]:
    return load("statuses.yaml", dict[str, _Entry])


@cache
def status_labels() -> dict[str, str]:
    """The label of each status by its code."""
    return {code: entry.label for code, entry in _entries().items()}


@cache
def readable() -> frozenset[str]:
    """Statuses of documents of which at least a part is read."""
    return frozenset(code for code, entry in _entries().items() if entry.read != "nothing")


@cache
def wholly_read() -> frozenset[str]:
    """Statuses of documents of which every page is read."""
    return frozenset(code for code, entry in _entries().items() if entry.read == "whole")
