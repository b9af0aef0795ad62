"""Reviews of our own writing, as plain text with the kind of each paragraph before it.

! the words of the front page
# A heading    ## A heading below it
F A finding    N narrative, law, method and whatever else is not a statement

Themes may be in braces at the end of a statement: {family.whole_family, think.thresholds}.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from pathlib import Path

from extractors.structure.labels import read_label
from measurement.evaluation.gold import QUOTED, GoldDocument, GoldStatement
from models.records import Box, Kind, Line, Page, Reading, Status

CODES: dict[str, str | None] = {
    "N": None,
    "F": Kind.FINDING,
    "R": Kind.RECOMMENDATION,
    "L": Kind.LEARNING_POINT,
    "G": Kind.GOOD_PRACTICE,
    "U": Kind.QUESTION,
    "Q": QUOTED,
}
_THEMES = re.compile(r"\s*\{([a-z_., ]+)\}\s*$")
_SIZES = {"!": 22.0, "#": 16.0, "##": 13.0, "###": 12.0}
_BODY, _EDGE, _STEP = 11.0, 72.0, 14.0
_WIDTH = 92  # characters in a line
_PER_PAGE = 14  # paragraphs


def read_written(path: Path) -> tuple[GoldDocument, Reading]:
    """The review as annotations and as pages; raises ValueError naming a line it cannot read."""
    text = path.read_text(encoding="utf-8")
    name = hashlib.sha256(text.encode()).hexdigest()
    pages: list[list[Line]] = [[]]
    statements: list[GoldStatement] = []
    heading: str | None = None
    for n, row in enumerate(text.splitlines()):
        code, _, words = _THEMES.sub("", row).partition(" ")
        marker = "•" if code.endswith("*") else None
        code = code.rstrip("*")
        if code not in _SIZES and code not in CODES:
            raise ValueError(
                f"{path.name}, line {n + 1}: begins with none of ! # ## ### {' '.join(CODES)}"
            )
        if n and n % _PER_PAGE == 0:
            pages.append([])
        pages[-1] += _lines(words, _SIZES.get(code, _BODY), len(pages[-1]) * _STEP, n, marker)
        heading = words if code.startswith("#") else heading
        kind = CODES.get(code)
        if kind is not None:
            label = read_label(words)
            text = words[label.length :] if label else words
            told = _THEMES.search(row)
            themes = tuple(re.split(r",\s*", told[1])) if told else ()
            statements.append(
                GoldStatement(
                    name, kind, text, len(pages), path.name, heading=heading, themes=themes
                )
            )
    kept = tuple(Page(i, 595, 842, tuple(lines)) for i, lines in enumerate(pages, 1))
    gold = GoldDocument(name, path.name, tuple(statements))
    return gold, Reading(name, Status.OK, kept, len(kept))


def _lines(words: str, size: float, top: float, block: int, marker: str | None) -> list[Line]:
    """Printed lines of a paragraph; the next one begins after a gap."""
    out = []
    for i, text in enumerate(textwrap.wrap(words, _WIDTH)):
        y = _EDGE + top + i * _STEP + block * _STEP
        box = Box(_EDGE, y, _EDGE + len(text) * 5, y + size)
        out.append(
            Line(text, box, size, bold=size > _BODY, block=block, marker=None if i else marker)
        )
    return out
