"""CSV that spreadsheets, R and Python read alike.

UTF-8 with a byte order mark: without it Excel takes the file for another encoding and spoils every
curly quote and Welsh letter, while pandas, DuckDB, readr, data.table and sqlite-utils skip it.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

_MARK = b"\xef\xbb\xbf"
# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection").
_FORMULA = r"^[=+\-@\t\r]"


def write_csv(table: pa.Table, path: Path) -> None:
    """Write one table; lists become text joined by "; ", and no text can run as a formula."""
    with path.open("wb") as file:
        file.write(_MARK)
        pa_csv.write_csv(_flat(table), file)


def _flat(table: pa.Table) -> pa.Table:
    for position, field in enumerate(table.schema):
        column = table.column(position)
        if pa.types.is_list(field.type):
            column = pc.binary_join(column.cast(pa.list_(pa.string())), "; ")
        elif pa.types.is_map(field.type):
            texts = ["; ".join(f"{k}={v}" for k, v in row or ()) for row in column.to_pylist()]
            column = pa.chunked_array([pa.array(texts, pa.string())])
        if pa.types.is_string(column.type):
            table = table.set_column(position, field.name, _harmless(column))
    return table


def _harmless(column: pa.ChunkedArray) -> pa.ChunkedArray:
    quoted = pc.binary_join_element_wise("'", column, "")
    return pc.if_else(pc.match_substring_regex(column, _FORMULA), quoted, column)
