"""What a build holds of each document, in numbers, and of each source."""

from __future__ import annotations

from pathlib import Path

import duckdb
import msgspec

from models.records import DocumentFigures, SourceInfo
from warehouse.errors import WarehouseError

_QUERY = """
    select d.document_id, coalesce(d.source_id, ''), coalesce(d.file_name, ''), d.status,
        if(d.is_review and d.status <> 'withdrawn', d.review_id, null), count(s.statement_id)
    from core.documents d left join core.statements s using (document_id)
    group by all order by d.document_id
"""

_FACTS = ", ".join(SourceInfo.__struct_fields__)  # the columns have the names of the fields
_SOURCES = f"select {_FACTS} from core.sources order by source_id"


def document_figures(path: Path) -> tuple[DocumentFigures, ...]:
    """One row for each document of a build, published or not.

    Raises WarehouseError where the file is not a build or is damaged.
    """
    try:
        with duckdb.connect(path, read_only=True) as connection:
            return figures_of(connection)
    except duckdb.Error as problem:
        raise WarehouseError(f"{path} cannot be read as a build of this program.") from problem


def figures_of(connection: duckdb.DuckDBPyConnection) -> tuple[DocumentFigures, ...]:
    """The same of an open build."""
    return tuple(DocumentFigures(*row) for row in connection.execute(_QUERY).fetchall())


def source_facts(path: Path) -> tuple[SourceInfo, ...]:
    """The sources as a build has them; none where there is no build that can be read."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            rows = connection.execute(_SOURCES).fetchall()
    except duckdb.Error:
        return ()
    fields = SourceInfo.__struct_fields__
    return tuple(msgspec.convert(dict(zip(fields, row, strict=True)), SourceInfo) for row in rows)
