"""One Excel workbook for people who do not write SQL: notes first, then the main tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from warehouse.comments import about, column_comment
from warehouse.exports.cells import Cells, height, row_texts, width

SHEETS = (
    "reviews", "recommendations", "actions", "findings", "good_practice", "learning_points",
    "questions", "review_themes",
    "theme_by_year", "theme_counts", "theme_pairs", "repeat_recommendations",
    "recommendations_by_addressee", "reviews_by_place_and_age", "theme_quality", "coverage",
    "removals", "issues",
)  # fmt: skip
# Without these, a row of a review's statements does not say where it is from.
_NAMING = ("title", "publisher", "nation", "year")
# What a person reads comes first; what only programs need comes last, folded away.
_FIRST = (
    "title", "publisher", "nation", "year", "number", "agency", "label", "label_a", "label_b",
    "text", "themes", "addressee", "timescale", "page_first", "page_url",
)  # fmt: skip
_FOLDED = (
    "kind", "section_path", "ordinal", "rule", "confidence", "section_role", "page_last",
    "repeats_statement_id", "is_summary_only", "published_precision", "reference", "group_id",
    "theme_id", "theme_a", "theme_b", "cluster_id", "review_id", "primary_document_id",
    "document_id", "statement_id", "run_id",
)  # fmt: skip
_STATEMENTS = (
    "recommendations", "actions", "findings", "good_practice", "learning_points", "questions",
)  # fmt: skip
_THEMES = """
left join (
    select statement_id, string_agg(label, '; ' order by score desc, theme_id) as themes
    from statement_themes join themes using (theme_id) group by statement_id
) w using (statement_id)
"""
_EXCEL_ROWS = 1_048_575  # below the heading
_A3 = 8  # as OOXML numbers paper


@dataclass(frozen=True)
class Notes:
    """What the first sheet says beside facts of the build."""

    notice: str
    has_small_cells: bool


def write_workbook(
    path: Path, connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], notes: Notes
) -> None:
    """Write the sheets of SHEETS that `tables` holds, after a sheet of notes."""
    book = Workbook(write_only=True)
    shown = {view: _arranged(connection, view, tables[view]) for view in SHEETS if view in tables}
    _notes(book, connection, shown, notes)
    for view, table in shown.items():
        _sheet(book, view, table)
    book.save(path)


def _arranged(connection: duckdb.DuckDBPyConnection, view: str, table: pa.Table) -> pa.Table:
    """The columns in the order of a reader; statements with what names their review."""
    names = table.column_names
    if "review_id" in names and (naming := [name for name in _NAMING if name not in names]):
        shown = ", ".join(f"r.{name}" for name in naming)
        themes = _THEMES if view in _STATEMENTS else ""
        table = connection.sql(
            f"select {shown}{', w.themes' if themes else ''}, v.* from {view} v "
            f"left join main.reviews r using (review_id) {themes}"
            f"order by title nulls last{', v.document_id, ordinal' * ('ordinal' in names)}"
        ).to_arrow_table()
    first = [name for name in _FIRST if name in table.column_names]
    last = [name for name in _FOLDED if name in table.column_names]
    rest = [name for name in table.column_names if name not in {*first, *last}]
    return table.select([*first, *rest, *last])


def _notes(
    book: Workbook,
    connection: duckdb.DuckDBPyConnection,
    shown: dict[str, pa.Table],
    notes: Notes,
) -> None:
    sheet = book.create_sheet("Notes")
    widths = (48, 110)
    for letter, wide in zip("AB", widths, strict=True):
        sheet.column_dimensions[letter].width = wide
    _on_paper(sheet)
    facts = connection.execute("select name, value from meta.build order by name").fetchall()
    rows = [*_about(connection, shown, notes), *((f"Build: {n}", v) for n, v in facts), ("", "")]
    columns = [
        (f"{view}.{name}", column_comment(view, name))
        for view, table in shown.items()
        for name in table.column_names
    ]
    cells = Cells(sheet)
    for number, (name, words) in enumerate([*rows, ("Column", "Meaning"), *columns], start=1):
        sheet.row_dimensions[number].height = height([(words, widths[1])])
        is_head = number == len(rows) + 1
        sheet.append(
            [cells.text(name, bold=number <= len(rows) or is_head), cells.text(words, bold=is_head)]
        )


def _about(
    connection: duckdb.DuckDBPyConnection, shown: dict[str, pa.Table], notes: Notes
) -> list[tuple[str, str]]:
    counts = connection.execute(
        "select sum(n_documents), sum(n_readable), sum(n_with_statements) from coverage"
    ).fetchall()[0]
    basis = (
        f"{counts[0] or 0} documents known, {counts[1] or 0} readable, {counts[2] or 0} with "
        "statements. Published reviews only: absence is not evidence."
    )
    small = (
        "Counts below 5 by place and personal characteristic are shown, as requested. They could "
        "identify somebody: do not publish them."
        if notes.has_small_cells
        else "Counts below 5 by place and personal characteristic are left empty, and so is the "
        "total of a place that would reveal such a count."
    )
    rows = [
        ("Before you read", " ".join(notes.notice.split())),
        ("What the counts are based on", basis),
        ("Not stated", "An empty cell means not stated or not found. It never means no."),
        ("Small cells", small),
        (
            "How reliable themes are",
            "See the sheet theme_quality; quote its figures below any chart.",
        ),
    ]
    rows += [(f"Sheet {view}", about(view)) for view in shown]
    rows += [
        (
            f"Sheet {view} is cut",
            f"{table.num_rows} rows; the CSV and Parquet files have all of them",
        )
        for view, table in shown.items()
        if table.num_rows > _EXCEL_ROWS
    ]
    return rows


def _on_paper(sheet: Any) -> None:
    """All columns on the width of an A3 page in landscape."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.HeaderFooter.oddFooter.center.text = "&A, page &P of &N"


def _sheet(book: Workbook, view: str, table: pa.Table) -> None:
    sheet = book.create_sheet(view[:31])
    widths = [width(field.name, field.type) for field in table.schema]
    for position, (name, wide) in enumerate(zip(table.column_names, widths, strict=True), start=1):
        column = sheet.column_dimensions[get_column_letter(position)]
        column.width = wide
        if name in _FOLDED:
            column.outlineLevel, column.hidden = 1, True
    last = f"{get_column_letter(table.num_columns)}{min(table.num_rows, _EXCEL_ROWS) + 1}"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.print_title_rows = "1:1"
    _on_paper(sheet)
    cells = Cells(sheet)
    sheet.append([cells.heading(name) for name in table.column_names])
    number = 1
    for batch in table.slice(0, _EXCEL_ROWS).to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            named = list(zip(table.column_names, row, strict=True))
            sheet.row_dimensions[number].height = height(row_texts(named))
            sheet.append([cells.value(name, value) for name, value in named])
