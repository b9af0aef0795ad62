"""Marks on page objects: optional content, and text that a file gives instead of what it shows."""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.handles import asked, page_object

_count_marks = asked(pdfium.FPDFPageObj_CountMarks)
STRING = pdfium.FPDF_OBJECT_STRING
KEY = b"ActualText"  # a mark with this key as a string gives other text for what is drawn
_LAYER = b"O\0C\0\0\0"
_MOST = 8_000  # bytes of a replacement


def replacement(item: int) -> tuple[int, str] | None:
    """The mark that carries /ActualText, as a number, and its text; None where there is none."""
    for mark in _marks(item):
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, KEY) == STRING:
            size = ctypes.c_ulong()
            buffer = (ctypes.c_ubyte * _MOST)()
            pdfium.FPDFPageObjMark_GetParamBlobValue(mark, KEY, buffer, _MOST, size)
            text = _decoded(bytes(buffer)[: min(size.value, _MOST)])
            return ctypes.cast(mark, ctypes.c_void_p).value or 0, text
    return None


def without_replacement(item: int) -> None:
    """Take every mark with /ActualText off a text object."""
    handle = page_object(item)
    for mark in list(_marks(item)):
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, KEY) == STRING:
            pdfium.FPDFPageObj_RemoveMark(handle, mark)


def with_replacement(page: Any, item: int, text: str) -> None:
    """Put /ActualText on a text object."""
    handle = page_object(item)
    mark = pdfium.FPDFPageObj_AddMark(handle, b"Span")
    data = codecs.BOM_UTF16_BE + text.encode("utf-16-be", errors="replace")
    value = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    pdfium.FPDFPageObjMark_SetBlobParam(page.pdf.raw, handle, mark, KEY, value, len(data))


def _decoded(data: bytes) -> str:
    """The text of a PDF's string: its first bytes give its encoding."""
    if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return data.decode("utf-16", errors="replace")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    return data.decode("cp1252", errors="replace")


def is_layer(mark: int | None) -> bool:
    """Whether a mark, given by its address, begins optional content."""
    size = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * 8)()
    handle = ctypes.cast(ctypes.c_void_p(mark), pdfium.FPDF_PAGEOBJECTMARK)
    has_name = pdfium.FPDFPageObjMark_GetName(handle, buffer, 16, size)
    return bool(has_name) and bytes(buffer)[:6] == _LAYER


def _marks(item: int) -> Iterator[Any]:
    handle = page_object(item)
    for i in range(max(0, _count_marks(item))):
        yield pdfium.FPDFPageObj_GetMark(handle, i)
