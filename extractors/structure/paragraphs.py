"""Lines to paragraphs: across pages and columns, with the label and the bullet split off."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from extractors.structure.labels import read_label
from extractors.structure.measure import Measure
from extractors.structure.paragraph import Paragraph, Placed, join_lines
from models.records import LineRole, Reading

_TEXT_ROLES = frozenset({LineRole.BODY, LineRole.TABLE})
__all__ = ["Paragraph", "Placed", "join_lines", "paragraphs"]


def paragraphs(reading: Reading) -> list[Paragraph]:
    """All paragraphs of the body in reading order, table cells included."""
    flow = [
        Placed(page.number, line)
        for page in reading.pages
        for line in page.lines
        if line.role in _TEXT_ROLES and (line.text or line.marker)
    ]
    measure = Measure(flow)
    out: list[Paragraph] = []
    for placed in _bullets_joined(flow):
        if out and measure.continues(out[-1], placed):
            out[-1].lines.append(placed)
        else:
            out.append(_started(placed))
            measure.saw(out[-1])
    out = [p for p in out if p.full.strip()]
    _mark_tables(out)
    return out


def _mark_tables(found: list[Paragraph]) -> None:
    """A table of data has at least two rows in which two cells are filled."""
    rows: dict[tuple[int, int], dict[int, set[int]]] = {}
    for paragraph in found:
        if paragraph.first.cell is not None:
            table, row, column = paragraph.first.cell
            rows.setdefault((paragraph.page, table), {}).setdefault(row, set()).add(column)
    for paragraph in found:
        if paragraph.first.cell is not None:
            filled = rows[paragraph.page, paragraph.first.cell[0]].values()
            paragraph.in_table = sum(len(columns) > 1 for columns in filled) >= 2
            paragraph.in_panel = len(set().union(*filled)) == 1


def _started(placed: Placed) -> Paragraph:
    label = read_label(placed.line.text)
    if placed.line.marker and label and label.style != "word":
        label = None  # a bullet's text may begin with a number; only "Learning point 1:" names it
    return Paragraph([placed], label, placed.line.marker)


def _bullets_joined(flow: list[Placed]) -> Iterator[Placed]:
    """A bullet on a line of its own is given to the line after it."""
    waiting: str | None = None
    for placed in flow:
        if not placed.line.text:
            waiting = placed.line.marker
            continue
        if waiting and not placed.line.marker:
            yield Placed(placed.page, msgspec.structs.replace(placed.line, marker=waiting))
        else:
            yield placed
        waiting = None
