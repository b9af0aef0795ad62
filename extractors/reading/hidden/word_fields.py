"""Fields of Word files: what was saved with them is what their readers see.

LibreOffice works fields out anew when it prints: a property that no page shows (a comment, another
title, the name of our own copy) would take the place of the words, an IF would leave none at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.reading.hidden.cuts import Cut, Open

# Those that LibreOffice works out anew, but for what depends on its own pages, such as PAGE.
_SAVED = (
    "author title subject keywords comments filename lastsavedby docproperty info createdate"
    " savedate printdate date time numwords numchars revnum edittime template username userinitials"
    " useraddress docvariable if compare seq mergefield ref pageref noteref quote includetext"
    " filesize fillin dde ddeauto link"
).split()
_KIND = re.compile(rf"\s*(?:{'|'.join(_SAVED)})\b".encode(), re.IGNORECASE)
_INSTRUCTION = re.compile(rb"\s(?:\w+:)?instr=[\"']([^\"']*)")
_CHANGES = re.compile(rb"fldCharType=[\"'](\w+)[\"']")
_PARTS = frozenset({"instrText", "delInstrText", "t", "tab", "br", "cr"})
FIELDS = frozenset({"fldSimple", "fldChar", *_PARTS})
# In an .rtf the instruction is a group of its own; a group that is not known is passed over.
_OF_RTF = re.compile(
    rf"(?:\\\*\s*)?\\fldinst(?=(?:\\[a-z]+-?\d* ?|[{{}}\s])*(?:{'|'.join(_SAVED)})\b)".encode(),
    re.IGNORECASE,
)
_PASSED_OVER = rb"\\*\\instructionleftout"


def with_saved_results(rtf: bytes) -> bytes:
    """An .rtf whose fields keep what was saved with them."""
    return _OF_RTF.sub(_PASSED_OVER, rtf)


class _Field:
    """A field that has begun: its instruction so far, and what it is made of beside its result."""

    def __init__(self) -> None:
        self.instruction = b""
        self.marks: list[Cut] = []
        self.is_instruction = True


class Fields:
    """The fields of one part, met in the order of the text."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._open: list[_Field] = []

    def ended(self, element: Open, at: int, end: int) -> Sequence[Cut]:
        """What to cut so that a field's saved result is plain text."""
        if element.name == "fldSimple":
            told = _INSTRUCTION.search(self._xml, element.start, element.inside)
            is_saved = told is not None and _KIND.match(told[1])
            return [Cut(element.start, element.inside), Cut(at, end)] if is_saved else []
        if element.name == "fldChar":
            return self._mark(element, end)
        for field in self._open:
            if field.is_instruction:
                field.marks.append(Cut(element.start, end))
        if self._open and self._open[-1].is_instruction and element.name not in {"tab", "br"}:
            self._open[-1].instruction += self._xml[element.inside : at]
        return []

    def _mark(self, element: Open, end: int) -> Sequence[Cut]:
        """Where a field begins, where its result begins, and where it ends."""
        found = _CHANGES.search(self._xml, element.start, element.inside)
        change = found[1] if found else b""
        if change == b"begin":
            self._open.append(_Field())
        for field in self._open[:-1]:
            if field.is_instruction:
                field.marks.append(Cut(element.start, end))
        if not self._open:
            return []
        field = self._open[-1]
        field.marks.append(Cut(element.start, end))
        if change == b"separate":
            field.is_instruction = False
        if change != b"end":
            return []
        self._open.pop()
        return field.marks if _KIND.match(field.instruction) else []
