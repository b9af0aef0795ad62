"""A file of any kind that reviews come in: from its bytes to pages of lines in reading order."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extractors.reading.containers import parts_of
from extractors.reading.hidden import with_unprinted
from extractors.reading.office import OfficeError, as_pdf
from extractors.reading.pdf import read_pdf
from extractors.reading.word_types import word_type
from models.records import Reading, Status

_PARTS = (
    "They are read as documents of their own where a folder is read; else unpack it and add them."
)
_ZIP = "application/zip"


def read(data: bytes | Path, document_id: str) -> Reading:
    """Read a file, given as its bytes or its path; a bad file ends in a status, not in an error."""
    if isinstance(data, Path):
        data = data.read_bytes()
    media_type = word_type(data)
    if media_type is None and data.startswith(b"PK"):
        return _unpacked(data, document_id)
    if media_type is None:
        return read_pdf(data, document_id)
    try:
        printed = as_pdf(data, media_type)
    except OfficeError as error:
        return Reading(document_id, error.status, media_type=media_type, message=str(error))
    reading = with_unprinted(read_pdf(printed.data, document_id), printed.found)
    # The PDF's date is that of the conversion, not of the report.
    return msgspec.structs.replace(reading, media_type=media_type, pdf_created=None)


def _unpacked(data: bytes, document_id: str) -> Reading:
    """A zip archive: read where it holds one document, otherwise reported."""
    parts = parts_of(data)
    if len(parts) != 1:
        many = f"{len(parts)} documents. {_PARTS}"
        what = many if parts else "no PDF or Word file. Open it to see what it is."
        message = f"The file is a zip archive with {what}"
        return Reading(document_id, Status.NOT_PDF, media_type=_ZIP, message=message)
    reading = read(parts[0].content, document_id)
    message = "The file is a zip archive; the one document in it was read."
    told = f"{message} {reading.message}" if reading.message else message
    return msgspec.structs.replace(reading, message=told)
