"""Lines to paragraphs: across pages and columns, with the label and the bullet split off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from extractors.structure.begun_labels import with_labels_begun
from extractors.structure.counted_lists import count_lists
from extractors.structure.cut_boxes import before_box, with_whole_boxes
from extractors.structure.labels import Label, read_label
from extractors.structure.measure import Measure
from extractors.structure.paragraph import PagedLine, Paragraph, join_lines
from models.records import LineRole, Reading
from vocabulary.columns import kind_of_column
from vocabulary.statements import statement_words

_LONGEST_NOTE = 6  # paragraphs of a note beside the text
_TEXT_ROLES = frozenset({LineRole.BODY, LineRole.TABLE})
__all__ = ["PagedLine", "Paragraph", "join_lines", "paragraphs"]


def paragraphs(reading: Reading) -> list[Paragraph]:
    """All paragraphs of the body in reading order, table cells included."""
    flow = with_whole_boxes(
        [
            PagedLine(page.number, line)
            for page in reading.pages
            for line in page.lines
            if line.role in _TEXT_ROLES and (line.text or line.marker)
        ]
    )
    measure = Measure(flow)
    out: list[Paragraph] = []
    last: Paragraph | None = None  # what has the line before; not the last one in a cut row
    for placed in with_labels_begun([*_bullets_joined(flow)]):
        if goes_on := _begun(out, last, placed, measure):
            goes_on.lines.append(placed)
            last = goes_on
        else:
            out.append(_started(placed))
            measure.saw(out[-1])
            last = out[-1]
    out = [p for p in out if p.full.strip()]
    _mark_tables(out)
    count_lists(out)
    return out


def _begun(
    out: list[Paragraph], last: Paragraph | None, placed: PagedLine, measure: Measure
) -> Paragraph | None:
    """The paragraph that a line carries on: the last one, or the one before a note beside it.

    In a row that a page break cuts it is the one of its own column.
    """
    if placed.line.text[:1].islower():
        before = _before_note(out, placed)
        if before is not None and measure.continues(before, placed):
            return before
    if last is not None and measure.continues(last, placed):
        return last
    beside = before_box(out, placed)
    if beside is not None and measure.continues(beside, placed):
        return beside
    return next((p for p in _cut_row(out, placed) if measure.continues(p, placed)), None)


def _before_note(out: list[Paragraph], placed: PagedLine) -> Paragraph | None:
    """The paragraph before a note beside it that is set smaller, where a line follows the note."""
    for at in range(len(out) - 1, max(len(out) - 1 - _LONGEST_NOTE, 0), -1):
        note, before = out[at], out[at - 1]
        if note.first.size >= placed.line.size:
            return None
        if note.first.column != before.first.column:
            return before if note.first.size < before.first.size else None
    return None


def _cut_row(out: list[Paragraph], placed: PagedLine) -> Iterator[Paragraph]:
    """The last paragraph of each cell that the page before ends with, for a page's first row."""
    end = out[-1].first.cell if out else None
    cell = placed.line.cell
    if end is None or cell is None or cell[1] or out[-1].page + 1 != placed.page:
        return
    seen: set[int] = set()
    for paragraph in reversed(out):
        first = paragraph.first.cell
        if first is None or first[:2] != end[:2] or paragraph.page + 1 != placed.page:
            return
        if first[2] not in seen and paragraph.lines[-1].page < placed.page:
            yield paragraph
        seen.add(first[2])


def _mark_tables(paragraphs: list[Paragraph]) -> None:
    """A table of data has two rows with two filled cells, or is the rest of such a table."""
    rows: dict[tuple[int, int], dict[int, set[int]]] = {}
    for paragraph in paragraphs:
        if paragraph.first.cell is not None:
            table, row, column = paragraph.first.cell
            rows.setdefault((paragraph.page, table), {}).setdefault(row, set()).add(column)
    titled = {table: _title_rows(filled) for table, filled in rows.items()}
    heads = _short_rows(paragraphs)
    of_data = _of_data(rows, _named_rows(paragraphs, heads))
    for paragraph in paragraphs:
        if paragraph.first.cell is not None:
            place = paragraph.page, paragraph.first.cell[0]
            filled = rows[place].values()
            titles = titled[place]
            is_title = paragraph.bold and paragraph.first.cell[1] in titles
            is_above = is_title and (*place, max(titles) + 1) in heads
            paragraph.in_table = place in of_data and not is_above
            paragraph.in_panel = len(set().union(*filled)) == 1 or is_above


def _of_data(
    rows: dict[tuple[int, int], dict[int, set[int]]], named: set[tuple[int, int, int]]
) -> set[tuple[int, int]]:
    """The tables of data: page and number.

    `named` are the rows that name columns: one at the foot of a page is a table's head.
    """
    out: set[tuple[int, int]] = set()
    page, above = 0, set[int]()  # the last table of data, and all of its columns
    for table, filled in rows.items():
        columns = set().union(*filled.values())
        goes_on = table[0] - page == 1 and columns <= above
        is_head = any((*table, row) in named for row in filled)
        if goes_on or is_head or sum(len(cells) > 1 for cells in filled.values()) >= 2:
            out.add(table)
            page, above = table[0], above if goes_on else columns
        else:
            above = set()
    return out


def _title_rows(filled: dict[int, set[int]]) -> list[int]:
    """The rows at the top of a table with its first cell only: its title, how to fill it in."""
    out: list[int] = []
    for row in sorted(filled):
        if filled[row] != {0}:
            return out
        out.append(row)
    return out


def _short_rows(paragraphs: list[Paragraph]) -> set[tuple[int, int, int]]:
    """Page, table and row of the rows with a few words in each cell: names of columns."""
    lengths: dict[tuple[int, int, int], Counter[int]] = {}
    for paragraph in paragraphs:
        if paragraph.first.cell is not None:
            table, row, column = paragraph.first.cell
            words = lengths.setdefault((paragraph.page, table, row), Counter())
            words[column] += len(paragraph.full.split())
    return {
        place for place, words in lengths.items() if len(words) > 1 and max(words.values()) <= 8
    }


def _named_rows(
    paragraphs: list[Paragraph], short: set[tuple[int, int, int]]
) -> set[tuple[int, int, int]]:
    """Those of the short rows in which every cell names a column, one of them of statements."""
    kinds: dict[tuple[int, int, int], list[str | None]] = {}
    for paragraph in paragraphs:
        if paragraph.first.cell is not None:
            table, row, _ = paragraph.first.cell
            if (place := (paragraph.page, table, row)) in short:
                kinds.setdefault(place, []).append(kind_of_column(paragraph.full))
    stated = set(statement_words().kinds)
    return {place for place, names in kinds.items() if None not in names and stated & {*names}}


def _started(placed: PagedLine) -> Paragraph:
    label = read_label(placed.line.text)
    if placed.line.marker and label and label.kind is None and not _is_code(label):
        label = None  # a bullet's text may begin with a number; "CF1" and "Lesson 1:" name it
    return Paragraph([placed], label, placed.line.marker)


def _is_code(label: Label) -> bool:
    """Letters and a running number, as agencies count their own recommendations: "ASC2"."""
    return label.style == "word" or (label.style == "short" and " " not in (label.number or " "))


def _bullets_joined(flow: list[PagedLine]) -> Iterator[PagedLine]:
    """A bullet on a line of its own is given to the line after it."""
    waiting: str | None = None
    for placed in flow:
        if not placed.line.text:
            waiting = placed.line.marker
            continue
        if waiting and not placed.line.marker:
            yield PagedLine(placed.page, msgspec.structs.replace(placed.line, marker=waiting))
        else:
            yield placed
        waiting = None
