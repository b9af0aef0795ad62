"""The XML of an .odt without what its pages do not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.reading.hidden.cuts import Cut, Open, XmlError, cut
from extractors.reading.hidden.letter_spacing import is_squeezed
from extractors.reading.hidden.unprinted import Unprinted

# LibreOffice prints such a paragraph where it was set to show it while it is edited.
_HIDDEN = re.compile(rb"<\w+:hidden-paragraph\s[^>]*is-hidden=[\"']true[\"']")
_SECTION = re.compile(rb"<\w+:section\s[^>]*(?:display=[\"']none[\"']|is-hidden=[\"']true[\"'])")
_GROUND = re.compile(rb"fo:background-color=[\"']#000000[\"']")
_COLOUR = re.compile(rb"\sfo:color=[\"'][^\"']*[\"']")
_AUTO = re.compile(rb"\sstyle:use-window-font-color=[\"']true[\"']")
# Rows and columns that are folded away or filtered out: LibreOffice prints them all the same.
_FOLDED = re.compile(rb"\s\w+:visibility=[\"'](?:collapse|filter)[\"']")
_REPEATED = re.compile(rb"number-columns-repeated=[\"'](\d{1,4})[\"']")
# Letters that are formatted as hidden, which LibreOffice leaves out; programs within the text,
# which it prints.
_UNSHOWN = re.compile(rb"<\w+:text-properties\s[^>]*display=[\"']none[\"']")
# Words struck through with letters, as with X: with a line they count as struck out.
_STRUCK_WITH = re.compile(rb"\s\w+:text-line-through-text=[\"'][^\"']*[\"']")
# Letters that are closer than usual, and their size.
_CLOSER = re.compile(rb"fo:letter-spacing=[\"']-([\d.]+)(pt|cm|mm|in)[\"']")
_SIZE = re.compile(rb"fo:font-size=[\"']([\d.]+)pt[\"']")
_POINTS = {b"pt": 1.0, b"cm": 72 / 2.54, b"mm": 72 / 25.4, b"in": 72.0}
_SCRIPT = re.compile(rb"<\w+:script[\s>]")
_CUT = frozenset({"tracked-changes", "change", "change-start", "change-end", "script"})
# Fields that LibreOffice works out anew when it prints: what was saved with them is what was seen.
_FIELD = re.compile(
    rb"<text:(?:title|subject|keywords|description|(?:initial-)?creator|author-(?:name|initials)"
    rb"|sender-[a-z-]+|file-name|template-name|user-defined|user-field-get|variable-get|expression"
    rb"|conditional-text|database-display|(?:creation-|modification-|print-)?(?:date|time)"
    rb"|printed-by|editing-(?:cycles|duration)|(?:paragraph|word|character|table|image)-count"
    rb"|sequence|(?:bookmark|reference|sequence|note)-ref)(?=[\s/>])(?![^>]*:display=.none)"
)
_ROWS = frozenset({"table-row", "table-rows", "table-row-group"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_MOST_COLUMNS = 1_000


def odt_part(xml: bytes) -> tuple[bytes | None, Unprinted]:
    """A part as if its tracked changes had been accepted, or None if it has none."""
    signs = (_HIDDEN, _SECTION, _GROUND, _FOLDED, _UNSHOWN, _SCRIPT, _STRUCK_WITH, _CLOSER, _FIELD)
    if not (b"tracked-changes" in xml or any(sign.search(xml) for sign in signs)):
        return None, Unprinted()
    part = _Part(xml)
    try:
        return cut(xml, part.ended), Unprinted(part.deletions, part.hidden)
    except XmlError:
        return None, Unprinted()


class _Part:
    """One walk over a part's elements, and what it found."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self.deletions = self.hidden = 0
        self._gone: set[int] = set()  # elements to be cut, by where they begin
        self._columns: dict[int, list[bool]] = {}  # of tables: whether each column is folded away
        self._cells: dict[int, int] = {}  # of rows: how many cells have ended

    def ended(self, element: Open, at: int, end: int, around: Sequence[Open]) -> Sequence[Cut]:
        """What to cut at the end of an element."""
        name = element.name
        self.deletions += name == "deletion" and any(e.name == "tracked-changes" for e in around)
        if name in _CUT:
            return [Cut(element.start, end)]
        if _FIELD.match(self._xml, element.start):
            return [Cut(element.start, element.inside), Cut(at, end)]
        if name == "hidden-paragraph" and _HIDDEN.match(self._xml, element.start):
            self._gone.update(e.start for e in around[-1:])
        if name == "section" and _SECTION.match(self._xml, element.start):
            self._gone.add(element.start)
        if element.start in self._gone or (name in _ROWS and self._is_folded(element)):
            self.hidden += 1
            return [Cut(element.start, end)]
        if name == "table-column":
            self._column(element, around)
        if name == "text-properties" and _UNSHOWN.match(self._xml, element.start):
            self.hidden += 1
        if name in _CELLS:
            return self._cell(element, at, around)
        return self._look(element) if name == "text-properties" else []

    def _look(self, element: Open) -> list[Cut]:
        """Make letters black on black, and what strikes them through a line."""
        tag = self._tag(element)
        if _is_squeezed(tag) and b"text:display=" not in tag:
            self.hidden += 1
            return [_unshown(element, tag)]
        cuts = _blackened(self._xml, element)
        struck = _STRUCK_WITH.search(self._xml, element.start, element.inside)
        return [Cut(*struck.span())] if struck and not cuts else cuts

    def _is_folded(self, element: Open) -> bool:
        return _FOLDED.search(self._tag(element)) is not None

    def _tag(self, element: Open) -> bytes:
        return self._xml[element.start : element.inside]

    def _count(self, element: Open) -> int:
        repeated = _REPEATED.search(self._tag(element))
        return min(int(repeated[1]), _MOST_COLUMNS) if repeated else 1

    def _column(self, element: Open, around: Sequence[Open]) -> None:
        table = next((e.start for e in reversed(around) if e.name == "table"), -1)
        is_folded = [self._is_folded(element)] * self._count(element)
        self._columns.setdefault(table, []).extend(is_folded)

    def _cell(self, element: Open, at: int, around: Sequence[Open]) -> list[Cut]:
        """Empty a cell whose column is folded away."""
        row = next((e.start for e in reversed(around) if e.name == "table-row"), -1)
        table = next((e.start for e in reversed(around) if e.name == "table"), -1)
        number = self._cells.get(row, 0)
        self._cells[row] = number + self._count(element)
        columns = self._columns.get(table, [])
        if at > element.inside and number < len(columns) and columns[number]:
            self.hidden += 1
            return [Cut(element.inside, at)]
        return []


def _is_squeezed(tag: bytes) -> bool:
    """Whether letters are set so close that they lie over each other."""
    closer, size = _CLOSER.search(tag), _SIZE.search(tag)
    if closer is None:
        return False
    return is_squeezed(float(closer[1]) * _POINTS[closer[2]], float(size[1]) if size else None)


def _unshown(element: Open, tag: bytes) -> Cut:
    """Leave out letters of that look."""
    at = element.inside - len(b"/>" if tag.endswith(b"/>") else b">")
    return Cut(at, at, b' text:display="none"')


def _blackened(xml: bytes, element: Open) -> list[Cut]:
    """Black letters where the ground is black and their colour is left to the program."""
    tag = xml[element.start : element.inside]
    if not _GROUND.search(tag) or (_COLOUR.search(tag) and not _AUTO.search(tag)):
        return []
    plain = _COLOUR.sub(b"", _AUTO.sub(b"", tag))
    end = b"/>" if plain.endswith(b"/>") else b">"
    black = plain[: -len(end)] + b' fo:color="#000000"' + end
    return [Cut(element.start, element.inside, black)]
