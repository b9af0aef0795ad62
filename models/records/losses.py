"""What a build holds of each document, and what it would lose against an earlier one."""

from __future__ import annotations

import msgspec


class DocumentFigures(msgspec.Struct, frozen=True):
    """One document of one build, in numbers: no words of it."""

    document_id: str
    source_id: str
    file_name: str
    status: str
    review_id: str | None  # None where it is no review
    statements: int
    taken: int = 0  # statements that people's corrections have dropped or merged


class Gone(msgspec.Struct, frozen=True):
    """A document that a build would lose, or of which it would lose statements, and why."""

    document_id: str
    file_name: str
    statements_before: int
    statements_now: int
    why: str


class Loss(msgspec.Struct, frozen=True):
    """What a build would lose of a source (None: of all) against the last accepted build."""

    source_id: str | None
    reviews_before: int
    reviews_now: int
    statements_before: int
    statements_now: int
    gone: tuple[Gone, ...] = ()
