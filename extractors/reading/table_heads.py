"""Tables that run over pages: the row of names that each page repeats, and rows that only look so.

Furniture is found by repetition, and rows of a table repeat: "7 | The board should | Council".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from models.records import Line, LineRole, Page

_FURNITURE = frozenset({LineRole.HEADER, LineRole.FOOTER})
_TEXT = frozenset({LineRole.BODY, LineRole.TABLE})
Rows = dict[int, dict[int, list[int]]]  # places of lines by table and row


def settle_tables(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with whole rows as furniture or none, and with no row of names but the first."""
    out: list[Page] = []
    head: dict[int, str] = {}  # of a table that reaches the end of the page before
    for page in pages:
        rows = _rows(page.lines)
        if not rows:
            out.append(page)
            head = {}
            continue
        lines = list(page.lines)
        for table in rows.values():
            if not _is_furniture(lines, table) or _names(lines, table[min(table)]) == head:
                _restore(lines, table)
        head = _without_head(lines, rows, head)
        out.append(msgspec.structs.replace(page, lines=tuple(lines)))
    return tuple(out)


def _rows(lines: Sequence[Line]) -> Rows:
    rows: Rows = defaultdict(lambda: defaultdict(list))
    for i, line in enumerate(lines):
        if line.cell is not None and line.role in (*_FURNITURE, LineRole.TABLE):
            rows[line.cell[0]][line.cell[1]].append(i)
    return rows


def _is_furniture(lines: Sequence[Line], table: dict[int, list[int]]) -> bool:
    """Whether a running header or footer is drawn as a table."""
    return all(lines[i].role in _FURNITURE for row in table.values() for i in row)


def _restore(lines: list[Line], table: dict[int, list[int]]) -> None:
    """Take rows for text that repeat by chance: all but those at the head of the table."""
    at_head = True
    for number in sorted(table):
        row = table[number]
        at_head = at_head and all(lines[i].role is LineRole.HEADER for i in row)
        # Below the first row of names, one cell alone is the rest of a row that the page cuts.
        at_head = at_head and (number == min(table) or len(_names(lines, row)) > 1)
        for i in row:
            if not at_head and lines[i].role in _FURNITURE:
                lines[i] = msgspec.structs.replace(lines[i], role=LineRole.TABLE)


def _without_head(lines: list[Line], rows: Rows, before: dict[int, str]) -> dict[int, str]:
    """Mark the names that a page repeats at its top; the names of the table at its end."""
    text = [i for i, line in enumerate(lines) if line.role in _TEXT and line.text]
    first = lines[text[0]].cell if text else None
    if first is not None:
        table = rows[first[0]]
        top = min(table)
        if before and _names(lines, table[top]) == before and len(table) > 1:
            for i in table[top]:
                lines[i] = msgspec.structs.replace(lines[i], role=LineRole.HEADER)
        _count_anew(lines, table)
    last = lines[text[-1]].cell if text else None
    if last is None:
        return {}
    return _names(lines, rows[last[0]][min(rows[last[0]])])


def _names(lines: Sequence[Line], row: Sequence[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    for i in row:
        cell = lines[i].cell
        if cell is not None and lines[i].text:
            names[cell[2]] = f"{names.get(cell[2], '')} {lines[i].text}".strip()
    return names


def _count_anew(lines: list[Line], table: dict[int, list[int]]) -> None:
    """Number the rows below repeated names from 0: the first may carry on the page before."""
    heads = [n for n in table if all(lines[i].role is LineRole.HEADER for i in table[n])]
    shift = min((n for n in table if n not in heads), default=0)
    if not heads or not shift:
        return
    for number, row in table.items():
        for i in row:
            cell = lines[i].cell
            if number >= shift and cell is not None:
                new = cell[0], cell[1] - shift, cell[2]
                lines[i] = msgspec.structs.replace(lines[i], cell=new)
