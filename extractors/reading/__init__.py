"""Bytes to pages of lines in reading order."""

from __future__ import annotations

from pathlib import Path

from extractors.reading.pdf import read_pdf
from models.records import Reading


def read(data: bytes | Path, document_id: str) -> Reading:
    """Read a file, given as its bytes or its path; a bad file ends in a status, not in an error."""
    if isinstance(data, Path):
        data = data.read_bytes()
    return read_pdf(data, document_id)


__all__ = ["read"]
