"""The session's file: read again if it was edited by hand, and changed in place."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

from archive.files import write_whole
from briefings.shortlist import (
    Shortlist,
    ShortlistError,
    as_proposed,
    read,
    with_proposed,
)
from room.session.changes import Change, all_kept
from room.session.editing import edited, fresh
from room.session.marks import Marks

UNTITLED = "My session"
_NEW = Shortlist(UNTITLED)
_Stamp = tuple[int, int, int]


class Tray:
    """One shortlist. Safe for many threads.

    Every change reads the file first, so that what was edited elsewhere is part of it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._stamp: _Stamp | None = None
        self._read = _NEW

    def read(self) -> Shortlist:
        """The session as the file has it now. Raises ShortlistError."""
        with self._lock:
            stamp = _stamp(self.path)
            if stamp is None:
                return _NEW
            if stamp != self._stamp:
                self._read = read(self.path)
                self._stamp = stamp
            return self._read

    def change(self, change: Change, remarks: Mapping[str, str] | None = None) -> Shortlist:
        """Apply a change and write the file. `remarks` say what new ids in it are."""
        with self._lock:
            stamp = _stamp(self.path)
            before = self.read()
            after = change(before)
            if after == before and stamp is not None:
                return before
            if stamp is None:
                text = fresh(after, remarks or {})
            else:
                text = edited(self._text(), before, after, remarks or {})
            if _stamp(self.path) != stamp:
                raise ShortlistError(
                    f"{self.path} was saved elsewhere at this moment. Nothing was changed here: "
                    "go back and try again."
                )
            self._write(text)
            return self.read()

    def is_as_proposed(self) -> bool:
        """Whether all that is quoted is what the program put in."""
        with self._lock:
            return _stamp(self.path) is not None and as_proposed(self._text(), self.read())

    def call_proposed(self) -> None:
        """Say in the file that its quotes and reviews are the program's choice."""
        with self._lock:
            self._write(with_proposed(self._text(), self.read()))

    def marks(self) -> Marks:
        """What cards show about the session."""
        session = self.read()
        kept = list(all_kept(session))
        return Marks(
            kept=frozenset(one.id for one in kept),
            struck=frozenset(session.struck),
            notes={one.id: one.note for one in kept if one.note},
        )

    def themes(self) -> dict[str, float]:
        """Its themes with their weights, the weightiest first."""
        weighed = [(theme, weight) for theme, weight in self.read().themes.items() if weight > 0]
        return dict(sorted(weighed, key=lambda one: -one[1]))

    def asked(self) -> frozenset[str]:
        """Its clusters of repeated advice."""
        return frozenset(self.read().asked)

    def _text(self) -> str:
        return self.path.read_text(encoding="utf-8-sig")

    def _write(self, text: str) -> None:
        try:
            write_whole(self.path, text.encode())
        except OSError as problem:
            raise ShortlistError(
                f"{self.path} cannot be written ({problem.strerror}). Open the room with "
                "--session and another place."
            ) from problem


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - one call
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
