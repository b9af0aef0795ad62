"""Word files to PDF with LibreOffice, so that they are then read like every other PDF."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from extractors.reading.hidden.changes import FinalFile, accepted, may_have_changes
from extractors.reading.hidden.unprinted import Unprinted
from extractors.reading.hidden.word_fields import with_saved_results
from extractors.reading.word_types import DOC, DOCX, MANIFEST, MOST_MANIFEST, ODT, OLE, RTF
from models.records import Status
from vocabulary.errors import ReviewsError

_SUFFIXES = {DOCX: ".docx", ODT: ".odt", DOC: ".doc", RTF: ".rtf"}
_FILTERS = {DOCX: "MS Word 2007 XML", ODT: "writer8", DOC: "MS Word 97", RTF: "Rich Text Format"}
SECONDS = 90.0  # the first start of a fresh profile takes about 5
_MOST_UNPACKED = 300 * 2**20  # bytes; the largest real .docx with pictures stay far below
_MOST_RATIO = 200  # XML packs 10 to 30 times
_MOST_ENTRIES = 5_000
_LEAST_ROOM = 20 * 2**20  # bytes that LibreOffice needs for its profile
# Settings of the profile: nothing of a file is run, and nothing that it points to is fetched.
_SETTINGS = {
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
    "Office.Writer/Content/Update": {"Link": "0"},
    # Whatever still asks for an address asks this machine's closed port 9.
    "Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}


class OfficeError(ReviewsError):
    """A Word file that could not be turned into a PDF; its message says what to do."""

    status = Status.UNREADABLE


class PasswordError(OfficeError):
    """A Word file that asks for a password."""

    status = Status.ENCRYPTED


class ConvertedFile(NamedTuple):
    """A PDF of a Word file, and what of its words was deleted or hidden in it."""

    data: bytes
    found: Unprinted


def as_pdf(data: bytes, media_type: str) -> ConvertedFile:
    """The PDF that LibreOffice makes of a Word file whose tracked changes are accepted.

    Raises OfficeError where LibreOffice is not there, fails, takes too long, or the file unpacks
    to more than any report holds; PasswordError where it asks for a password.
    """
    if _asks_for_password(data, media_type):
        raise PasswordError(
            "The Word file asks for a password. Ask the publisher for an open copy."
        )
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OfficeError(
            "A Word file needs LibreOffice (Debian: apt install libreoffice-writer-nogui). "
            "Install it and read the file again."
        )
    if media_type == RTF:
        data = with_saved_results(data)
    if media_type in {DOC, RTF} and may_have_changes(data, is_rtf=media_type == RTF):
        data, media_type = _converted(program, data, media_type, "docx"), DOCX
    found = Unprinted()
    if media_type in {DOCX, ODT}:
        _check_zip(data)
        data, found = _accepted(data, media_type)
    return ConvertedFile(_converted(program, data, media_type, "pdf"), found)


def _accepted(data: bytes, media_type: str) -> FinalFile:
    try:
        return accepted(data, is_odt=media_type == ODT)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise OfficeError("The Word file is damaged. Fetch it again.") from error


def _converted(program: str, data: bytes, media_type: str, to: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="reviews-word-") as folder:
        return _convert(program, Path(folder), data, media_type, to)


def _asks_for_password(data: bytes, media_type: str) -> bool:
    if media_type == DOCX:
        return data.startswith(OLE)  # an encrypted package in an older file's coat
    if media_type == ODT:
        with suppress(zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError):
            archive = zipfile.ZipFile(io.BytesIO(data))
            if archive.getinfo(MANIFEST).file_size < MOST_MANIFEST:
                return b"encryption-data" in archive.read(MANIFEST)
    if media_type == DOC:
        # [MS-DOC] 2.5.2: the FIB begins with 0xA5EC; bit 8 of its flags at byte 10 is fEncrypted.
        heads = (m.start() for m in re.finditer(b"\xec\xa5", data))
        head = next((at for at in heads if at % 512 == 0), None)
        return head is not None and bool(data[head + 11 : head + 12][0] & 1)
    return False


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
            "The Word file unpacks to far more than a report would, so it was not opened."
        )


def _convert(program: str, folder: Path, data: bytes, media_type: str, to: str) -> bytes:
    source = folder / f"report{_SUFFIXES[media_type]}"
    source.write_bytes(data)
    command = [
        program,
        # A profile of its own: two LibreOffices cannot share one.
        f"-env:UserInstallation={_profile(folder / 'profile')}",
        "--headless",
        "--norestore",
        f"--infilter={_FILTERS[media_type]}",
        "--convert-to",
        "pdf" if to == "pdf" else f"{to}:{_FILTERS[DOCX]}",
        "--outdir",
        str(folder),
        str(source),
    ]
    _run(command)
    target = source.with_suffix(f".{to}")
    if not target.exists():
        if shutil.disk_usage(folder).free < _LEAST_ROOM:  # not the file's fault
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise OfficeError("LibreOffice could not open the Word file. Open it to see what is wrong.")
    return target.read_bytes()


def _profile(folder: Path) -> str:
    """The address of a fresh profile with our settings."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, values in _SETTINGS.items()
        for name, value in values.items()
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
    return folder.as_uri()


def _run(command: list[str]) -> None:
    """Run LibreOffice to its end; the children that it starts end with it."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        message = f"LibreOffice took longer than {SECONDS:.0f} seconds for the Word file."
        raise OfficeError(message) from error
    finally:  # also where we are asked to stop meanwhile
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
