"""Annotations that are shown with a layer that is off.

PDFium draws them whether their layer is on or off, and does not say which. It writes the file anew
in plain text, where that can be read. Only files that have such annotations pay for it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.handles import wide

# PDFium writes the entries of an object sorted by name: our mark comes right before /OC.
_MARK = b"OB"
_OBJECT = rb"(?<!\d)%b 0 obj\s*(.*?)endobj"
_REFERENCE = re.compile(rb"(\d+) 0 R")
_DEFAULT = re.compile(rb"/D\s*(?:(\d+) 0 R|<<)")
_LIST = rb"/%b\s*(?:\[(.*?)\]|(\d+) 0 R)"
_POLICY = re.compile(rb"/P\s*/(\w+)")
_UNSURE = re.compile(rb"/VE\b|/ViewState\s*/OFF")


def notes_off(document: Any, page: Any, numbers: Sequence[int]) -> set[int]:
    """Those of the numbered annotations of a page whose layer is off, or may be."""
    for number in numbers:
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        pdfium.FPDFAnnot_SetStringValue(note, _MARK, wide(str(number)))
        pdfium.FPDFPage_CloseAnnot(note)
    out = io.BytesIO()
    document.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
    for number in numbers:  # the next page has annotations of the same numbers
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        pdfium.FPDFAnnot_SetStringValue(note, _MARK, wide(""))
        pdfium.FPDFPage_CloseAnnot(note)
    layers = _Layers(out.getvalue())
    return {number for number in numbers if not layers.is_on(layers.of_note(number))}


class _Layers:
    """Which layers of a file are on when it is opened."""

    def __init__(self, written: bytes) -> None:
        self._written = written
        at = written.rfind(b"/OCProperties")
        entry = re.compile(rb"/OCProperties\s*(?:(\d+) 0 R)?").match(written, max(at, 0))
        properties = written[at:] if at >= 0 else b""
        if entry and entry[1]:
            properties = self._object(entry[1])
        found = _DEFAULT.search(properties)
        self._default = b""
        if found:
            self._default = self._object(found[1]) if found[1] else properties[found.end() :]
        self._off, self._on = self._listed(b"OFF"), self._listed(b"ON")
        state = re.search(rb"/BaseState\s*/(\w+)", self._default)
        self._are_off = state is not None and state[1] != b"ON"

    def of_note(self, number: int) -> bytes | None:
        """The number of the object that says when an annotation is shown."""
        found = re.search(rb"/OB\(%d\)/OC\s+(\d+) 0 R" % number, self._written)
        return found[1] if found else None

    def is_on(self, number: bytes | None) -> bool:
        """Whether a layer, or a membership in layers, is surely on."""
        it = self._object(number) if number else b""
        if not (number and it) or _UNSURE.search(it):
            return False
        if b"/OCMD" not in it:
            return number in self._on if self._are_off else number not in self._off
        policy = _POLICY.search(it)
        groups = _REFERENCE.findall(it[it.find(b"/OCGs") :].split(b"]")[0])
        are_on = [self.is_on(group) for group in groups]
        return {
            b"AllOn": all(are_on),
            b"AnyOff": not all(are_on),
            b"AllOff": not any(are_on),
        }.get(policy[1] if policy else b"", any(are_on))

    def _object(self, number: bytes) -> bytes:
        found = re.search(_OBJECT % number, self._written, re.DOTALL)
        return found[1] if found else b""

    def _listed(self, name: bytes) -> set[bytes]:
        found = re.search(_LIST % name, self._default, re.DOTALL)
        if not found:
            return set()
        return {*_REFERENCE.findall(self._object(found[2]) if found[2] else found[1])}
