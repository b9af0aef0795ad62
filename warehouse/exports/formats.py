"""The formats of an export: each a name, a word for the folder's README.txt, and a function."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.exports.flat import write_csv
from warehouse.exports.package import write_package


class Content(NamedTuple):
    """What is exported: every public view as an Arrow table, with its comments in the schema."""

    tables: dict[str, pa.Table]
    connection: duckdb.DuckDBPyConnection  # of the warehouse, for what no table holds
    notice: str  # what readers must know before they use it
    has_small_cells: bool


class Format(NamedTuple):
    """One format. `write` puts its files into a folder that exists."""

    name: str
    about: str
    write: Callable[[Content, Path], None]


def _parquet(content: Content, folder: Path) -> None:
    (folder / "parquet").mkdir()
    for view, table in content.tables.items():
        pq.write_table(table, folder / "parquet" / f"{view}.parquet", compression="zstd")


def _csv(content: Content, folder: Path) -> None:
    (folder / "csv").mkdir()
    for view, table in content.tables.items():
        write_csv(table, folder / "csv" / f"{view}.csv")
    write_package(folder, {view: table.schema for view, table in content.tables.items()})


def _xlsx(content: Content, folder: Path) -> None:
    from warehouse.exports.workbook import Notes, write_workbook

    notes = Notes(content.notice, has_small_cells=content.has_small_cells)
    target = folder / "safeguarding-reviews.xlsx"
    write_workbook(target, content.connection, content.tables, notes)


def _sqlite(content: Content, folder: Path) -> None:
    from warehouse.exports.sqlite import write_sqlite

    write_sqlite(folder, content.tables, content.notice)


FORMATS = (
    Format(
        "parquet",
        "parquet/  the views as they are, with what each column means (for R, Python, DuckDB)",
        _parquet,
    ),
    Format(
        "csv",
        """\
csv/      the same; lists are joined by "; ", and a text that begins with = + - or @ has a quote
          mark before it, so that no spreadsheet runs it. UTF-8 with a byte order mark: in base R
          read.csv(file, fileEncoding = "UTF-8-BOM"); Excel, readr and pandas need nothing.
datapackage.json  describes every file, column and key (https://datapackage.org)""",
        _csv,
    ),
    Format(
        "xlsx",
        "safeguarding-reviews.xlsx  the main views for people who do not write code, notes first",
        _xlsx,
    ),
    Format(
        "sqlite",
        """\
safeguarding-reviews.db  the same as one SQLite file with keys and a full-text index:
          datasette safeguarding-reviews.db --metadata datasette-metadata.json""",
        _sqlite,
    ),
)
NAMES = tuple(one.name for one in FORMATS)
