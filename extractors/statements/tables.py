"""Tables of recommendations and actions: one statement a row, with its owner and timescale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.statements.draft import LONGEST_TITLE, SHORTEST, Draft
from extractors.statements.grammar import is_call
from extractors.statements.owners import owner_in
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, LineRole, Section, SectionRole
from vocabulary.columns import kind_of_column

_NUMBER = re.compile(r"[A-Z]{0,2}\d{1,3}(?:\.\d{1,2})*[.)]?")
_FEWEST_ROWS = 3  # that show that a first column counts them
_LONGEST_NAME = 70  # characters of a column's head
# Columns that hold statements; the first that a table has is read.
_KINDS = {
    "recommendation": Kind.RECOMMENDATION,
    "action": Kind.RECOMMENDATION,
    **{kind.value: kind for kind in Kind},
}
# Tables there tell of the method, the story, words, or what has become of advice.
_PASSED = frozenset(
    {SectionRole.METHOD, SectionRole.NARRATIVE, SectionRole.GLOSSARY, SectionRole.RESPONSE}
)


class _Row(NamedTuple):
    cells: dict[int, list[Paragraph]]

    def text(self, column: int | None) -> str:
        if column is None:
            return ""
        return " ".join(p.full for p in self.cells.get(column, [])).strip()


def table_drafts(found: Sequence[Paragraph], sections: Sequence[Section]) -> list[Draft]:
    """Drafts from every table that has a column of recommendations, actions or findings."""
    drafts: list[Draft] = []
    columns: dict[str, int] = {}
    above: list[_Row] = []  # the rows of the table that may go on
    width: set[int] = set()
    band: str | None = None
    below: int | None = None  # the section of the table above
    for table in _tables(found):
        rows = _rows(table)
        section = table[0].section
        role = sections[section].role if section >= 0 else SectionRole.OTHER
        head = _header(rows)
        if head is not None:
            if not (section == below and head[0] == columns and _is_overleaf(rows, above)):
                band = None
            columns, body = head
            above, width = rows, _used(rows)
        elif columns and _is_rest(rows, above, columns, width):
            body = above = rows  # goes on from the page before
        else:
            columns = _without_head(rows) if role is SectionRole.RECOMMENDATIONS else {}
            body = above = rows
            width = _used(rows)
            band = None
        below = section
        kind = _kind_of(columns, role)
        if kind is not None and role not in _PASSED:
            band = _read(body, columns, kind, drafts, band)
    return drafts


def _tables(found: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Runs of paragraphs that stand in one table of one page."""
    current: list[Paragraph] = []
    for paragraph in found:
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


def _rows(table: list[Paragraph]) -> list[_Row]:
    rows: dict[int, dict[int, list[Paragraph]]] = {}
    for paragraph in table:
        assert paragraph.first.cell is not None  # noqa: S101 - _tables has looked
        _, row, column = paragraph.first.cell
        rows.setdefault(row, {}).setdefault(column, []).append(paragraph)
    return [_Row(rows[key]) for key in sorted(rows)]


def _is_rest(rows: list[_Row], above: list[_Row], columns: dict[str, int], width: set[int]) -> bool:
    """Whether a table without a head goes on with one above: as wide, or with a row cut short."""
    used = _used(rows)
    if all(paragraph.bold for cell in rows[0].cells.values() for paragraph in cell):
        return False  # it has a head of its own, whose words are not known
    if len(used) == len(width):
        return True
    page = _pages(rows[0])[0]
    first, last = _pages(above[-1])
    if not used < width or page - first != 1:
        return False
    return last == page or columns.get("number", 0) not in rows[0].cells


def _is_overleaf(rows: list[_Row], above: list[_Row]) -> bool:
    """Whether a table stands on the next page: with the same head it goes on there."""
    return bool(above) and _pages(rows[0])[0] - _pages(above[-1])[1] == 1


def _pages(row: _Row) -> tuple[int, int]:
    parts = [paragraph for cell in row.cells.values() for paragraph in cell]
    return min(p.page for p in parts), max(p.page_last for p in parts)


def _used(rows: list[_Row]) -> set[int]:
    return {column for row in rows for column in row.cells}


def _header(rows: list[_Row]) -> tuple[dict[str, int], list[_Row]] | None:
    """Names of the columns and the rows below them; None where no row names a column."""
    for i, row in enumerate(rows[:3]):
        names: dict[str, int] = {}
        for column in sorted(row.cells):
            text = row.text(column)
            name = kind_of_column(text) if len(text) < _LONGEST_NAME else None
            if name and name not in names:
                names[name] = column
        if len(names) >= 2 and names.keys() & set(_KINDS):
            return names, rows[i + 1 :]
    return None


def _without_head(rows: list[_Row]) -> dict[str, int]:
    """The columns of a numbered table whose head is not in it: those of numbers and of most words.

    Among recommendations alone; none where the first column does not count its rows.
    """
    numbers = [row.text(0).rstrip(".)") for row in rows]
    counts = (
        [str(int(numbers[0]) + i) for i in range(len(rows))]
        if numbers[0].isdecimal() and len(numbers[0]) < 4
        else []
    )
    if len(rows) < _FEWEST_ROWS or numbers != counts:
        return {}
    words = Counter({c: sum(len(row.text(c)) for row in rows) for c in _used(rows) - {0}})
    return {"number": 0, "recommendation": words.most_common(1)[0][0]} if words else {}


def _kind_of(columns: dict[str, int], role: SectionRole) -> Kind | None:
    """What the rows of a table are; None where they are no statements."""
    if "recommendation" in columns:
        return Kind.RECOMMENDATION
    if "action" in columns:
        planned = role in (SectionRole.ACTION_PLAN, SectionRole.RECOMMENDATIONS)
        return Kind.RECOMMENDATION if planned else None
    return next((kind for name, kind in _KINDS.items() if name in columns), None)


def _read(
    rows: list[_Row],
    columns: dict[str, int],
    kind: Kind,
    drafts: list[Draft],
    band: str | None,
) -> str | None:
    """Add a draft for each row; a row broken over two pages is one.

    `band` is the body whose rows go on from the table above; returns the one at the end.
    """
    main = next(columns[name] for name in _KINDS if name in columns)
    last = drafts[-1] if drafts else None
    for row in rows:
        if owner := _band(row):
            band = owner
            continue
        parts = row.cells.get(main, [])
        text = " ".join(p.text if i == 0 else p.full for i, p in enumerate(parts)).strip()
        number = row.text(columns.get("number", 0 if main else None)) or None
        if number and "number" not in columns and not _NUMBER.fullmatch(number):
            number = None  # the first column has no name, and holds more than numbers
        if last is not None and parts and number is None and _goes_on(last, row, columns, main):
            rest = " ".join(p.full for p in parts).strip()
            last.text = f"{last.text} {rest}"
            last.parts.extend(parts)
            continue
        if len(text) < SHORTEST:
            continue
        label = parts[0].label
        number = number or (label.number if label else None)
        title = _title(parts)
        if title is not None:
            parts = parts[1:]
            text = " ".join(p.full for p in parts).strip()
        last = Draft(kind, list(parts), "table:row", 0.9, number, text)
        if title is not None:
            last.fields["title"] = title
        for name, key in (("owner", "addressee"), ("timescale", "timescale")):
            value = row.text(columns.get(name))
            if value:
                last.fields[key] = value
        if band:
            last.fields["band"] = band
        drafts.append(last)
    return band


def _title(parts: Sequence[Paragraph]) -> str | None:
    """The title in bold that stands in the cell above its text, or None."""
    first, rest = parts[0], " ".join(p.full for p in parts[1:])
    title = first.text.strip()
    is_title = first.bold and not parts[-1].bold and not is_call(title)
    if is_title and len(title.split()) <= LONGEST_TITLE and len(rest) >= SHORTEST:
        return title.rstrip(" .:–—-")
    return None


def _band(row: _Row) -> str | None:
    """The body whose actions follow, where it alone stands across the table."""
    if len(row.cells) != 1:
        return None
    (column,) = row.cells
    return owner_in(row.text(column))


def _goes_on(last: Draft, row: _Row, columns: dict[str, int], main: int) -> bool:
    """Whether a row without a number is the rest of the row above or on the page before."""
    first = row.cells[main][0]
    if first.page - last.parts[-1].page_last > 1:
        return False
    if first.text[:1].islower() or (first.label and _is_later_part(first.label.number)):
        return True
    # Over the page break a row may be cut between two sentences: its shorter cells have ended.
    if first.page <= last.parts[-1].page_last:
        return False
    others = [columns[name] for name in ("owner", "timescale") if name in columns]
    ended = [column for column in others if column not in row.cells]
    if "number" in columns and last.number is not None:
        return bool(ended) or row.cells.keys() == {main}
    goes_on = any(row.text(column)[:1].islower() for column in others)
    return bool(last.fields and ended) and (goes_on or len(ended) == len(others))


def _is_later_part(number: str | None) -> bool:
    """(b), (iii): a part of what began above with (a) or (i)."""
    return bool(number and re.fullmatch(r"\(?(?:[b-hj-z]|i[iv]+|v|vi{0,3}|x)[.)]", number))
