"""Every status and every kind of hidden words has its line in the docs, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.records import HiddenKind, Status

DOCS = Path(__file__).parents[3] / "docs" / "statuses.md"


@pytest.mark.parametrize("word", [*Status, *HiddenKind], ids=str)
def test_it_has_a_line_with_what_to_do(word: str) -> None:
    rows = [row for row in DOCS.read_text("utf-8").splitlines() if row.startswith("| `")]
    (row,) = [row for row in rows if f"`{word}`" in row.split("|")[1]]
    assert len(row.split("|")[3].strip()) > 5
