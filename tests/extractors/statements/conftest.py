"""Fictional pages written line by line, and the statements that come out of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractors import extract
from models.records import Box, Line, Page, Reading, Statement, Status

StatementsOf = Callable[..., tuple[Statement, ...]]
_LEFT, _ROW = 60.0, 14.0


def _line(raw: str, row: float, block: int) -> Line:
    """ "# " is a large heading, "* " a bold line, "• " an item, "  " text that hangs under one.

    Words between two pairs of asterisks are bold: "**Its title.** The text".
    """
    look: dict[str, Any] = {"size": 11.0}
    x0 = _LEFT
    if raw.startswith("# "):
        look, raw = {"size": 16.0, "bold": True}, raw[2:]
    elif raw.startswith("* "):
        look, raw = {"size": 11.0, "bold": True}, raw[2:]
    if raw.startswith("• "):
        look["marker"], raw = "•", raw[2:]
    elif raw.startswith("  "):
        x0 += 18.0
    before, *bold = raw.strip().split("**")
    if bold:
        look["bold_run"] = (len(before), len(before) + len(bold[0]))
    words = "".join([before, *bold])
    left = x0 + (18.0 if look.get("marker") else 0.0)
    width = left + 5.2 * len(words)
    top = 60 + _ROW * row
    return Line(words, Box(x0, top, width, top + look["size"]), block=block, **look)


def _page(number: int, text: str) -> Page:
    lines, row, block = [], 0.0, 0
    for raw in text.strip("\n").splitlines():
        if not raw.strip():
            row, block = row + 1.6, block + 1
            continue
        lines.append(_line(raw, row, block))
        row += 1.0
    return Page(number, 595, 842, tuple(lines))


@pytest.fixture
def statements_of() -> StatementsOf:
    """The statements of pages given as text; a line is as wide as its words."""

    def make(*pages: str) -> tuple[Statement, ...]:
        made = tuple(_page(n, text) for n, text in enumerate(pages, 1))
        return extract(Reading("0" * 64, Status.OK, made, len(made))).statements

    return make
