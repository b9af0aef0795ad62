"""Rows and cells of Word tables that are deleted or hidden: cut out with everything in them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.hidden.cuts import Cut, Open

_EMPTY = b"<w:p/>"  # a cell must hold a paragraph
_DELETED = frozenset({"del", "moveFrom"})


class BegunRows:
    """What is known of the rows, cells and tables that have begun, by where they begin."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._gone: dict[int, str] = {}  # rows and cells to be cut, with why
        self._kept: set[int] = set()  # tables of which a row stays
        self._content: dict[int, int] = {}  # where the content of a cell begins
        self.deletions = self.hidden = 0

    def ended(self, element: Open, at: int, end: int, around: Sequence[Open]) -> list[Cut]:
        """What to cut at the end of an element of a table."""
        if len(around) < 2:
            return []  # no Word file
        name, outer = element.name, around[-1].name
        is_row_gone = name in _DELETED or (name == "hidden" and self._is_on(element))
        if (outer == "trPr" and is_row_gone) or (outer == "tcPr" and name == "cellDel"):
            self._gone[around[-2].start] = name
        elif name == "tcPr":
            self._content[around[-1].start] = end
        elif name == "tc" and element.start in self._gone:
            self.deletions += 1
            return [Cut(self._content.get(element.start, element.inside), at, _EMPTY)]
        elif name == "tr":
            return self._row(element, end, around)
        elif name == "tbl" and element.start not in self._kept and at > element.inside:
            return [Cut(element.start, end)]
        return []

    def _row(self, row: Open, end: int, around: Sequence[Open]) -> list[Cut]:
        why = self._gone.get(row.start)
        if why is None:
            self._kept.update(e.start for e in around if e.name == "tbl")
            return []
        self.hidden += why == "hidden"
        self.deletions += why != "hidden"
        return [Cut(row.start, end)]

    def _is_on(self, element: Open) -> bool:
        tag = self._xml[element.start : element.inside]
        return not any(f'val="{no}"'.encode() in tag for no in ("0", "false", "off"))
