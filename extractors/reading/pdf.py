"""A PDF's bytes to a `Reading`."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.reading import ocr
from extractors.reading.footnotes import mark_footnotes
from extractors.reading.furniture import body_size, mark_furniture
from extractors.reading.hyphens import settle_hyphens
from extractors.reading.lines import page_lines
from extractors.reading.shapes import page_shapes
from extractors.reading.usable import PICTURE, lacks_text
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
        return _lines(page, index + 1)
    finally:
        page.close()


def _lines(page: Any, number: int) -> Page:
    width, height = (round(side, 1) for side in page.get_size())
    words = page_words(page)
    lacking = lacks_text(page, words)
    if lacking is None:
        return Page(number, width, height, page_lines(words, page_shapes(page)))
    if not ocr.is_available():
        kept = page_lines(words, page_shapes(page)) if words and lacking == PICTURE else ()
        return Page(number, width, height, kept, problem=f"{lacking} {ocr.HOW_TO_GET}")
    seen = ocr.ocr_page(page)
    if seen is None:
        return Page(number, width, height, problem=f"{lacking} Tesseract could not read it.")
    lines = page_lines(seen.words, page_shapes(page))
    return Page(number, width, height, lines, ocr_confidence=seen.confidence)


def _status(pages: list[Page], count: int) -> tuple[Status, str | None]:
    if not count:
        return Status.UNREADABLE, "The PDF has no pages."
    problem = next((page.problem for page in pages if page.problem), None)
    if not any(page.lines for page in pages):
        what = "No page has text: it is a scan, or its text is drawn as pictures."
        missing = problem and not ocr.is_available()
        return Status.NO_TEXT, f"{what} {ocr.HOW_TO_GET}" if missing else what
    if count > len(pages):
        return Status.PARTIAL, f"Only the first {len(pages)} of {count} pages were read."
    if problem:
        return Status.PARTIAL, f"Some pages could not be read. {problem}"
    if any(page.ocr_confidence is not None for page in pages):
        return Status.SCANNED_OCR, None
    return Status.OK, None


def _iso(stamp: str) -> str | None:
    match = _DATE.match(stamp)
    return "-".join(part for part in match.groups() if part) if match else None
