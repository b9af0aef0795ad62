"""A PDF's bytes to a `Reading`."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.reading.footnotes import mark_footnotes
from extractors.reading.furniture import body_size, mark_furniture
from extractors.reading.hyphens import settle_hyphens
from extractors.reading.lines import page_lines
from extractors.reading.shapes import page_shapes
from extractors.reading.words import page_words
from models.records import Page, Reading, Status

_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")
MAX_PAGES = 2_000  # reviews end well below 500 pages; more is a mistake or an attack


def read_pdf(data: bytes, document_id: str) -> Reading:
    """Read every page; never raises for a bad file: the status and message say what is wrong."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return _refused(document_id, data)
    try:
        return _read(document, document_id)
    finally:
        document.close()


def _refused(document_id: str, data: bytes) -> Reading:
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        message = "The PDF asks for a password. Ask the publisher for an open copy."
        return Reading(document_id, Status.ENCRYPTED, message=message)
    if b"%PDF-" not in data[:1024]:
        message = "The file is not a PDF. Open it to see what the address really gave."
        return Reading(
            document_id, Status.NOT_PDF, media_type="application/octet-stream", message=message
        )
    message = "The PDF is damaged and could not be opened. Fetch it again or ask the publisher."
    return Reading(document_id, Status.UNREADABLE, message=message)


def _read(document: Any, document_id: str) -> Reading:
    count = len(document)
    pages = [_page(document, i) for i in range(min(count, MAX_PAGES))]
    pages = list(mark_furniture(pages))
    size = body_size(pages)
    pages = [mark_footnotes(page, size) for page in pages]
    status, message = _status(pages, count)
    info = document.get_metadata_dict()
    return Reading(
        document_id=document_id,
        status=status,
        pages=settle_hyphens(pages),
        n_pages=count,
        message=message,
        pdf_title=info.get("Title") or None,
        pdf_created=_iso(info.get("CreationDate", "")),
        pdf_producer=info.get("Producer") or None,
    )


def _page(document: Any, index: int) -> Page:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0.0, 0.0, problem="The page could not be loaded.")
    try:
        width, height = page.get_size()
        lines = page_lines(page_words(page), page_shapes(page))
        return Page(index + 1, round(width, 1), round(height, 1), lines)
    finally:
        page.close()


def _status(pages: list[Page], count: int) -> tuple[Status, str | None]:
    if not count:
        return Status.UNREADABLE, "The PDF has no pages."
    empty = [page.number for page in pages if not page.lines]
    if len(empty) == len(pages):
        return Status.NO_TEXT, "No page has text: it is a scan, or its text is drawn as pictures."
    if count > len(pages):
        return Status.PARTIAL, f"Only the first {len(pages)} of {count} pages were read."
    if any(page.problem for page in pages):
        return Status.PARTIAL, "Some pages could not be loaded."
    return Status.OK, None


def _iso(stamp: str) -> str | None:
    match = _DATE.match(stamp)
    return "-".join(part for part in match.groups() if part) if match else None
