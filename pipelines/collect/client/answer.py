"""What is asked of the client and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from models.records import Outcome
from pipelines.collect.settings import AnswerLimits

Purpose = Literal["robots", "page", "file"]


@dataclass(frozen=True)
class Caller:
    """For whom a request is made: it goes into the fetch log. `gap` is the source's own pace."""

    run_id: str
    source_id: str
    gap: float = 0.0


@dataclass(frozen=True)
class Validators:
    """What the server gave with the copy that we have."""

    document_id: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class PendingRequest:
    """One request to be made, with everything that its attempts share."""

    url: str
    purpose: Purpose
    caller: Caller
    limits: AnswerLimits
    validators: Validators | None = None
    accept_html: bool = False  # a page may be the document itself
    listed_name: str = ""
    is_purged: Callable[[str], bool] = field(default=lambda _: False)

    def headers(self, user_agent: str) -> dict[str, str]:
        """Files are asked for as they are: a PDF gains nothing from a second compression."""
        asked = {
            "User-Agent": user_agent,
            "Accept": "*/*",
            "Accept-Language": "en-GB, en;q=0.8, cy;q=0.5",
            "Accept-Encoding": "identity" if self.purpose == "file" else "gzip, deflate",
        }
        if self.validators and self.validators.etag:
            asked["If-None-Match"] = self.validators.etag
        if self.validators and self.validators.last_modified:
            asked["If-Modified-Since"] = self.validators.last_modified
        return asked


@dataclass(frozen=True)
class Answer:
    """How one attempt ended. `url` is the address that answered or failed, after redirects."""

    outcome: Outcome
    url: str
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""  # of pages; a file's bytes are in the store
    document_id: str | None = None
    bytes: int = 0
    media_type: str = ""
    file_name: str = ""
    message: str | None = None
    redirects: tuple[str, ...] = ()
    retry_after: float | None = None
    is_transient: bool = False  # worth another try
    was_asked: bool = True  # a request was sent
