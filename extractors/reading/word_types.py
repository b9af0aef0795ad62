"""Which word processor a file belongs to. Loads at once: every file of a folder is asked."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
MANIFEST, MOST_MANIFEST = "META-INF/manifest.xml", 2**20
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = (b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word_type(data: bytes) -> str | None:
    """The media type of a Word processor's file, from its bytes; None for anything else."""
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(OLE):
        if _stream("EncryptedPackage") in data:
            return DOCX
        return DOC if _stream("WordDocument") in data else None
    if not data.startswith(b"PK\x03\x04"):
        return None
    if ODT.encode() in data[:200] or _is_packed_odt(data):
        return ODT
    # The name is in the file even where the archive is damaged.
    if b"word/document.xml" in data and not _is_within(data):
        return DOCX
    if _CONTENT_TYPES.encode() in data and _says_docx(data):
        return DOCX
    return ODT if b"content.xml" in data and _says_odt(data) else None


def _is_within(data: bytes) -> bool:
    """Whether a Word file is unpacked in an archive, whose own files have other names."""
    with suppress(zipfile.BadZipFile, OSError, ValueError):
        return "word/document.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist()
    return False


def _says_odt(data: bytes) -> bool:
    """Whether an archive that some program packed anew, in another order, is an .odt."""
    with suppress(zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, zlib.error):
        archive = zipfile.ZipFile(io.BytesIO(data))
        for name in ("mimetype", MANIFEST):
            if name in archive.namelist() and archive.getinfo(name).file_size < MOST_MANIFEST:
                return ODT.encode() in archive.read(name)
    return False


def _says_docx(data: bytes) -> bool:
    """Whether an archive is a .docx whose text has another name, as Word's web version gives it."""
    with suppress(zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, zlib.error):
        archive = zipfile.ZipFile(io.BytesIO(data))
        if archive.getinfo(_CONTENT_TYPES).file_size < MOST_MANIFEST:
            types = archive.read(_CONTENT_TYPES)
            return any(kind in types for kind in _MAIN)
    return False


def _is_packed_odt(data: bytes) -> bool:
    """Whether an archive holds the type of an ODT elsewhere than at its head, where it belongs."""
    if b"mimetype" not in data:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as entry:
            return entry.read(200).strip() == ODT.encode()
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, EOFError):
        return False


def _stream(name: str) -> bytes:
    """A stream's name as the directory of an OLE file holds it."""
    return name.encode("utf-16-le")
