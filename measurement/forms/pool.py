"""Annotated statements of the tests by kind, and narrative that states nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from measurement.teaching.lessons import WRITTEN
from models.records import Kind

_TESTS = Path(__file__).parents[2] / "tests"
_SHORTEST, _LONGEST = 50, 380  # characters
_THEMES = re.compile(r"\s*\{[a-z_., ]+\}\s*$")
_CODE = "N "  # narrative, in measurement/teaching/written


def statements_by_kind(tests: Path = _TESTS) -> dict[Kind, list[str]]:
    """Whole sentences of the annotated reviews of `tests`, those printed twice once."""
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for path in sorted(tests.glob("reviews*/*.jsonl")):
        if path.name.startswith("meta"):
            continue
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            kind, text = row["kind"], row["text"].strip()
            whole = text[0].isupper() and text.endswith((".", "?"))
            fits = whole and _SHORTEST < len(text) < _LONGEST and not row.get("repeat_of")
            if fits and kind != "quoted":
                found[Kind(kind)].append(text)
    return found


def narrative() -> Sequence[str]:
    """Paragraphs that say what happened and judge nothing."""
    rows = (
        row
        for path in sorted(WRITTEN.glob("*.txt"))
        for row in path.read_text("utf-8").splitlines()
    )
    told = [_THEMES.sub("", row.removeprefix(_CODE)) for row in rows if row.startswith(_CODE)]
    return [text for text in told if _SHORTEST < len(text) < _LONGEST]
