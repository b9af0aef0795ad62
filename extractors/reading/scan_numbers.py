"""Paragraph numbers that were misread on a scan, inferred from the ones around them.

"5.2", "3:5:", "5.4" in one column are 5.2 to 5.4. Without its number a paragraph would be
taken as part of the one before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from extractors.reading.engines import UNREAD
from models.records import Line, LineRole, Page

_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,3})\.?$")
_ODD = re.compile(r"[\dOolISs|:;.,]{1,6}$")
_EDGE = 4.0  # points by which the numbers of a column may differ
_FEWEST = 4  # numbers in a column


class _Mark(NamedTuple):
    """The first word of a line: its page, its line, its number if it is one."""

    page: int
    line: int
    number: tuple[int, int] | None


def with_mended_numbers(pages: Sequence[Page]) -> list[Page]:
    """The pages. On scanned ones, misread numbers are corrected and unread signs left out."""
    marks = list(_marks(pages))
    mended: dict[tuple[int, int], str] = {}
    for i, mark in enumerate(marks):
        if mark.number is None:
            continue
        odd = 0
        while i + odd + 1 < len(marks) and marks[i + odd + 1].number is None:
            odd += 1
        after = marks[i + odd + 1].number if i + odd + 1 < len(marks) else None
        chapter, last = mark.number
        if after == (chapter, last + odd + 1):
            for n in range(1, odd + 1):
                wrong = marks[i + n]
                mended[wrong.page, wrong.line] = f"{chapter}.{last + n}"
    return [
        page if page.ocr_confidence is None else _mended(page, number, mended)
        for number, page in enumerate(pages)
    ]


def _marks(pages: Sequence[Page]) -> Iterator[_Mark]:
    """What is where the numbers of paragraphs are, in reading order."""
    edges = Counter(
        round(line.box.x0)
        for _, _, line in _lines(pages)
        if _NUMBER.match(line.text.split(" ", 1)[0])
    )
    column = [
        x for x, n in edges.items() if sum(edges[x + d] for d in (-2, -1, 0, 1, 2)) >= _FEWEST
    ]
    for page, place, line in _lines(pages):
        first = line.text.split(" ", 1)[0]
        if not any(abs(line.box.x0 - x) <= _EDGE for x in column):
            continue
        if found := _NUMBER.match(first):
            yield _Mark(page, place, (int(found[1]), int(found[2])))
        elif first == UNREAD or (_ODD.match(first) and any(c.isdigit() for c in first)):
            yield _Mark(page, place, None)


def _lines(pages: Sequence[Page]) -> Iterator[tuple[int, int, Line]]:
    for number, page in enumerate(pages):
        if page.ocr_confidence is not None:
            for place, line in enumerate(page.lines):
                if line.role is LineRole.BODY and line.text and line.cell is None:
                    yield number, place, line


def _mended(page: Page, number: int, mended: dict[tuple[int, int], str]) -> Page:
    lines = []
    for place, line in enumerate(page.lines):
        first, _, rest = line.text.partition(" ")
        if (number, place) in mended:
            text = f"{mended[number, place]} {rest}".strip()
        else:
            text = " ".join(word for word in line.text.split(" ") if word != UNREAD)
        if text or line.marker or first != UNREAD:
            lines.append(line if text == line.text else msgspec.structs.replace(line, text=text))
    return msgspec.structs.replace(page, lines=tuple(lines))
