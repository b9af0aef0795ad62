"""Writes an export folder, complete or not at all."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from warehouse.access import connect
from warehouse.errors import WarehouseError
from warehouse.export.package import write_package
from warehouse.export.workbook import write_workbook

FORMATS = ("parquet", "csv", "xlsx")

# Counts cut by place and by a trait of people: cells below 5 could point at somebody.
SMALL_CELLS = {"reviews_by_place_and_age": ("n_reviews",)}

NOTICE = """These files hold findings and recommendations of published safeguarding reviews, which
concern the death of or serious harm to real people. Some of it is distressing; look after yourself
and each other. The words belong to the boards that published them: see the column licence before
you pass text on. Do not use it to find out who somebody is.
"""


def export(
    path: Path,
    folder: Path,
    *,
    formats: tuple[str, ...] = FORMATS,
    show_small_cells: bool = False,
) -> list[Path]:
    """Write the public views of the warehouse at `path` below `folder`; returns the files.

    Cells below 5 that are cut by place and a trait of people are left empty unless asked for.
    Raises WarehouseError for an unknown format, a folder in use, and a full disk.
    """
    if unknown := set(formats) - set(FORMATS):
        raise WarehouseError(f"Unknown format {min(unknown)}; there are {', '.join(FORMATS)}.")
    if folder.is_file():
        raise WarehouseError(f"{folder} is a file; name a folder for the export.")
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / ".exporting"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        with connect(path) as connection:
            _write(connection, aside, formats, show_small_cells=show_small_cells)
        return _move_in(aside, folder)
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            raise WarehouseError(
                f"The disk is full: {folder} has no room for the export."
            ) from problem
        raise WarehouseError(f"{folder} cannot be written: {problem.strerror}.") from problem
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def public_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the public views, in order."""
    found = connection.execute(
        "select view_name from duckdb_views() "
        "where schema_name = 'main' and not internal order by view_name"
    )
    return [str(row[0]) for row in found.fetchall()]


def _write(
    connection: duckdb.DuckDBPyConnection,
    aside: Path,
    formats: tuple[str, ...],
    *,
    show_small_cells: bool,
) -> None:
    aside.mkdir()
    (aside / "README.txt").write_text(NOTICE, encoding="utf-8")
    tables = {}
    for view in public_views(connection):
        hidden = () if show_small_cells else SMALL_CELLS.get(view, ())
        changes = ", ".join(f"suppressed({column}) as {column}" for column in hidden)
        chosen = f"* replace ({changes})" if changes else "*"
        table = connection.sql(f"select {chosen} from {view}").to_arrow_table()
        tables[view] = table
        if "parquet" in formats:
            (aside / "parquet").mkdir(exist_ok=True)
            pq.write_table(table, aside / "parquet" / f"{view}.parquet", compression="zstd")
        if "csv" in formats:
            (aside / "csv").mkdir(exist_ok=True)
            pa_csv.write_csv(_flat(table), aside / "csv" / f"{view}.csv")
    if "csv" in formats:
        write_package(aside, {view: table.schema for view, table in tables.items()})
    if "xlsx" in formats:
        write_workbook(aside / "safeguarding-reviews.xlsx", connection, tables, NOTICE)


def _flat(table: pa.Table) -> pa.Table:
    """Lists as text joined by "; ", since a CSV cell holds one value."""
    for position, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            joined = pc.binary_join(table.column(position).cast(pa.list_(pa.string())), "; ")
            table = table.set_column(position, field.name, joined)
        elif pa.types.is_map(field.type):
            rows = table.column(position).to_pylist()
            texts = ["; ".join(f"{k}={v}" for k, v in row or ()) for row in rows]
            table = table.set_column(position, field.name, pa.array(texts, pa.string()))
    return table


def _move_in(aside: Path, folder: Path) -> list[Path]:
    written = []
    for source in sorted(p for p in aside.rglob("*") if p.is_file()):
        target = folder / source.relative_to(aside)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        written.append(target)
    return written
