"""Tables as all commands print them."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table


def counted(title: str, columns: tuple[str, str], rows: Mapping[str, int]) -> Table:
    """A table of names and counts."""
    table = headed(title, *columns)
    for name, count in rows.items():
        table.add_row(name, str(count))
    return table


def headed(title: str, *columns: str) -> Table:
    """An empty table. The first column holds words, the others hold figures."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for i, column in enumerate(columns):
        table.add_column(column, justify="left" if i == 0 else "right")
    return table
