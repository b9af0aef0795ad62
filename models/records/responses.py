"""What a response or an action plan says about one recommendation."""

from __future__ import annotations

import hashlib

import msgspec


class Response(msgspec.Struct, frozen=True):
    """One answer to one recommendation, as printed.

    `recommendation` is the recommendation as the response quotes it: never a statement of the
    response. `acceptance` is accepted, partly_accepted, not_accepted, noted or None where it is
    not stated; `progress` is done, in_progress, delayed, not_started or None. `status` is the
    printed word or colour on which they rest.
    """

    response_id: str
    document_id: str
    ordinal: int
    page_first: int
    page_last: int
    rule: str
    confidence: float
    number: str | None = None
    recommendation: str | None = None
    acceptance: str | None = None
    progress: str | None = None
    status: str | None = None
    action: str | None = None
    update: str | None = None
    owner: str | None = None
    due: str | None = None


def response_id(document_id: str, ordinal: int, words: str) -> str:
    """Sixteen hex digits over document, place and words."""
    plain = " ".join(words.lower().split())
    return hashlib.sha256(f"{document_id}\0response\0{ordinal}\0{plain}".encode()).hexdigest()[:16]
