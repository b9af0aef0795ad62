"""Counts of what the documents became: taken as a build reads them, and kept for `status`.

Reading every result again to count them takes a second for some hundred documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from models.records import ProcessedDocument


class TypeCount(msgspec.Struct):
    """Documents of one type; only those that are reviews count as reviews in the warehouse."""

    document_type: str
    is_review: bool
    documents: int = 0
    pages: int = 0
    statements: int = 0


class Tally(msgspec.Struct):
    """Documents by status and type, statements by kind, and those of reviews by theme."""

    statuses: dict[str, int] = {}
    types: list[TypeCount] = []
    kinds: dict[str, int] = {}
    themes: dict[str, int] = {}  # by id

    def counting(self, records: Iterable[ProcessedDocument]) -> Iterator[ProcessedDocument]:
        """The same records; each is counted as it passes."""
        for record in records:
            self.add(record)
            yield record

    def add(self, record: ProcessedDocument) -> None:
        """Count one document."""
        metadata, statements = record.extraction.metadata, record.extraction.statements
        _count(self.statuses, str(record.status))
        for statement in statements:
            _count(self.kinds, str(statement.kind))
        for label in record.labelled.labels if metadata.is_review else ():
            _count(self.themes, label.theme_id)
        name = metadata.document_type.value if metadata.document_type else "unknown"
        of_type = self._of_type(name, metadata.is_review)
        of_type.documents += 1
        of_type.pages += record.n_pages
        of_type.statements += len(statements)

    def _of_type(self, name: str, is_review: bool) -> TypeCount:
        for row in self.types:
            if (row.document_type, row.is_review) == (name, is_review):
                return row
        self.types.append(TypeCount(name, is_review))
        return self.types[-1]


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1
