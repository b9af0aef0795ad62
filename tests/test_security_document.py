"""SECURITY.md names tests that exist: a renamed one would leave a promise without a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_danger_names_a_test_that_is_there() -> None:
    rows = [
        line for line in (ROOT / "SECURITY.md").read_text().splitlines() if line.startswith("| ")
    ]
    dangers = [row for row in rows if not row.startswith("| What ")]
    assert len(dangers) >= 20
    for row in dangers:
        found = NAMED.search(row)
        assert found, row
        path, name = ROOT / found[1], found[2]
        assert path.exists(), row
        functions = {
            n.name for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef)
        }
        assert name is None or name in functions, row
