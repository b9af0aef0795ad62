"""One SQLite file for Datasette and other tools: keys, 0 and 1, NULL, full-text search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse.comments import about, column_comment
from warehouse.keys import Keys, keys, referred

NAME = "safeguarding-reviews.db"
METADATA = "datasette-metadata.json"
# Parts of statements: views of it here too, so that no text is stored twice.
_PARTS = {
    "recommendations": "kind = 'recommendation' and not is_action",
    "actions": "is_action",
    "findings": "kind = 'finding'",
    "good_practice": "kind = 'good_practice'",
    "learning_points": "kind = 'learning_point'",
    "questions": "kind = 'question'",
}
# As in the warehouse: each once, and no invented ones beside real ones.
_COUNTED = """not is_repeat and (not is_fictional or not exists (
    select 1 from documents where review_id is not null and not is_fictional))"""
_SEARCHED = {"statements": ("text", "heading"), "reviews": ("title",)}
# What identifies a row where another table refers to it.
_LABELS = {"reviews": "title", "documents": "file_name", "statements": "text", "themes": "label",
           "sources": "title", "places": "place", "publishers": "publisher"}  # fmt: skip
_ROWS = 5_000  # held at a time


def write_sqlite(folder: Path, tables: dict[str, pa.Table], notice: str) -> None:
    """Write the tables into one file of `folder`, with a metadata file that Datasette shows."""
    connection = sqlite3.connect(folder / NAME)
    try:
        with connection:
            connection.execute("pragma journal_mode = off")
            for view in sorted(tables.keys() - _PARTS.keys()):
                _write(connection, view, tables[view])
            for view, part in _PARTS.items():
                connection.execute(
                    f"create view {view} as select * from statements where {part} and {_COUNTED}"
                )
            for view, columns in _SEARCHED.items():
                _index_words(connection, view, columns)
        connection.execute("analyze")
        connection.commit()
    finally:
        connection.close()
    described = _metadata(tables, notice)
    text = json.dumps(described, indent=2, ensure_ascii=False) + "\n"
    (folder / METADATA).write_text(text, encoding="utf-8")


def _write(connection: sqlite3.Connection, view: str, table: pa.Table) -> None:
    known = keys().get(view, Keys())
    columns = [f'"{f.name}" {_kind(f.type)}' for f in table.schema]
    if known.key:
        columns.append(f"primary key ({', '.join(known.key)})")
    columns += [
        f'foreign key ("{column}") references {to} ({referred(to)})'
        for column, to in known.refers.items()
    ]
    connection.execute(f"create table {view} ({', '.join(columns)})")
    places = ", ".join("?" * table.num_columns)
    connection.executemany(f"insert into {view} values ({places})", _rows(table))
    for column in known.refers:
        if known.key[:1] != (column,):
            connection.execute(f'create index "{view}_{column}" on {view} ("{column}")')


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=_ROWS):
        columns = [[_value(v) for v in column.to_pylist()] for column in batch.columns]
        yield from zip(*columns, strict=True)


def _value(value: Any) -> Any:
    """Lists as JSON, which Datasette counts by item; times as text that sorts; booleans as 0, 1."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        pairs = value and all(isinstance(item, tuple) for item in value)
        return json.dumps(dict(value) if pairs else value, ensure_ascii=False)
    return value


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind):
        return "integer"
    return "real" if pa.types.is_floating(kind) else "text"


def _index_words(connection: sqlite3.Connection, view: str, columns: tuple[str, ...]) -> None:
    """A full-text index beside the table, of words in any form.

    Datasette finds it by its `content`, which it expects in quotation marks.
    """
    listed = ", ".join(columns)
    connection.execute(
        f'create virtual table {view}_fts using fts5 ({listed}, content="{view}", '
        "tokenize='porter unicode61')"
    )
    connection.execute(f"insert into {view}_fts ({view}_fts) values ('rebuild')")


def _metadata(tables: dict[str, pa.Table], notice: str) -> dict[str, Any]:
    described = {
        view: {
            "description": about(view),
            "columns": {name: column_comment(view, name) for name in table.column_names},
            **({"fts_table": f"{view}_fts"} if view in _SEARCHED else {}),
            **({"label_column": _LABELS[view]} if view in _LABELS else {}),
        }
        for view, table in tables.items()
    }
    database = NAME.removesuffix(".db")
    title = "Findings and recommendations of published UK safeguarding reviews"
    return {
        "title": title,
        "description": " ".join(notice.split()),
        "databases": {database: {"tables": described}},
    }
