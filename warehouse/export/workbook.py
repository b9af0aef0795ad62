"""One Excel workbook for people who do not write SQL: notes first, then the main tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from warehouse.comments import about, column_comment

SHEETS = (
    "reviews", "recommendations", "findings", "good_practice", "review_themes", "theme_by_year",
    "theme_pairs", "repeat_recommendations", "recommendations_by_addressee",
    "reviews_by_place_and_age", "theme_quality", "coverage", "issues",
)  # fmt: skip
_EXCEL_ROWS = 1_048_575  # below the heading
_HEAD = PatternFill("solid", fgColor="1F3A5F")
# Characters that XML 1.0 cannot hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONG = {"text": 80, "finding": 70, "recommendation": 70, "representative": 70, "title": 45,
         "definition": 70, "heading": 35, "url": 30, "message": 60}  # fmt: skip


def write_workbook(
    path: Path, connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], notice: str
) -> None:
    """Write the sheets of SHEETS that `tables` holds, after a sheet of notes."""
    book = Workbook(write_only=True)
    cut = {
        v: tables[v].num_rows for v in SHEETS if v in tables and tables[v].num_rows > _EXCEL_ROWS
    }
    _notes(book, connection, [v for v in SHEETS if v in tables], notice, cut)
    for view in SHEETS:
        if view in tables:
            _sheet(book, view, tables[view])
    book.save(path)


def _notes(
    book: Workbook,
    connection: duckdb.DuckDBPyConnection,
    views: list[str],
    notice: str,
    cut: dict[str, int],
) -> None:
    sheet = book.create_sheet("Notes")
    sheet.column_dimensions["A"].width = 32
    sheet.column_dimensions["B"].width = 110
    facts = connection.execute("select name, value from meta.build order by name").fetchall()
    counts = connection.execute(
        "select sum(n_documents), sum(n_readable), sum(n_with_statements) from coverage"
    ).fetchone() or (0, 0, 0)
    basis = (
        f"{counts[0] or 0} documents known, {counts[1] or 0} readable, {counts[2] or 0} with "
        "statements. Published reviews only: absence is not evidence."
    )
    rows: list[tuple[str, str]] = [
        ("Before you read", " ".join(notice.split())),
        ("What the counts rest on", basis),
        ("Not stated", "An empty cell means not stated or not found. It never means no."),
        ("Small cells", "Counts below 5 cut by place and a trait of people are left empty."),
    ]
    rows += [(f"Sheet {view}", about(view)) for view in views]
    rows += [
        (f"Sheet {v} is cut", f"{n} rows; the CSV and Parquet hold all") for v, n in cut.items()
    ]
    rows += [(f"Build: {name}", value) for name, value in facts]
    for row in rows:
        sheet.append([_cell(sheet, row[0], bold=True), _cell(sheet, row[1], wrap=True)])
    sheet.append([])
    sheet.append([_cell(sheet, "Column", bold=True), _cell(sheet, "Meaning", bold=True)])
    for view in views:
        for column in _columns(connection, view):
            words = column_comment(view, column)
            sheet.append([_cell(sheet, f"{view}.{column}"), _cell(sheet, words, wrap=True)])


def _sheet(book: Workbook, view: str, table: pa.Table) -> None:
    sheet = book.create_sheet(view[:31])
    for position, name in enumerate(table.column_names, start=1):
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = _LONG.get(name, max(12, len(name) + 3))
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(table.column_names))
    sheet.auto_filter.ref = f"A1:{last}{min(table.num_rows, _EXCEL_ROWS) + 1}"
    sheet.append([_cell(sheet, name, bold=True, head=True) for name in table.column_names])
    wraps = [name in _LONG for name in table.column_names]
    for batch in table.slice(0, _EXCEL_ROWS).to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append([_cell(sheet, v, wrap=w) for v, w in zip(row, wraps, strict=True)])


def _cell(
    sheet: Any, value: Any, *, bold: bool = False, wrap: bool = False, head: bool = False
) -> WriteOnlyCell:
    if isinstance(value, list):
        value = "; ".join(str(v) for v in value)
    is_text = isinstance(value, str)
    if is_text:
        value = _UNPRINTABLE.sub("", value)[:32_767]
    cell = WriteOnlyCell(sheet, value=value)
    if is_text:
        cell.data_type = "s"  # words that begin with "=" are words, not a formula
    if head:
        cell.fill = _HEAD
        cell.font = Font(bold=True, color="FFFFFF")
    elif bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _columns(connection: duckdb.DuckDBPyConnection, view: str) -> list[str]:
    return [str(c[0]) for c in connection.execute(f"from {view} limit 0").description]
