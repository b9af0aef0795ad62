"""Rows into DuckDB in bulk: lists of tuples become Arrow batches."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from warehouse.rows import Row

_SCHEMAS: dict[str, pa.Schema] = {}  # of the tables in sql/stage.sql
_BATCH = 100_000  # rows held before they are handed over: about 50 MB of the widest table


class Loader:
    """Appends rows to tables of `memory.stage`; call `flush` before the tables are read."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._rows: dict[str, list[Row]] = {}

    def add(self, table: str, row: Row) -> None:
        """Append one row."""
        rows = self._rows.setdefault(table, [])
        rows.append(row)
        if len(rows) >= _BATCH:
            self._write(table)

    def extend(self, table: str, rows: Iterable[Row]) -> None:
        """Append many rows."""
        held = self._rows.setdefault(table, [])
        held.extend(rows)
        if len(held) >= _BATCH:
            self._write(table)

    def flush(self) -> None:
        """Hand over everything that is still held."""
        for table in list(self._rows):
            self._write(table)

    def _write(self, table: str) -> None:
        rows = self._rows[table]
        if not rows:
            return
        schema = self._schema(table)
        columns = zip(*rows, strict=True)
        arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        batch = pa.Table.from_arrays(arrays, schema=schema)
        self._connection.register("batch", batch)
        self._connection.execute(f"insert into {_name(table)} select * from batch")
        self._connection.unregister("batch")
        rows.clear()

    def _schema(self, table: str) -> pa.Schema:
        if table not in _SCHEMAS:
            empty = self._connection.sql(f"from {_name(table)} limit 0").to_arrow_table()
            _SCHEMAS[table] = empty.schema
        return _SCHEMAS[table]


def _name(table: str) -> str:
    return f"memory.stage.{table}"


def _array(values: tuple[object, ...], kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)
