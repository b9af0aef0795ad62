"""A reading to everything taken out of it."""

from __future__ import annotations

from extractors.metadata import describe, has_statements, judges_in_prose
from extractors.responses import responses_of
from extractors.statements import statements_of
from extractors.structure import build_sections, paragraphs
from models.records import Extraction, Reading
from models.sketches import sketch


def extract(reading: Reading) -> Extraction:
    """Metadata, sections and statements of a document; pure, and never raises for odd layouts.

    The type of the report is found first: its own heading words help to find the sections.
    """
    metadata = describe(reading)
    report_type = metadata.document_type.value if metadata.document_type else None
    found = paragraphs(reading)
    sections = build_sections(found, report_type)
    wording = sketch(" ".join(p.text for p in found))
    answers = responses_of(reading.document_id, found, is_response=not has_statements(report_type))
    if not has_statements(report_type):
        return Extraction(
            reading.document_id, metadata, sections, sketch=wording, responses=answers
        )
    statements = statements_of(
        reading.document_id, found, sections, judges_in_prose=judges_in_prose(report_type)
    )
    return Extraction(reading.document_id, metadata, sections, statements, wording, answers)
