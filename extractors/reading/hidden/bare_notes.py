"""Lines and polygons that are annotations without a drawing of their own: drawn as readers do.

PDFium draws squares, circles, ink and highlights of that kind from what the file says of them, but
not these. A thick line over a name hides it all the same.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.reading.handles import wide

_LINE, _POLYGON, _POLYLINE = (
    pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_POLYGON,
    pdfium.FPDF_ANNOT_POLYLINE,
)
_MOST, _MOST_POINTS = 2_000, 10_000  # annotations of a page, corners of one
_OPAQUE = 230  # of 255: what lets more through leaves letters legible
_USUAL_WIDTH, _WIDEST = 1.0, 1_000.0  # points
_NUMBER = rb"(-?\d*\.?\d+)"
_WIDTH = re.compile(rb"/W\s+" + _NUMBER)
# PDFium writes the entries of an annotation sorted by name. Before each of those that cannot be
# asked for, a mark of our own is set.
_MARKS = {b"BS": b"BR", b"C": b"BZ", b"IC": b"IB"}

Points = list[tuple[float, float]]


class _Bare(NamedTuple):
    """An annotation without a drawing: its number on the page, its kind, its corners."""

    number: int
    kind: int
    points: Points


def draw_bare_notes(document: Any, index: int, page: Any) -> None:
    """Give the lines and polygons of a page that have no drawing the one that readers show."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)
    bare = [found for i in range(count) if (found := _bare(page, i))]
    if not bare:
        return
    for each in bare:
        note = pdfium.FPDFPage_GetAnnot(page.raw, each.number)
        for mark in _MARKS.values():
            pdfium.FPDFAnnot_SetStringValue(note, mark, wide(str(each.number)))
        pdfium.FPDFPage_CloseAnnot(note)
    written = _written(document, index)
    for each in bare:
        note = pdfium.FPDFPage_GetAnnot(page.raw, each.number)
        _draw(note, each, written)
        pdfium.FPDFPage_CloseAnnot(note)


def _bare(page: Any, number: int) -> _Bare | None:
    note = pdfium.FPDFPage_GetAnnot(page.raw, number)
    try:
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind not in {_LINE, _POLYGON, _POLYLINE} or pdfium.FPDFAnnot_HasKey(note, b"AP"):
            return None
        points = _ends(note) if kind == _LINE else _corners(note)
        return _Bare(number, kind, points) if len(points) > 1 else None
    finally:
        pdfium.FPDFPage_CloseAnnot(note)


def _ends(note: Any) -> Points:
    start, end = pdfium.FS_POINTF(), pdfium.FS_POINTF()
    if not pdfium.FPDFAnnot_GetLine(note, start, end):
        return []
    return [(start.x, start.y), (end.x, end.y)]


def _corners(note: Any) -> Points:
    count = min(pdfium.FPDFAnnot_GetVertices(note, None, 0), _MOST_POINTS)
    points = (pdfium.FS_POINTF * count)()
    pdfium.FPDFAnnot_GetVertices(note, points, count)
    return [(point.x, point.y) for point in points]


def _written(document: Any, index: int) -> bytes:
    """The page as a file of its own, whose annotations are plain text; empty if it has no copy."""
    copy, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    try:
        copy.import_pages(document, [index])
        copy.save(out)
    except pypdfium2.PdfiumError:
        return b""
    finally:
        copy.close()
    return out.getvalue()


def _draw(note: Any, bare: _Bare, written: bytes) -> None:
    width = _width(note, bare.number, written)
    line = _colour(note, pdfium.FPDFANNOT_COLORTYPE_Color)
    fill = _colour(note, pdfium.FPDFANNOT_COLORTYPE_InteriorColor)
    has_line = width > 0 and _entry(b"C", bare.number, written) != b"[]"
    inner = _entry(b"IC", bare.number, written)
    has_fill = bare.kind == _POLYGON and inner not in {None, b"[]"}
    if not (line and fill and (has_line or has_fill)):
        return
    xs, ys = zip(*bare.points, strict=True)
    half = width / 2
    rect = pdfium.FS_RECTF(
        left=min(xs) - half, bottom=min(ys) - half, right=max(xs) + half, top=max(ys) + half
    )
    pdfium.FPDFAnnot_SetRect(note, rect)
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate(bare.points))
    close = " h" if bare.kind == _POLYGON else ""
    paint = "B" if has_line and has_fill else "S" if has_line else "f"
    look = f"{line} RG {fill} rg {width:.2f} w {path}{close} {paint}"
    pdfium.FPDFAnnot_SetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, wide(look))


def _width(note: Any, number: int, written: bytes) -> float:
    """How thick the pen is: by its style, else by its border."""
    style = _entry(b"BS", number, written)
    if style and (found := _WIDTH.search(style)):
        return min(float(found[1]), _WIDEST)
    cells = [ctypes.c_float() for _ in range(3)]
    if pdfium.FPDFAnnot_HasKey(note, b"Border") and pdfium.FPDFAnnot_GetBorder(note, *cells):
        return min(cells[2].value, _WIDEST)
    return _USUAL_WIDTH


def _colour(note: Any, of: int) -> str | None:
    """A colour as a drawing names it; None where it lets the text through."""
    cells: Sequence[ctypes.c_uint] = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFAnnot_GetColor(note, of, *cells) or cells[3].value < _OPAQUE:
        return None
    return " ".join(f"{cell.value / 255:.3f}" for cell in cells[:3])


def _entry(key: bytes, number: int, written: bytes) -> bytes | None:
    """What is under one key of an annotation: a dictionary or an array."""
    mark = b"/%b(%d)/%b" % (_MARKS[key], number, key)
    place = re.escape(mark) + rb"\s*(?:<<(.*?)>>|(\[[^\]]*\])|(\d+) 0 R)"
    found = re.search(place, written, re.DOTALL)
    if found is None:
        return None
    if found[3]:
        found = re.search(
            rb"\b%b 0 obj\s*(?:<<(.*?)>>|(\[[^\]]*\]))" % found[3], written, re.DOTALL
        )
        if found is None:
            return None
    return found[1] if found[1] is not None else b"".join(found[2].split())
