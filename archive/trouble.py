"""What is the machine's fault and not a document's: a full disk, a bad sector, too few handles."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from archive.errors import UserError
from models.records import Issue, Severity
from vocabulary.errors import ReviewsError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MACHINE = frozenset(
    {
        errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EROFS, errno.ESTALE,
        errno.ENXIO, errno.ENODEV, errno.EACCES, errno.EPERM, errno.EAGAIN, errno.EBUSY,
    }
)  # fmt: skip
# SQLite's own numbers: the lowest byte is the kind, the rest says more.
_SQLITE_IO = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
# Where there is no room for the index beside the ledger, SQLite speaks of an I/O error.
_SQLITE_FULL = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP,
}  # fmt: skip
_SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# DuckDB has no numbers for it; the second are the words of the warehouse itself.
_FULL_WORDS = ("No space left on device", "The disk is full")
FULL = (
    "The disk is full. Nothing that was published or stored is lost. Free some space and run again."
)


LEDGER_DAMAGED = (
    "The ledger (ledger.sqlite) is damaged. Restore it from the backup and check the disk, then run"
    " again."
)
READ_ONLY = (
    "its disk is mounted for reading only. Systems do this after a disk error: see the"
    " log and check the disk, then mount it for writing and run again."
)


class NoRightsError(UserError):
    """The data folder cannot be written by whoever runs this, or by anybody."""

    def __init__(self, path: Path, why: str) -> None:
        if is_read_only(path.parent):
            super().__init__(f"{path} cannot be written: {READ_ONLY}")
            return
        super().__init__(
            f"{path} cannot be written ({why}). Run this as the user that owns the data folder,"
            " give that folder to the user that runs this, or choose another with --data."
        )


class DiskFullError(UserError):
    """There is no room left on the disk; its message says what to do."""

    def __init__(self) -> None:
        super().__init__(FULL)


def is_full(error: BaseException) -> bool:
    """Whether a full disk is behind an error, however deep."""
    return any(
        isinstance(e, DiskFullError)
        or _is(e, _FULL, _SQLITE_FULL)
        or any(words in str(e) for words in _FULL_WORDS)
        for e in _chain(error)
    )


def is_read_only(folder: Path) -> bool:
    """Whether nobody can write to the disk of a folder; file permissions do not show this."""
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def has_room(folder: Path) -> bool:
    """Whether one more file fits on the disk of a folder: SQLite does not say what it lacked."""
    found = os.statvfs(folder)
    return found.f_bavail > 0 and (found.f_favail > 0 or found.f_files == 0)


def is_of_the_machine(error: BaseException) -> bool:
    """Whether the machine failed: nothing that a document is to blame for."""
    return is_full(error) or any(_is(e, _MACHINE, _SQLITE_IO) for e in _chain(error))


def is_of_a_damaged_ledger(error: BaseException) -> bool:
    """Whether SQLite has met bytes in the ledger that it did not write."""
    return any(_is(e, frozenset(), _SQLITE_DAMAGED) for e in _chain(error))


def issue_of(error: BaseException, stage: str) -> Issue:
    """Why a run ended early, for its record. Only words that were written for people are kept."""
    if is_full(error):
        return Issue(Severity.ERROR, stage, "disk_full", FULL)
    if not isinstance(error, Exception):  # Ctrl-C, or a signal that a scheduler passes on
        message = "The run was stopped, by a person or by the system."
        return Issue(Severity.ERROR, stage, "run_stopped", message)
    if is_of_a_damaged_ledger(error):
        return Issue(Severity.ERROR, stage, "run_refused", LEDGER_DAMAGED)
    if is_of_the_machine(error):
        why = next((e.strerror for e in _chain(error) if isinstance(e, OSError)), None)
        what = f"The machine failed ({why or 'database'})."
        message = f"{what} Check the disk and permissions, then run again."
        return Issue(Severity.ERROR, stage, "machine_failed", message)
    if isinstance(error, ReviewsError):
        return Issue(Severity.ERROR, stage, "run_refused", str(error))
    return Issue(Severity.ERROR, stage, "run_broke", f"It broke ({type(error).__name__}).")


def _is(error: BaseException, numbers: frozenset[int], of_sqlite: set[int]) -> bool:
    if isinstance(error, sqlite3.Error):
        number = getattr(error, "sqlite_errorcode", 0) or 0
        return number in of_sqlite or number & 0xFF in of_sqlite
    return isinstance(error, OSError) and error.errno in numbers


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__]
