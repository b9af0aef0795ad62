"""Fictional documents as readings, written line by line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.metadata import describe
from models.records import Box, Line, LineRole, Metadata, Page, Reading, Status

Describe = Callable[..., Metadata]
_COVER = """
Alderholt Safeguarding Children Partnership

# Local Child Safeguarding Practice Review

# Hazel

Independent Reviewer: Morag Tillotson
Independent Chair: Piers Underhay
Publication date: 7 May 2024
"""
_LOOKS = {"# ": (24.0, True), "* ": (12.0, True)}


def _page(number: int, text: str) -> Page:
    """One page of text: "# " marks display lines, "* " bold ones, "> " a running header."""
    lines, block = [], 0
    for row, raw in enumerate(text.strip().splitlines()):
        stripped = raw.strip()
        if not stripped:
            block += 1
            continue
        size, bold = _LOOKS.get(stripped[:2], (12.0, False))
        role = LineRole.HEADER if stripped.startswith("> ") else LineRole.BODY
        words = stripped[2:] if stripped[:2] in (*_LOOKS, "> ") else stripped
        box = Box(72, 72 + 15 * row, 500, 84 + 15 * row)
        lines.append(Line(words, box, size, bold=bold, role=role, block=block))
    return Page(number, 595, 842, tuple(lines))


@pytest.fixture
def reading_of() -> Callable[..., Reading]:
    """A reading of pages given as text; a page of prose follows, so that body text is plain."""

    def make(*pages: str, **fields: object) -> Reading:
        prose = "\n".join(
            ["The work of the agencies is told here in the plain size of the text."] * 9
        )
        made = tuple(_page(n, text) for n, text in enumerate((*pages, prose), 1))
        return Reading("0" * 64, Status.OK, made, len(made), **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def describe_pages(reading_of: Callable[..., Reading]) -> Describe:
    """Metadata of pages given as text."""
    return lambda *pages, **fields: describe(reading_of(*pages, **fields))


@pytest.fixture
def cover() -> str:
    """The cover of a review of one child."""
    return _COVER
