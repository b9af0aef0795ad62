"""Writing files whole or not at all, with the rights that the operator's umask leaves."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from archive.errors import UserError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
TEMPORARY = ".new-"


def open_new(folder: Path, prefix: str = TEMPORARY) -> tuple[Path, BinaryIO]:
    """A file of a name that nobody else has, open for writing. Its rights are by the umask."""
    path = folder / f"{prefix}{secrets.token_hex(8)}"
    return path, os.fdopen(os.open(path, _NEW, 0o666), "wb")


def write_whole(path: Path, content: bytes, *, is_copy: bool = False) -> None:
    """Put `content` at `path` so that no reader, and no crash, ever sees half of it.

    Of a copy a power cut may leave half: whoever reads it checks it and can fetch it again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside, file = open_new(path.parent)
    try:
        with file:
            file.write(content)
            file.flush()
            if not is_copy:
                os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def line_of(path: Path, form: str, without: str) -> str:
    """The one line of a small file. Raises UserError where it is damaged: of another form, a
    regular expression. `without` says what a person does where there is no backup.
    """
    try:
        found = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        found = ""
    if not re.fullmatch(form, found):
        raise UserError(f"{path} is damaged. Restore it from the backup. {without}")
    return found


def sync_directory(folder: Path) -> None:
    """Make a rename within `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
