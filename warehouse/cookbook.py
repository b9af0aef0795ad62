"""The cookbook: questions in docs/cookbook.md, each a short query followed by its real result.

`python -m warehouse.cookbook WAREHOUSE` writes all results again; a test fails where one is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from warehouse.query import Result, query

COOKBOOK = Path(__file__).parent.parent / "docs" / "cookbook.md"
_SHOWN = 8  # rows
_WIDE = 60  # characters of a cell

_RECIPE = re.compile(
    r"^## (?P<title>.+?)\n(?P<prose>.*?)```sql\n(?P<sql>.*?)```\n"
    r"(?:\n```text\n(?P<result>.*?)```\n)?",
    re.MULTILINE | re.DOTALL,
)


class Recipe(msgspec.Struct, frozen=True):
    """One question, the query that answers it, and the result that the document shows."""

    title: str
    sql: str
    result: str


def recipes(text: str) -> Iterator[Recipe]:
    """All recipes of a cookbook."""
    for found in _RECIPE.finditer(text):
        yield Recipe(found["title"], found["sql"].strip(), found["result"] or "")


def answered(text: str, warehouse: Path) -> str:
    """The cookbook with every result as the warehouse gives it now."""

    def fill(found: re.Match[str]) -> str:
        result = render(query(warehouse, found["sql"]))
        return (
            f"## {found['title']}\n{found['prose']}```sql\n{found['sql']}```\n\n"
            f"```text\n{result}```\n"
        )

    replace: Callable[[re.Match[str]], str] = fill
    return _RECIPE.sub(replace, text)


def render(found: Result) -> str:
    """A plain table of the first rows; long cells are cut."""
    shown = [[_cell(value) for value in row] for row in found.rows[:_SHOWN]]
    table = [list(found.columns), *shown]
    widths = [max(len(row[i]) for row in table) for i in range(len(found.columns))]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in table]
    lines.insert(1, "  ".join("-" * w for w in widths))
    if len(found.rows) > _SHOWN:
        lines.append(f"... {len(found.rows)} rows")
    elif not found.rows:
        lines.append("(no rows)")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(str(v) for v in value)
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDE else text[: _WIDE - 3] + "..."


def main(warehouse: Path) -> None:
    """Write all results of docs/cookbook.md again."""
    text = COOKBOOK.read_text(encoding="utf-8")
    COOKBOOK.write_text(answered(text, warehouse), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
