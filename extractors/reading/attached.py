"""Documents within a file: what is attached to a PDF, and what a ZIP archive holds."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.reading.office import word_type

ZIP = "application/zip"
_MOST = 50  # documents of one file
_MOST_BYTES = 200 * 2**20
_ZIP_HEAD = b"PK\x03\x04"
_PDF_HEAD = b"%PDF-"


class Attached(NamedTuple):
    """A document within another, by the name that it has there."""

    name: str
    data: bytes


def is_archive(data: bytes) -> bool:
    """Whether a file is a ZIP archive that is no Word file."""
    return data.startswith(_ZIP_HEAD) and word_type(data) is None


def attached_to(data: bytes) -> list[Attached]:
    """The PDF and Word files within a file, in its order; nothing where it cannot be opened."""
    found = _in_archive(data) if is_archive(data) else _in_pdf(data)
    out: list[Attached] = []
    left = _MOST_BYTES
    for item in found:
        left -= len(item.data)
        if len(out) == _MOST or left < 0:
            break
        if _PDF_HEAD in item.data[:1024] or word_type(item.data) is not None:
            out.append(item)
    return out


def _in_archive(data: bytes) -> Iterator[Attached]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError):
        return
    for entry in archive.infolist()[: 20 * _MOST]:
        if entry.is_dir() or entry.file_size > _MOST_BYTES:
            continue
        try:
            # An entry's size is what it says; no more than that is unpacked.
            with archive.open(entry) as file:
                content = file.read(entry.file_size)
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, zlib.error):
            continue
        yield Attached(PurePosixPath(entry.filename).name, content)


def _in_pdf(data: bytes) -> Iterator[Attached]:
    if b"EmbeddedFile" not in data and b"/ObjStm" not in data:
        return
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        yield from _of_document(document)
    finally:
        document.close()


def _of_document(document: Any) -> Iterator[Attached]:
    for i in range(min(pdfium.FPDFDoc_GetAttachmentCount(document.raw), 20 * _MOST)):
        try:
            item = document.get_attachment(i)
            yield Attached(PurePosixPath(item.get_name()).name, bytes(item.get_data()))
        except pypdfium2.PdfiumError:
            continue
