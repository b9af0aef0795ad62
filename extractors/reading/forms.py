"""Filled form fields and typed-on text: made part of the page, so that they are read in place.

PDFium's text of a page leaves annotations out. Flattening the page in memory draws what they show
where they show it; notes that open on a click stay notes.
"""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

_TYPED = frozenset({pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT})
_MOST = 2_000  # annotations of a page that are looked at
_FEW_CHARACTERS = 1_500  # of a document: a form that is still to be filled by Adobe's program
XFA = (
    "The file is a form (XFA) whose content only Adobe Reader shows. Open it there, print it to "
    "a new PDF and add that file."
)


def has_typed_text(page: Any) -> bool:
    """Whether a pypdfium2 page has form fields or text boxes laid over it."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _TYPED:
            return True
    return False


def flatten(page: Any) -> bool:
    """Draw the annotations into the page; whether it changed and must be loaded anew.

    Those that are for print alone stay out: the page on the screen does not show them.
    """
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_NOVIEW:
            pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_HIDDEN)
        pdfium.FPDFPage_CloseAnnot(annotation)
    done = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    return bool(done == pdfium.FLATTEN_SUCCESS)


def is_unfilled_xfa(document: Any, characters: int) -> bool:
    """Whether the pages only ask to be opened in a program that can show the form."""
    is_xfa = document.get_formtype() == pdfium.FORMTYPE_XFA_FULL
    return is_xfa and characters < _FEW_CHARACTERS
