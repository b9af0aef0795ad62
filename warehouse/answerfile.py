"""The answer to a query as a Parquet file, written row group by row group."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import QueryError
from warehouse.query import reading

_ROWS = 50_000  # of a row group


def write_parquet(
    path: Path, sql: str, target: Path, *, seconds: float = 60.0, memory: str = "2GB"
) -> int:
    """Write the answer to one reading statement to `target`, whole or not at all; its rows.

    Raises QueryError as `query` does, and where `target` cannot be written.
    """
    aside = target.with_name(f".{target.name}.writing")
    try:
        with reading(path, sql, seconds=seconds, memory=memory) as (connection, statement):
            n_rows = _write(connection.sql(statement), aside)
        aside.replace(target)
    except OSError as problem:
        what = "has no room left" if problem.errno == errno.ENOSPC else "cannot be written"
        raise QueryError(f"{target} {what}: {problem.strerror or 'unknown reason'}.") from problem
    finally:
        aside.unlink(missing_ok=True)
    return n_rows


def _write(answer: duckdb.DuckDBPyRelation, aside: Path) -> int:
    n_rows = 0
    with aside.open("wb") as file:
        batches: pa.RecordBatchReader = answer.to_arrow_reader(_ROWS)
        with pq.ParquetWriter(file, batches.schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_table(pa.Table.from_batches([batch]))
                n_rows += batch.num_rows
        file.flush()
        os.fsync(file.fileno())
    return n_rows
