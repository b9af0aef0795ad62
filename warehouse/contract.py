"""The analysts' contract: names, order and types of every public view and macro.

`python -m warehouse.contract` writes contract.yaml, docs/data-dictionary.md and blank.bin again;
tests fail where they are stale, and where the changelog has no line with the contract's new digest.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import yaml

from warehouse.access import connect
from warehouse.blank import BLANK, packed
from warehouse.building import build
from warehouse.comments import about, column_comment, macros
from warehouse.invented import corpus

CONTRACT = Path(__file__).parent / "contract.yaml"
DICTIONARY = Path(__file__).parent.parent / "docs" / "data-dictionary.md"
CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"

# Views of the design come first in the dictionary, in the order in which one meets them.
_FIRST = ("reviews", "documents", "statements", "recommendations", "findings", "themes",
          "statement_themes", "review_themes", "theme_by_year", "theme_pairs")  # fmt: skip

_INTRODUCTION = (
    "Written from the comments in the warehouse itself (`python -m warehouse.contract`). "
    "NULL means not stated or not found, never no. A count of reviews counts each once, "
    "however many documents it has.\n"
)


def contract(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The contract of an open warehouse: view -> column -> type, and how macros are called."""
    rows = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where schema_name = 'main' and not internal order by table_name, column_index"
    ).fetchall()
    views: dict[str, dict[str, str]] = {}
    for view, column, kind in rows:
        views.setdefault(view, {})[column] = kind
    return {"views": views, "macros": {n: m.call for n, m in sorted(macros().items())}}


def contract_text(found: dict[str, Any]) -> str:
    """As YAML, one column a line, so that a change shows as a line of a diff."""
    head = (
        "# Names, order and types of the public views, frozen. Written by warehouse/contract.py.\n"
    )
    return head + str(yaml.safe_dump(found, sort_keys=False, width=200))


def digest(text: str) -> str:
    """Eight digits that a changelog line under "Views" names."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def dictionary(found: dict[str, Any]) -> str:
    """docs/data-dictionary.md."""
    views = sorted(found["views"], key=lambda v: (_FIRST.index(v) if v in _FIRST else 99, v))
    parts = ["# Data dictionary\n", _INTRODUCTION]
    for view in views:
        parts.append(f"## {view}\n\n{about(view)}\n\n| Column | Type | Meaning |\n|---|---|---|")
        parts += [
            f"| `{column}` | {kind} | {column_comment(view, column).replace('|', '/')} |"
            for column, kind in found["views"][view].items()
        ]
        parts.append("")
    parts.append("## Macros\n\n| Call | What it gives |\n|---|---|")
    parts += [f"| `{m.call}` | {m.about} |" for _, m in sorted(macros().items())]
    return "\n".join(parts) + "\n"


def fresh() -> dict[str, Any]:
    """The contract of a warehouse built now, from made-up documents."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "warehouse.duckdb"
        build(corpus(2), target)
        with connect(target) as connection:
            return contract(connection)


def main() -> None:
    """Write the files, and say whether the change log needs a line."""
    BLANK.write_bytes(packed())
    found = fresh()
    text = contract_text(found)
    CONTRACT.write_text(text, encoding="utf-8")
    DICTIONARY.write_text(dictionary(found), encoding="utf-8")
    print(next_step(text, CHANGELOG.read_text(encoding="utf-8")))  # noqa: T201


def next_step(text: str, changes: str) -> str:
    """What is left to do for a contract, given the text of the change log."""
    named = f"(contract {digest(text)})"
    if named in changes:
        return f"CHANGELOG.md has its line already: {named}"
    return f"Add to CHANGELOG.md, under Views: ... {named}"


if __name__ == "__main__":
    main()
