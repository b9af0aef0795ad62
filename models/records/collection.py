"""Where documents come from: sightings of files at addresses, and the state of each over time."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class DocumentState(StrEnum):
    """What the publisher has done with a document since it was last seen."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    MOVED = "moved"
    DELISTED = "delisted"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


class Sighting(msgspec.Struct, frozen=True):
    """One file seen at one address (or path) of one source at one time; append-only.

    `document_id` is None where the file could not be had; `outcome` then says why, e.g.
    `blocked_by_robots`, `blocked_by_waf`, `gone`, `too_large`, `error`.
    The `listed_*` fields are what the listing page said near the link, never more than a hint.
    """

    source_id: str
    url: str  # address, or file:// address of a local path
    seen_at: str  # UTC, ISO 8601, seconds
    run_id: str
    outcome: str
    document_id: str | None = None
    file_name: str = ""
    bytes: int = 0
    media_type: str = ""
    listed_title: str | None = None
    listed_date: str | None = None
    listed_publisher: str | None = None
    listed_role: str | None = None
    listed_group: str | None = None  # what ties several files of one review together on the page
    page_url: str | None = None  # where a person finds the link
    state: DocumentState = DocumentState.NEW
    message: str | None = None


class SourceInfo(msgspec.Struct, frozen=True):
    """A publisher as the warehouse needs to know it."""

    source_id: str
    title: str
    publisher: str | None = None
    nation: str | None = None
    sector: str | None = None
    licence: str | None = None
    home_url: str | None = None
    is_verified: bool = False
