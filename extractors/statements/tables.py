"""Tables of statements: one a cell, with the number, owner and timescale of its row.

A table may have several columns of statements, such as "Learning" beside "Recommendation".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.statements.draft import Draft
from extractors.statements.table_columns import (
    APPRAISAL,
    NO_COLUMNS,
    Columns,
    TableRow,
    columns_and_body,
    columns_of_form,
    columns_of_labels,
    columns_of_named_rows,
    columns_without_head,
    used,
)
from extractors.statements.table_rows import RowReader
from extractors.structure.paragraphs import Paragraph
from models.records import LineRole, Section, SectionRole

# Tables there describe the method, words, or what has become of advice.
_PASSED = frozenset({SectionRole.METHOD, SectionRole.GLOSSARY, SectionRole.RESPONSE})


def table_drafts(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> list[Draft]:
    """Drafts from every table that has a column of recommendations, actions, findings or so on."""
    reader = RowReader()
    columns = NO_COLUMNS
    above: Sequence[TableRow] = []  # the rows of the table that may go on
    edges: dict[int, float] = {}  # where the columns of that table begin
    below: int | None = None  # the section of that table
    for table in _tables(paragraphs):
        rows = _rows(table)
        section = table[0].section
        role = sections[section].role if section >= 0 else SectionRole.OTHER
        body: Sequence[TableRow] = rows
        head = columns_of_form(rows) or columns_of_named_rows(rows) or columns_and_body(rows)
        if head is not None:
            if not (section == below and head[0] == columns and _is_overleaf(rows, above)):
                reader.band = None
            columns, body = head
            above, edges = rows, _edges(rows)
        elif columns and section == below and (rest := _rest(rows, above, columns, edges)):
            body = above = rest  # goes on from the page before
        else:
            is_advice = role is SectionRole.RECOMMENDATIONS
            columns = columns_of_labels(rows)
            if not columns and is_advice:
                columns = columns_without_head(rows)
            above, edges = rows, _edges(rows)
            reader.band = None
        below = section
        stated = columns.stated(role)
        if role is SectionRole.NARRATIVE:  # beside what happened: what the authors think of it
            stated = {at: k for at, k in stated.items() if at == columns.get(APPRAISAL)}
        if stated and role not in _PASSED:
            reader.read(body, columns, stated)
    return reader.drafts


def _tables(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Runs of paragraphs in one table of one page."""
    current: list[Paragraph] = []
    for paragraph in paragraphs:
        cell = paragraph.first.cell
        if paragraph.first.role is not LineRole.TABLE or cell is None:
            continue
        if current:
            last = current[-1]
            if last.page != paragraph.page or (last.first.cell or (0,))[0] != cell[0]:
                yield current
                current = []
        current.append(paragraph)
    if current:
        yield current


def _rows(table: list[Paragraph]) -> list[TableRow]:
    rows: dict[int, dict[int, list[Paragraph]]] = {}
    for paragraph in table:
        assert paragraph.first.cell is not None  # noqa: S101 - _tables has looked
        _, row, column = paragraph.first.cell
        rows.setdefault(row, {}).setdefault(column, []).append(paragraph)
    return [TableRow(rows[key]) for key in sorted(rows)]


def _rest(
    rows: Sequence[TableRow], above: Sequence[TableRow], columns: Columns, edges: dict[int, float]
) -> Sequence[TableRow]:
    """The rows where they go on with the table above, in its columns; else none.

    They are as wide as it is, or begin with a row cut short.
    """
    filled = used(rows)
    if all(paragraph.bold for cell in rows[0].cells.values() for paragraph in cell):
        return []  # it has a head of its own, whose words are not known
    if len(filled) == len(edges):
        return _renamed(rows, dict(zip(sorted(filled), sorted(edges), strict=True)))
    page = _pages(rows[0])[0]
    first, last = _pages(above[-1])
    homes = {c: min(edges, key=lambda e: abs(edges[e] - x)) for c, x in _edges(rows).items()}
    if not len(filled) < len(edges) or len({*homes.values()}) < len(homes) or page - first != 1:
        return []
    rows = _renamed(rows, homes)
    is_cut = last == page or columns.named.get("number", 0) not in rows[0].cells
    return rows if is_cut else []


def _renamed(rows: Sequence[TableRow], names: dict[int, int]) -> Sequence[TableRow]:
    """The rows with their columns counted as those of the table above."""
    return [TableRow({names[c]: cell for c, cell in row.cells.items()}) for row in rows]


def _edges(rows: Sequence[TableRow]) -> dict[int, float]:
    """Where the text of each column begins, in points from the left."""
    return {c: min(p.x0 for row in rows for p in row.cells.get(c, ())) for c in used(rows)}


def _is_overleaf(rows: Sequence[TableRow], above: Sequence[TableRow]) -> bool:
    """Whether a table is on the next page: with the same head it goes on there."""
    return bool(above) and _pages(rows[0])[0] - _pages(above[-1])[1] == 1


def _pages(row: TableRow) -> tuple[int, int]:
    parts = [paragraph for cell in row.cells.values() for paragraph in cell]
    return min(p.page for p in parts), max(p.page_last for p in parts)
