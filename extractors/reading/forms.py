"""Filled form fields and typed-on text: made part of the page, so that they are read in place.

PDFium's text of a page leaves annotations out. Flattening the page in memory draws what they show
where they show it. Notes that open on a click remain notes.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection
from textwrap import wrap
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.reading.handles import wide
from extractors.reading.hidden.matrix import Sides
from extractors.reading.hidden.notes import SIGNS, WITHOUT_LOOK

_TYPED = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT})
_MOST = 2_000  # annotations of a page that are looked at
_SMALL = 0.05  # of a page's size: only that it is drawn matters
_CLEAR = 0.1
_MOST_BYTES = 40_000  # of the text of one box
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s+Tf")
_USUAL_SIZE, _LETTER = 11.0, 0.5  # points; the width of most letters, in sizes
_ESCAPED = re.compile(r"[()\\]|[^\x20-\x7e]")
_MOST_PAGES = 20
FEW_CHARACTERS = 1_500  # of a document: a form that is still to be filled by Adobe's program
XFA = (
    "The file is a form (XFA) whose content only Adobe Reader shows. Open it there, print it to "
    "a new PDF and add that file."
)


def has_typed_text(page: Any) -> bool:
    """Whether a pypdfium2 page has form fields or text boxes laid over it."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        is_typed = kind in _TYPED or (kind == pdfium.FPDF_ANNOT_STAMP and _holds_text(annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
        if is_typed:
            return True
    return False


def _holds_text(stamp: Any) -> bool:
    """Whether a stamp has words, and is not a signature or a picture."""
    count = min(pdfium.FPDFAnnot_GetObjectCount(stamp), _MOST)
    objects = (pdfium.FPDFAnnot_GetObject(stamp, i) for i in range(count))
    return any(pdfium.FPDFPageObj_GetType(o) == pdfium.FPDF_PAGEOBJ_TEXT for o in objects if o)


def flatten(page: Any, off: Collection[int]) -> bool:
    """Draw the annotations into the page; whether it changed and must be loaded anew.

    Those that are for print alone stay out: the page on the screen does not show them. So do those
    numbered in `off`, whose layer is off.
    """
    is_bare = False
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in SIGNS or pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_NOVIEW:
            pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_HIDDEN)
        elif kind == pdfium.FPDF_ANNOT_FREETEXT:
            _give_look(annotation)
        elif kind not in WITHOUT_LOOK:
            is_bare |= not pdfium.FPDFAnnot_HasKey(annotation, b"AP")
        if index in off:
            pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_HIDDEN)
        pdfium.FPDFPage_CloseAnnot(annotation)
    if is_bare:  # a box drawn over words may come without a drawing of it: drawn once, it has one
        page.render(scale=_SMALL)
    done = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    return bool(done == pdfium.FLATTEN_SUCCESS)


def in_layers(page: Any) -> list[int]:
    """The annotations, by number, that are shown with a layer."""
    found = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if pdfium.FPDFAnnot_HasKey(annotation, b"OC"):
            found.append(index)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def typed_boxes(page: Any, numbers: Collection[int]) -> list[Sides]:
    """Where the fields and text boxes among the numbered annotations are, in page space."""
    found, rect = [], pdfium.FS_RECTF()
    for index in sorted(numbers):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if pdfium.FPDFAnnot_GetSubtype(annotation) in _TYPED:
            pdfium.FPDFAnnot_GetRect(annotation, rect)
            found.append((rect.left, rect.bottom, rect.right, rect.top))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _give_look(annotation: Any) -> None:
    """Draw the text of a text box that comes without a drawing of it, as a PDF reader would."""
    rect, contents = pdfium.FS_RECTF(), _string(annotation, b"Contents")
    has_look = pdfium.FPDFAnnot_HasKey(annotation, b"AP") or _is_clear(annotation)
    if has_look or not contents or not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return
    style = _string(annotation, b"DA")
    size = _SIZE.search(style)
    points = (float(size[1]) if size else 0.0) or _USUAL_SIZE
    if not size:
        style = f"/Helv {points} Tf {style}"
    width = max(1, int(abs(rect.right - rect.left) / (_LETTER * points)))
    lines = [line for part in contents.splitlines() for line in wrap(part, width)]
    shown = " T* ".join(f"({_ESCAPED.sub(_escaped, line)}) Tj" for line in lines)
    x, y = rect.left + 2, max(rect.top, rect.bottom) - points - 1
    content = f"BT {style} {1.2 * points:.1f} TL {x:.1f} {y:.1f} Td {shown} ET"
    pdfium.FPDFAnnot_SetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, wide(content))


def _is_clear(annotation: Any) -> bool:
    """Whether a text box has so little opacity that nobody can read it."""
    opacity = ctypes.c_float()
    has_one = pdfium.FPDFAnnot_GetNumberValue(annotation, b"CA", opacity)
    return bool(has_one) and opacity.value < _CLEAR


def _string(annotation: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(max(2, min(size, _MOST_BYTES)))
    wide = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(annotation, key, wide, len(buffer))
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0")


def _escaped(match: re.Match[str]) -> str:
    """A sign as a string of a drawing can hold it: in the code of Windows, by its number."""
    return "".join(f"\\{byte:03o}" for byte in match[0].encode("cp1252", errors="replace"))


def may_be_unfilled(document: Any) -> bool:
    """Whether the pages may only ask to be opened in a program that can show the form (XFA).

    Ask before the pages are read: flattened, they have no fields any more.
    """
    kind = document.get_formtype()
    if kind == pdfium.FORMTYPE_XFA_FOREGROUND:  # the pages show such a form if they have its fields
        return not any(_has_fields(document, i) for i in range(min(len(document), _MOST_PAGES)))
    return bool(kind == pdfium.FORMTYPE_XFA_FULL)


def _has_fields(document: Any, index: int) -> bool:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return False
    try:
        return has_typed_text(page)
    finally:
        page.close()
