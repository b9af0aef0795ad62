"""Puts "[held]" where a person has not decided yet, before anything is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from models.records import (
    HELD,
    Extraction,
    Labelled,
    Metadata,
    ProcessedDocument,
    Response,
    Stated,
    Statement,
    ThemeLabel,
)

Swap = Mapping[str, str]  # a text that is published about a document to what replaces it


def masked(document: ProcessedDocument) -> ProcessedDocument:
    """The document as it may be seen: held texts are "[held]", everything countable stays."""
    if not document.held and not document.masks:
        return document
    statements = {h.statement_id for h in document.held if h.field == "statement"}
    swap = {**document.masks, **{h.quote: HELD for h in document.held if h.field != "statement"}}
    extraction = document.extraction
    return msgspec.structs.replace(
        document,
        file_name=swap.get(document.file_name, document.file_name),
        extraction=_extraction(extraction, statements, swap),
        labelled=_labelled(document.labelled, statements),
    )


def _extraction(extraction: Extraction, held: set[str], swap: Swap) -> Extraction:
    def heading(record: Any) -> Any:
        return msgspec.structs.replace(record, heading=_of(record.heading, swap))

    return msgspec.structs.replace(
        extraction,
        metadata=_metadata(extraction.metadata, swap),
        sections=tuple(heading(section) for section in extraction.sections),
        statements=tuple(_statement(s, held, swap) for s in extraction.statements),
        responses=tuple(_response(r, swap) for r in extraction.responses),
    )


def _statement(statement: Statement, held: set[str], swap: Swap) -> Statement:
    return msgspec.structs.replace(
        statement,
        text=HELD if statement.statement_id in held else statement.text,
        reasons=() if statement.statement_id in held else statement.reasons,
        heading=_of(statement.heading, swap),
        section_path=tuple(swap.get(part, part) for part in statement.section_path),
        addressee=_of(statement.addressee, swap),
        timescale=_of(statement.timescale, swap),
    )


def _metadata(metadata: Metadata, swap: Swap) -> Metadata:
    def stated(value: Stated | None) -> Stated | None:
        if value is None or value.value not in swap:
            return value
        new = swap[value.value]
        return msgspec.structs.replace(value, value=new, quote=new)

    return msgspec.structs.replace(
        metadata,
        title=stated(metadata.title),
        reference=stated(metadata.reference),
        subjects=stated(metadata.subjects),
    )


def _response(response: Response, swap: Swap) -> Response:
    return msgspec.structs.replace(
        response,
        recommendation=_of(response.recommendation, swap),
        action=_of(response.action, swap),
        update=_of(response.update, swap),
        owner=_of(response.owner, swap),
    )


def _labelled(labelled: Labelled, held: set[str]) -> Labelled:
    """The labels stay and are counted; the words that they rest on are held with the rest."""

    def label(record: ThemeLabel) -> ThemeLabel:
        if record.statement_id not in held:
            return record
        return msgspec.structs.replace(record, evidence="", evidence_start=0, evidence_end=0)

    return msgspec.structs.replace(
        labelled,
        labels=tuple(map(label, labelled.labels)),
        abstained=tuple(map(label, labelled.abstained)),
        held=(),
    )


def _of(text: str | None, swap: Swap) -> str | None:
    return swap.get(text, text) if text else text
