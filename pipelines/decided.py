"""What people's own corrections take away is no loss: the measure of the guard follows them.

Reviews that a person has joined count once, statements that a person has dropped or merged do not
count, nor does a document of which a person has said that it is no review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from archive.folder import Archive
from models.corrections import correct_statements, for_document
from models.records import DocumentFigures
from pipelines.correcting import DataCorrections
from pipelines.process import processed

_TELLS = {"review", "type"}  # fields of a document by which a person says what it is
Figures = tuple[DocumentFigures, ...]


def with_taken(now: Figures, archive: Archive, corrections: DataCorrections) -> Figures:
    """The figures of a build with how many statements of each document people have taken away."""
    taken = {}
    for document_id in corrections.documents & {row.document_id for row in now}:
        found = processed(archive.artefacts, document_id).extraction
        mine = for_document(corrections.all, document_id)
        left = correct_statements(found, mine).extraction.statements
        taken[document_id] = len(found.statements) - len(left)
    return tuple(
        msgspec.structs.replace(row, taken=max(0, taken.get(row.document_id, 0))) for row in now
    )


def as_decided(
    before: Figures, now: Figures, archive: Archive, corrections: DataCorrections
) -> Figures:
    """The measure, less what people have taken away themselves since it was set."""
    found = {row.document_id: row for row in now}
    told = {entry.document_id for entry in corrections.metadata if entry.field in _TELLS}
    rows = (_less(row, found.get(row.document_id), told) for row in before)
    return _joined(tuple(rows), _joins(archive, found))


def _less(row: DocumentFigures, now: DocumentFigures | None, told: set[str]) -> DocumentFigures:
    if now is None:
        return row
    is_told = row.document_id in told and now.review_id is None
    return msgspec.structs.replace(
        row,
        statements=row.statements - max(0, now.taken - row.taken),
        taken=max(now.taken, row.taken),
        review_id=None if is_told else row.review_id,
    )


def _joins(archive: Archive, now: Mapping[str, DocumentFigures]) -> Iterator[tuple[str, str]]:
    """Documents that a person has put together and that the build has put together as well."""
    from warehouse.families.corrections import read_corrections  # noqa: PLC0415 - loads DuckDB

    path = archive.places.families
    pairs = read_corrections(path, now).join if path.exists() else ()
    for a, b in pairs:
        if now[a].review_id and now[a].review_id == now[b].review_id:
            yield a, b


def _joined(before: Figures, joins: Iterable[tuple[str, str]]) -> Figures:
    """The measure with the reviews of joined documents under one id."""
    ids = {row.document_id: row.review_id for row in before if row.review_id}
    for a, b in joins:
        one, other = ids.get(a), ids.get(b)
        if one and other:
            ids = {name: one if review == other else review for name, review in ids.items()}
    return tuple(msgspec.structs.replace(row, review_id=ids.get(row.document_id)) for row in before)
