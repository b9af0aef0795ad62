"""Stops questions that take too long.

One thread looks after all of them: one for each would cost more than most questions.
"""

from __future__ import annotations

import threading
import time

import duckdb

_LOOK = 0.25  # seconds between two looks, while a question is under way


class Deadlines:
    """Interrupts cursors whose time is over; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._until: dict[int, tuple[float, duckdb.DuckDBPyConnection]] = {}
        self._thread: threading.Thread | None = None

    def watch(self, cursor: duckdb.DuckDBPyConnection, seconds: float) -> None:
        """Interrupt what this cursor asks once `seconds` have passed."""
        with self._lock:
            self._until[id(cursor)] = (time.monotonic() + seconds, cursor)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            if len(self._until) == 1:
                self._lock.notify()

    def leave(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """It has its answer."""
        with self._lock:
            self._until.pop(id(cursor), None)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._until:
                    self._lock.wait()
                now = time.monotonic()
                late = [cursor for until, cursor in self._until.values() if until <= now]
            for cursor in late:
                cursor.interrupt()
            time.sleep(_LOOK)
