"""Cells of the workbook: how wide, how high, how shown; and no text that could run."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

_HEAD = PatternFill("solid", fgColor="1F3A5F")
# Named, or bold text is set in another face than the rest.
_FACE = {"name": "Calibri", "size": 11}
_PLAIN, _BOLD = Font(**_FACE), Font(**_FACE, bold=True)
_WHITE = Font(**_FACE, bold=True, color="FFFFFF")
_LINK = Font(**_FACE, color="0563C1", underline="single")
# Set in, so that a word does not touch the number in the cell before it.
_WRAPPED = Alignment(wrap_text=True, vertical="top", indent=1)
_SHORT = Alignment(vertical="top", indent=1)
_TOP = Alignment(vertical="top")
# A page of the web or of this machine; no other program, no other machine's folder.
_ADDRESS = re.compile(r"(?:https?://|file:///)\S{1,2000}")
_LINKS = 65_530  # that Excel keeps in a sheet
# Characters that XML 1.0 cannot hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST = 32_767  # characters that Excel keeps in a cell
_CUT = " [cut: a cell has no room for more; the CSV and Parquet files have the full text]"
_WIDE = {
    "text": 80, "finding": 70, "recommendation": 70, "representative": 70, "definition": 70,
    "message": 60, "title": 45, "publisher": 32, "label": 32, "label_a": 32, "label_b": 32,
    "subjects": 30, "heading": 30, "section_path": 30, "url": 30, "page_url": 30, "agencies": 28,
    "addressee": 28, "themes": 34, "age_bands": 20, "timescale": 20, "agency": 26,
}  # fmt: skip
_ADDRESSES = ("url", "page_url")
_SHARES = ("share", "precision", "recall", "f1")
_LINE = 15.0  # points
_LINES = 27  # Excel shows rows of at most 409 points


def width(name: str, kind: pa.DataType) -> float:
    """Width of a column in characters; a date or time that does not fit shows as ####."""
    least = 20 if pa.types.is_timestamp(kind) else 12
    return _WIDE.get(name, max(least, len(name) + 4))


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Height in points of a row of (text, width of its column): not all programs work it out."""
    # Wrapping at words leaves about a tenth of each line empty.
    lines = [
        sum(max(1, math.ceil(len(line) / (0.9 * wide))) for line in text.split("\n"))
        for text, wide in texts
    ]
    return _LINE * min(max(lines, default=1), _LINES)


def row_texts(row: Iterable[tuple[str, Any]]) -> list[tuple[str, float]]:
    """Of (column, value), the texts that are wrapped, with the width of their column."""
    return [(v, _WIDE[n]) for n, v in row if n in _WIDE and isinstance(v, str)]


class Cells:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._n_links = 0

    def heading(self, name: str) -> WriteOnlyCell:
        """White on blue, bold."""
        cell = WriteOnlyCell(self._sheet, value=name)
        cell.fill, cell.font, cell.alignment = _HEAD, _WHITE, _SHORT
        return cell

    def text(self, words: str, *, bold: bool = False, wrap: bool = True) -> WriteOnlyCell:
        """Words; what begins with "=" is words too, also after somebody edits the cell."""
        words = _UNPRINTABLE.sub("", words)
        if len(words) > _MOST:
            words = words[: _MOST - len(_CUT)] + _CUT
        cell = WriteOnlyCell(self._sheet, value=words)
        cell.data_type, cell.alignment = "s", _WRAPPED if wrap else _SHORT
        cell.font = _BOLD if bold else _PLAIN
        if words[:1] in {"=", "+", "-", "@"}:
            cell.quotePrefix = True
        return cell

    def value(self, name: str, value: Any) -> WriteOnlyCell:
        """A value of the column `name`: lists joined by "; ", yes or no, addresses as links."""
        if isinstance(value, list):
            value = "; ".join(str(v) for v in value)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, str):
            cell = self.text(value, wrap=name in _WIDE)
            if name in _ADDRESSES and _ADDRESS.fullmatch(value):
                self._link(cell, value)
            return cell
        cell = WriteOnlyCell(self._sheet, value=value)
        cell.font, cell.alignment = _PLAIN, _TOP
        if isinstance(value, float):
            cell.number_format = "0.0%" if name in _SHARES else "0.00"
        return cell

    def _link(self, cell: WriteOnlyCell, address: str) -> None:
        if self._n_links < _LINKS:
            self._n_links += 1
            cell.hyperlink, cell.font = address, _LINK
