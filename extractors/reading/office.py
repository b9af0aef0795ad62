"""Word files to PDF with LibreOffice, so that they are read by the same line as every PDF."""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import tempfile
import zipfile
from contextlib import suppress
from os import killpg
from pathlib import Path

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
_SUFFIXES = {DOCX: ".docx", ODT: ".odt", DOC: ".doc", RTF: ".rtf"}
_FILTERS = {DOCX: "MS Word 2007 XML", ODT: "writer8", DOC: "MS Word 97", RTF: "Rich Text Format"}
SECONDS = 90.0  # the first start of a fresh profile takes about 5
_MOST_UNPACKED = 300 * 2**20  # bytes; the largest real .docx with pictures stay far below
_MOST_RATIO = 200  # XML packs 10 to 30 times
_MOST_ENTRIES = 5_000


class OfficeError(Exception):
    """A Word file that could not be turned into a PDF; its words tell a person what to do."""


def word_type(data: bytes) -> str | None:
    """The media type of a Word processor's file, from its first bytes; None for anything else."""
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return DOC if "WordDocument".encode("utf-16-le") in data else None
    if not data.startswith(b"PK\x03\x04"):
        return None
    with suppress(zipfile.BadZipFile, OSError, ValueError):
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
        if "word/document.xml" in names:
            return DOCX
    return ODT if ODT.encode() in data[:200] else None


def as_pdf(data: bytes, media_type: str) -> bytes:
    """The PDF that LibreOffice makes of a Word file.

    Raises OfficeError where LibreOffice is not there, fails, takes too long, or the file unpacks
    to more than any report holds.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OfficeError(
            "A Word file needs LibreOffice (Debian: apt install libreoffice-writer-nogui). "
            "Install it and read the file again."
        )
    if media_type in {DOCX, ODT}:
        _check_zip(data)
    with tempfile.TemporaryDirectory(prefix="reviews-word-") as folder:
        return _convert(program, Path(folder), data, media_type)


def _check_zip(data: bytes) -> None:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise OfficeError("The Word file is damaged. Fetch it again.") from error
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = any(
        entry.file_size > 2**20 and entry.file_size > _MOST_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or too_dense:
        raise OfficeError(
            "The Word file unpacks to more than a report can hold; it was not opened."
        )


def _convert(program: str, folder: Path, data: bytes, media_type: str) -> bytes:
    source = folder / f"report{_SUFFIXES[media_type]}"
    source.write_bytes(data)
    command = [
        program,
        # A profile of its own: two LibreOffices cannot share one.
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        f"--infilter={_FILTERS[media_type]}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    _run(command)
    target = source.with_suffix(".pdf")
    if not target.exists():
        raise OfficeError("LibreOffice could not open the Word file. Open it to see what is wrong.")
    return target.read_bytes()


def _run(command: list[str]) -> None:
    """Run LibreOffice to its end; it starts children of its own, which end with it."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            killpg(process.pid, signal.SIGKILL)
            message = f"LibreOffice took longer than {SECONDS:.0f} seconds for the Word file."
            raise OfficeError(message) from error
