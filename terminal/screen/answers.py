"""Answers of the warehouse: rows of a query, hits of a search, what is behind a statement."""

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
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], console: Console) -> None:
    """A query's rows as a table; figures to the right."""
    rows = list(rows)
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
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
    # Wide enough for every column's name, even where the reader is a pipe of 80 characters.
    names = sum(len(column) + 2 for column in columns)
    console.print(table, width=max(console.width, names), crop=False)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A query's rows as CSV on standard output; NULL is empty."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)


def as_records(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """A query's rows as one mapping each."""
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
    """Words without control characters: on a terminal they are commands."""
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
