"""Answers from the warehouse: rows of a query and hits of a search."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_NUMBERS = (int, float)
_GAP = 2  # characters between two columns
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], console: Console) -> None:
    """The rows of a query as a table with numbers on the right, or one by one if it is too wide."""
    rows = list(rows)
    if rows and sum(len(column) + _GAP for column in columns) - _GAP > console.width:
        _show_each(columns, rows, console)
        return
    table = Table(box=None, header_style="bold", padding=(0, _GAP, 0, 0), pad_edge=False)
    for i, column in enumerate(columns):
        numeric = any(isinstance(row[i], _NUMBERS) for row in rows)
        table.add_column(
            Text(column),
            justify="right" if numeric else "left",
            overflow="fold",
            min_width=len(column),
        )
    for row in rows:
        table.add_row(*(shown(_cell(value)) for value in row))
    console.print(table)


def _show_each(columns: Sequence[str], rows: Sequence[Sequence[Any]], console: Console) -> None:
    """Each row by itself, one column per line, so that long names are not cut."""
    for number, row in enumerate(rows, start=1):
        console.print(Text(f"row {number}", style="bold"))
        each = Table(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False)
        each.add_column(min_width=max(map(len, columns)), no_wrap=True)
        each.add_column(overflow="fold")
        for column, value in zip(columns, row, strict=True):
            each.add_row(Text(f"  {column}"), shown(_cell(value)))
        console.print(each)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A query's rows as CSV on standard output; NULL is empty."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)


def as_records(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """A query's rows, each as a mapping from column to value."""
    return [dict(zip(columns, row, strict=True)) for row in rows]


def show_hits(hits: Iterable[Mapping[str, Any]], console: Console) -> None:
    """Found statements, best first: where they are in one line, then their words."""
    for hit in hits:
        where = ", ".join(str(hit[k]) for k in ("publisher", "title", "year") if hit.get(k))
        line = f"{hit['statement_id']}  {hit['kind']}  p. {hit['page_first']}  {where}"
        console.print(shown(line, "bold"))
        console.print(
            Padding(shown(str(hit["snippet"] or hit["text"])), (0, 0, 0, 4), expand=False)
        )


def shown(words: str, style: str = "") -> Text:
    """Words without control characters, which a terminal would obey."""
    return Text(_CONTROL.sub(" ", words), style)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, msgspec.Struct):
        return _cell(msgspec.structs.astuple(value))
    return str(value)
