"""One measured figure with what it should be, and the table of all."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from rich.console import Console
from rich.table import Table


class Figure(msgspec.Struct, frozen=True):
    """`value` in `unit`; an aim is met at or above `at_least`, or at or below `at_most`."""

    what: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool | None:
        if self.at_least is not None:
            return self.value >= self.at_least
        return None if self.at_most is None else self.value <= self.at_most

    @property
    def aim(self) -> str:
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return "" if self.at_most is None else f"at most {self.at_most:g}"


def show(title: str, figures: Iterable[Figure], console: Console) -> None:
    """Print figures with their aims."""
    table = Table("what", "figure", "unit", "aim", "met", title=title, title_justify="left")
    table.columns[1].justify = "right"
    words = {True: "yes", False: "NO", None: ""}
    for figure in figures:
        value = f"{figure.value:,.3g}" if figure.value < 100 else f"{figure.value:,.0f}"
        table.add_row(figure.what, value, figure.unit, figure.aim, words[figure.is_met])
    console.print(table)


def show_rows(title: str, rows: Iterable[tuple[str, str]], console: Console) -> None:
    """Print what was measured in two columns."""
    table = Table(title, "Figure")
    for row in rows:
        table.add_row(*row)
    console.print(table)
