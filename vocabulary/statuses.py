"""The statuses of documents, from `statuses.yaml`: their names, and how much of each is read."""

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
    """Statuses of documents that are read at least in part."""
    return frozenset(code for code, entry in _entries().items() if entry.read != "nothing")


@cache
def wholly_read() -> frozenset[str]:
    """Statuses of documents that are read in full."""
    return frozenset(code for code, entry in _entries().items() if entry.read == "whole")
