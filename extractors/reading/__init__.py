"""Bytes to pages of lines in reading order."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extractors.reading.attached import ZIP, Attached, attached_to, is_archive
from extractors.reading.hidden import with_deletions
from extractors.reading.office import OfficeError, as_pdf, word_type
from extractors.reading.pdf import read_pdf
from models.records import Reading, Status


def read(data: bytes | Path, document_id: str) -> Reading:
    """Read a file, given as its bytes or its path; a bad file ends in a status, not in an error."""
    if isinstance(data, Path):
        data = data.read_bytes()
    media_type = word_type(data)
    if is_archive(data):
        message = (
            "The file is a ZIP archive: the documents in it are read as documents of their own."
        )
        return Reading(document_id, Status.NOT_PDF, media_type=ZIP, message=message)
    if media_type is None:
        return read_pdf(data, document_id)
    try:
        printed = as_pdf(data, media_type)
    except OfficeError as error:
        return Reading(document_id, error.status, media_type=media_type, message=str(error))
    reading = with_deletions(read_pdf(printed.data, document_id), printed.deletions)
    # The PDF's producer and date are those of the conversion, not of the report.
    return msgspec.structs.replace(
        reading, media_type=media_type, pdf_created=None, pdf_producer=None
    )


def within(data: bytes | Path) -> list[Attached]:
    """The PDF and Word files that a file holds."""
    return attached_to(data.read_bytes() if isinstance(data, Path) else data)


__all__ = ["Attached", "read", "within"]
