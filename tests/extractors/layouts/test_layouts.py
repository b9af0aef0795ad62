"""A score of fictional layouts against their golden readings and against facts about them.

A golden file holds each line with its marks and each statement. To write the golden files anew
after a change that is meant, run with REVIEWS_REGENERATE=1: the difference is printed; read it
before committing. Facts (`facts.yaml`) are what a careful reader would say of the page: they are
written by hand and are never regenerated.
"""

from __future__ import annotations

import difflib
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import columns  # noqa: F401 - each module enters its layouts
import drawn_marks  # noqa: F401
import grids  # noqa: F401
import harder  # noqa: F401
import pytest
import running_lines  # noqa: F401
import tables_drawn  # noqa: F401
import type_setting  # noqa: F401
from drawing import LAYOUTS

from extractors import extract, read
from extractors.structure.paragraphs import join_lines
from models.records import Extraction, Line, LineRole, Reading, Statement
from vocabulary.yaml_text import value_of

HERE = Path(__file__).parent
FACTS: dict[str, dict[str, Any]] = value_of((HERE / "facts.yaml").read_text("utf-8"))
BODY = (LineRole.BODY, LineRole.TABLE)


@cache
def read_layout(name: str) -> tuple[Reading, Extraction]:
    reading = read(LAYOUTS[name](), "0" * 64)
    # What the learnt model makes of filler is no matter of layout: the rules alone are asked.
    with patch("extractors.extraction.shipped", return_value=None):
        return reading, extract(reading)


def body_of(reading: Reading) -> str:
    return join_lines(
        line.text for page in reading.pages for line in page.lines if line.role in BODY
    )


def shown(line: Line) -> str:
    """One line of a golden file: its role, its marks and its words."""
    marks = "".join(letter for letter, holds in (("b", line.bold), ("s", line.shaded)) if holds)
    cell = f" {line.cell[1]},{line.cell[2]}" if line.cell else ""
    marker = f" {line.marker!a}" if line.marker else ""
    return f"{line.role}{':' if marks else ''}{marks}{cell}{marker} | {line.text}"


def told(statement: Statement) -> str:
    pages = f"{statement.page_first}-{statement.page_last}"
    number = statement.number or "-"
    return f"{statement.kind} {number} p{pages} | {statement.text}"


def golden(name: str) -> str:
    reading, extraction = read_layout(name)
    out = []
    for page in reading.pages:
        out.append(f"== page {page.number}")
        out.extend(shown(line) for line in page.lines)
    out.append("== statements")
    out.extend(told(statement) for statement in extraction.statements)
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("name", LAYOUTS)
def test_reading_is_as_the_golden_file_has_it(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = HERE / "golden" / f"{name}.txt"
    found = golden(name)
    expected = path.read_text("utf-8") if path.exists() else ""
    diff = "".join(
        difflib.unified_diff(expected.splitlines(True), found.splitlines(True), "golden", "found")
    )
    if diff and os.environ.get("REVIEWS_REGENERATE") == "1":
        assert not os.environ.get("CI"), "golden files are written by a person, never in CI"
        with capsys.disabled():
            sys.stdout.write(f"\n{name}\n{diff}")
        path.write_text(found, "utf-8")
        return
    assert not diff, f"{name} is read in another way; REVIEWS_REGENERATE=1 if it is meant\n{diff}"


def test_each_golden_file_has_its_layout_and_each_layout_its_facts() -> None:
    assert {path.stem for path in (HERE / "golden").iterdir()} == set(LAYOUTS)
    assert set(FACTS) == set(LAYOUTS)


@pytest.mark.parametrize("name", LAYOUTS)
def test_present_and_absent(name: str) -> None:
    body = body_of(read_layout(name)[0])
    for words in FACTS[name].get("present", []):
        assert words in body
    for words in FACTS[name].get("absent", []):
        assert words not in body


@pytest.mark.parametrize("name", [name for name in LAYOUTS if "order" in FACTS.get(name, {})])
def test_order(name: str) -> None:
    body = body_of(read_layout(name)[0])
    for order in FACTS[name]["order"]:
        places = [body.find(words) for words in order]
        assert -1 not in places, f"missing: {order[places.index(-1)]}"
        assert places == sorted(places)


@pytest.mark.parametrize("name", [name for name in LAYOUTS if "roles" in FACTS.get(name, {})])
def test_roles(name: str) -> None:
    lines = [line for page in read_layout(name)[0].pages for line in page.lines]
    for role, texts in FACTS[name]["roles"].items():
        found = [line.text for line in lines if line.role == role]
        for words in texts:
            assert any(words in text for text in found), f"no {role}: {words}"


@pytest.mark.parametrize("name", LAYOUTS)
def test_statements(name: str) -> None:
    """Every statement is found with its number and pages, word for word, and no other one."""
    found = [
        (s.kind.value, s.number, [s.page_first, s.page_last], s.text)
        for s in read_layout(name)[1].statements
    ]
    expected = [
        (
            row["kind"],
            row.get("number"),
            [row["page"], row.get("page_end", row["page"])],
            row["text"],
        )
        for row in FACTS[name].get("statements", [])
    ]
    assert found == expected
