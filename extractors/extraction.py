"""From a reading to everything that is extracted from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extractors.judging.model import shipped
from extractors.metadata import describe
from extractors.responses import responses_of
from extractors.statements import statements_of
from extractors.statements.introduced import kinds_introduced, with_introduced
from extractors.statements.owners import board_of_report, trust_of_report, with_own_bodies
from extractors.structure import build_sections, paragraphs
from models.records import Extraction, Reading, Statement
from models.sketches import sketch
from vocabulary.report_types import has_statements, is_weighed, judges_in_prose


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
    said = statements_of(
        reading.document_id,
        found,
        sections,
        report_type=report_type,
        judges_in_prose=judges_in_prose(report_type),
        model=shipped() if is_weighed(report_type) else None,
    )
    publisher = metadata.publisher.value if metadata.publisher else None
    texts = [p.text for p in found]
    introduced = with_introduced(said.statements, kinds_introduced(texts))
    board, trust = board_of_report(publisher, report_type), trust_of_report(texts)
    owned = with_own_bodies(introduced, board, trust)
    statements = tuple(_with_labels(reading, owned))
    return Extraction(
        reading.document_id, metadata, sections, statements, wording, said.unsure, answers
    )


def _with_labels(reading: Reading, statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements with the numbers that are printed on their pages."""
    labels = {page.number: page.label for page in reading.pages}
    for statement in statements:
        yield msgspec.structs.replace(
            statement,
            page_label_first=labels.get(statement.page_first),
            page_label_last=labels.get(statement.page_last),
        )
