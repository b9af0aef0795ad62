"""Annotations that lie over a page's text, and areas marked for redaction."""

from __future__ import annotations

from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.hidden.matrix import Sides

# Links have no look of their own; a pop-up is shown on a click.
WITHOUT_LOOK = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
# Signs that a reader can move or close: they are on a page, not in its text.
SIGNS = frozenset(
    {
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
        pdfium.FPDF_ANNOT_SOUND,
        pdfium.FPDF_ANNOT_MOVIE,
    }
)
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


class AnnotationPlaces(NamedTuple):
    """Places of annotations in page space: over text, marking redactions, striking text out."""

    over: list[Sides]
    marked: list[Sides]
    struck: list[Sides]


def notes_of(page: Any) -> AnnotationPlaces:
    """The annotations of a pypdfium2 page that can matter to its text; signs are not drawn."""
    notes, rect = AnnotationPlaces([], [], []), pdfium.FS_RECTF()
    for i in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, i)
        if not note:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            if kind in WITHOUT_LOOK or not pdfium.FPDFAnnot_GetRect(note, rect):
                continue
            is_shown = not pdfium.FPDFAnnot_GetFlags(note) & _NOT_SHOWN
            if not is_shown and kind != pdfium.FPDF_ANNOT_REDACT:
                continue
            if kind in SIGNS:
                pdfium.FPDFAnnot_SetFlags(note, pdfium.FPDF_ANNOT_FLAG_HIDDEN)
                continue
            whole = (rect.left, rect.bottom, rect.right, rect.top)
            if kind == pdfium.FPDF_ANNOT_STRIKEOUT:
                notes.struck.extend(_quads(note) or [whole])
                continue
            if kind == pdfium.FPDF_ANNOT_REDACT:
                notes.marked.extend(_quads(note) or [whole])
            notes.over.append(whole)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return notes


def _quads(note: Any) -> list[Sides]:
    """The parts of a redaction that runs over several lines."""
    out, quad = [], pdfium.FS_QUADPOINTSF()
    for i in range(pdfium.FPDFAnnot_CountAttachmentPoints(note)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(note, i, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            out.append((min(xs), min(ys), max(xs), max(ys)))
    return out
