"""Files that hold documents: zip archives, and PDF portfolios with reports attached to a cover."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from extractors.reading.word_types import word_type

_ZIP = b"PK\x03\x04"
_MOST_PARTS = 200
_PINNED_PAGES = 2  # pages on which attached files are looked for: those of a covering letter
_MOST_BYTES = 500 * 2**20  # of all parts together
_MOST_RATIO = 200  # a PDF packs two or three times, not two hundred


class Part(NamedTuple):
    """A document within a file: its name there and its bytes."""

    name: str
    content: bytes


def parts_of(data: bytes) -> tuple[Part, ...]:
    """The PDF and Word documents that a zip archive or a PDF holds besides its own pages."""
    if data.startswith(_ZIP):
        return () if word_type(data) else tuple(_zipped(data))
    if b"%PDF-" in data[:1024]:
        return tuple(_attached(data))
    return ()


def _is_document(content: bytes) -> bool:
    return content.startswith(b"%PDF-") or word_type(content) is not None


def _zipped(data: bytes) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            left = _MOST_BYTES
            for entry in archive.infolist()[:_MOST_PARTS]:
                is_bomb = entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
                if entry.is_dir() or is_bomb or entry.file_size > left or entry.flag_bits & 1:
                    continue
                content = archive.read(entry)
                left -= len(content)
                if _is_document(content):
                    yield Part(entry.filename.rsplit("/", 1)[-1], content)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return


def _attached(data: bytes) -> Iterator[Part]:
    # A run without news opens no file, and need not wait for PDFium.
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        left = _MOST_BYTES
        for attachment in attachments_of(document):
            try:
                content = bytes(attachment.get_data())
            except pypdfium2.PdfiumError:
                continue
            left -= len(content)
            if left > 0 and _is_document(content):
                yield Part(attachment.get_name(), content)
    finally:
        document.close()


def attachments_of(document: Any) -> Iterator[Any]:
    """The files that a pypdfium2 document holds, in its list or pinned to its first pages."""
    import pypdfium2  # noqa: PLC0415
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    for index in range(min(pdfium.FPDFDoc_GetAttachmentCount(document.raw), _MOST_PARTS)):
        yield document.get_attachment(index)
    for number in range(min(len(document), _PINNED_PAGES)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        try:
            for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_PARTS)):
                note = pdfium.FPDFPage_GetAnnot(page.raw, index)
                held = pdfium.FPDFAnnot_GetFileAttachment(note) if note else None
                if held:
                    yield pypdfium2.PdfAttachment(held, document)
                pdfium.FPDFPage_CloseAnnot(note)
        finally:
            page.close()
