"""The rows of tables to drafts: what one cell states, and what goes on from the row above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.statements.draft import LONGEST_TITLE, SHORTEST, Draft
from extractors.statements.gate import BESIDE
from extractors.statements.grammar import is_call
from extractors.statements.owners import owner_in
from extractors.statements.table_columns import APPRAISAL, Columns, TableRow
from extractors.structure.paragraphs import Paragraph
from extractors.structure.spacing import ends_sentence
from models.records import Kind
from vocabulary.rules import asked

_NUMBER = re.compile(r"[A-Z]{0,2}\d{1,3}(?:\.\d{1,2})*[.)]?")
_PART = re.compile(r"\(?(\d{1,2})\.?([a-l])[.)]?")
_SAYS_NONE, _GOES_ON = asked("left_out", "says_none"), asked("left_out", "goes_on")
_WHO_AND_WHEN = (("owner", "addressee"), ("timescale", "timescale"))


class RowReader:
    """Reads the rows of the tables of a document, one after the other, into `drafts`.

    `band` is the body whose rows follow; it holds until a table that does not go on from the last.
    """

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.band: str | None = None
        self._last: dict[int, Draft] = {}  # of the row above, by column
        self._told: dict[int, str] = {}  # the words of the cell above, by column

    def read(self, rows: Sequence[TableRow], columns: Columns, stated: Mapping[int, Kind]) -> None:
        """Add the drafts of a table, column by column within a row.

        A row broken over two pages is one, and so is a cell that is beside several rows.
        """
        for row in rows:
            if owner := _band(row):
                self.band = owner
                continue
            before = len(self.drafts)
            new = self._read(row, columns, stated)
            for draft in self.drafts[before:]:
                draft.fields |= _fields(row, columns, stated, draft.kind)
                if self.band:
                    draft.fields["band"] = self.band
            self._last = new or self._last

    def _read(
        self, row: TableRow, columns: Columns, stated: Mapping[int, Kind]
    ) -> dict[int, Draft]:
        """Join what goes on from the row above; the last draft of each column that begins one."""
        joined = {column for column in stated if self._goes_on(row, columns, stated, column)}
        if any(_is_later(row.cells[column], self._last[column]) for column in joined):
            joined = {column for column in stated if column in self._last}
        new: dict[int, Draft] = {}
        for column, kind in stated.items():
            parts = row.cells.get(column, [])
            if column in joined:
                _join(self._last[column], parts)
                continue
            text = _text(parts)
            if len(stated) > 1 and text and text == self._told.get(column):
                continue  # a cell beside several rows, printed in each
            self._told[column] = text
            number = _number(row, columns, stated, column)
            for draft in _drafts(kind, parts, number, text, of_many=columns.get("owner") == 0):
                if column == columns.get(APPRAISAL):
                    draft.rule = "comment:cell"
                self.drafts.append(draft)
                new[column] = draft
        return new

    def _goes_on(
        self, row: TableRow, columns: Columns, stated: Mapping[int, Kind], column: int
    ) -> bool:
        """Whether a cell without a number is the rest of the one above or on the page before."""
        last, parts = self._last.get(column), row.cells.get(column, [])
        if last is None or not parts or _number(row, columns, stated, column):
            return False
        first = parts[0]
        if first.page - last.parts[-1].page_last > 1:
            return False
        if first.text[:1].islower() or (first.label and _is_later_part(first.label.number)):
            return True
        # Over the page break a row may be cut between two sentences: its shorter cells have ended.
        if not _is_later(parts, last):
            return False
        others = [at for name, _ in _WHO_AND_WHEN if (at := columns.get(name)) is not None]
        ended = [at for at in others if at not in row.cells]
        if columns.numbers and last.number is not None:
            return bool(ended) or row.cells.keys() <= stated.keys()
        goes_on = any(row.text(at)[:1].islower() for at in others)
        return bool(last.fields and ended) and (goes_on or len(ended) == len(others))


def _is_later(parts: Sequence[Paragraph], last: Draft) -> bool:
    """Whether a cell begins on a later page than the last paragraph of the one above.

    That paragraph may itself run over the page break: the cell then holds those behind it.
    """
    return bool(parts) and parts[0].page > last.parts[-1].page


def _join(last: Draft, parts: Sequence[Paragraph]) -> None:
    rest = " ".join(p.full for p in parts).strip()
    if rest:
        last.text = f"{last.text} {rest}"
        last.parts.extend(parts)


def _text(parts: Sequence[Paragraph]) -> str:
    return " ".join(p.text if i == 0 else p.full for i, p in enumerate(parts)).strip()


def _number(row: TableRow, columns: Columns, stated: Mapping[int, Kind], column: int) -> str | None:
    """The number of a row for one of its statements, or None."""
    at = columns.number(column, stated[column], is_only=len(stated) == 1)
    if at is not None:
        label = row.cells[at][0].label if at in row.cells else None
        is_label = label is not None and label.kind is not None and label.number is not None
        return label.number if label and is_label else row.text(at) or None
    if columns.numbers or 0 in stated:
        return None
    number = row.text(0)  # the first column has no name, and may hold more than numbers
    return number if _NUMBER.fullmatch(number) else None


def _drafts(
    kind: Kind, parts: Sequence[Paragraph], number: str | None, text: str, *, of_many: bool
) -> list[Draft]:
    """What a cell states: nothing, one statement, or one with each of its paragraphs.

    `of_many` is true where the row may hold all that one agency was advised.
    """
    if len(parts) > 1 and _are_apart(kind, parts, number, of_many=of_many):
        own = None if _are_counted(parts) else number
        return [
            draft
            for p in parts
            for draft in _drafts(kind, [p], own, p.text.strip(), of_many=of_many)
        ]
    if len(text) < SHORTEST or _SAYS_NONE.find(text):
        return []
    label = parts[0].label
    if label and label.number and (number is None or label.kind is kind):
        number = label.number
    title = _title(parts)
    if title is not None:
        parts = parts[1:]
        text = " ".join(p.full for p in parts).strip()
    draft = Draft(kind, list(parts), "table:row", 0.9, number, text)
    if title is not None:
        draft.fields["title"] = title
    return [draft]


def _are_apart(
    kind: Kind, parts: Sequence[Paragraph], number: str | None, *, of_many: bool
) -> bool:
    """Whether each paragraph of a cell is a statement by itself.

    List items are, and what counts on. Other paragraphs are if they are whole sentences and the row has no number. In a
    column of advice that holds only where a cell may have all of one agency's: elsewhere the second
    paragraph gives the reasons.
    """
    is_advice = kind is Kind.RECOMMENDATION
    if (not is_advice and all(p.marker for p in parts)) or _are_counted(parts):
        return True
    texts = [p.text.strip() for p in parts]
    if number is not None or not all(ends_sentence(t) and len(t) >= SHORTEST for t in texts):
        return False
    return not is_advice or (of_many and not any(BESIDE.find(t) or _GOES_ON.find(t) for t in texts))


def _are_counted(parts: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs of a cell count on: 3a, 3b."""
    found = [_PART.fullmatch(p.label.number or "") if p.label else None for p in parts]
    counted = [(match[1], match[2]) for match in found if match]
    letters = "abcdefghijkl"[: len(parts)]
    return len(counted) == len(parts) and counted == [(counted[0][0], c) for c in letters]


def _title(parts: Sequence[Paragraph]) -> str | None:
    """The title in bold that is in the cell above its text, or None."""
    first, rest = parts[0], " ".join(p.full for p in parts[1:])
    title = first.text.strip()
    is_title = first.bold and not parts[-1].bold and not is_call(title)
    if is_title and len(title.split()) <= LONGEST_TITLE and len(rest) >= SHORTEST:
        return title.rstrip(" .:–—-")
    return None


def _fields(
    row: TableRow, columns: Columns, stated: Mapping[int, Kind], kind: Kind
) -> dict[str, str]:
    """Owner and timescale of the row; the time is that of its recommendation, if it has one."""
    out = {}
    for name, field in _WHO_AND_WHEN:
        value = row.text(columns.get(name))
        is_other = Kind.RECOMMENDATION in stated.values() and kind is not Kind.RECOMMENDATION
        if value and not (name == "timescale" and is_other):
            out[field] = value
    return out


def _band(row: TableRow) -> str | None:
    """The body whose actions follow, where it alone fills a row of the table."""
    if len(row.cells) != 1:
        return None
    (column,) = row.cells
    return owner_in(row.text(column))


def _is_later_part(number: str | None) -> bool:
    """(b), (iii): a part of what began above with (a) or (i)."""
    return bool(number and re.fullmatch(r"\(?(?:[b-hj-z]|i[iv]+|v|vi{0,3}|x)[.)]", number))
