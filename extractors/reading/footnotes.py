"""Footnotes: small type at the foot of a page that begins with a number or a sign."""

from __future__ import annotations

import re

import msgspec

from models.records import Line, LineRole, Page

_START = re.compile(r"^(?:\d{1,3}|[*†‡§])(?:[.)]?\s*(?=[^\d\s.])|$)")


def mark_footnotes(page: Page, body: float) -> Page:
    """The page with the role of footnote lines set; `body` is the document's usual type size."""
    small = _foot(page, body)
    first = next((i for i in small if _begins(page, i)), None)
    if first is None:
        return page
    # Lines above the first number in the same small type carry on the last page's footnote.
    size = page.lines[first].size
    marked = {i for i in small if i >= first or abs(page.lines[i].size - size) < 0.3}
    lines = tuple(
        msgspec.structs.replace(line, role=LineRole.FOOTNOTE) if i in marked else line
        for i, line in enumerate(page.lines)
    )
    return msgspec.structs.replace(page, lines=lines)


def _foot(page: Page, body: float) -> list[int]:
    """Places of the last body lines of the page as long as they are set small."""
    out: list[int] = []
    for i in range(len(page.lines) - 1, -1, -1):
        line = page.lines[i]
        if line.role is not LineRole.BODY or line.cell is not None:
            continue
        if line.size > 0.9 * body or line.box.top < 0.3 * page.height:
            break
        out.append(i)
    return out[::-1]


def _begins(page: Page, i: int) -> bool:
    line: Line = page.lines[i]
    return bool(_START.match(line.text))
