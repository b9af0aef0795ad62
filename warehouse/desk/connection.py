"""A read-only connection that many threads share and that follows the published build.

`query` opens the file again for each question, which costs more than the question; a page asks a
dozen. Here the connection stays open until another build has been swapped in.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from warehouse.access import connect
from warehouse.desk.deadlines import Deadlines
from warehouse.desk.remembering import Remembered
from warehouse.errors import QueryError, WarehouseError

_Answer = TypeVar("_Answer")
_Stamp = tuple[int, int, int]
MOST_ROWS = 20_000
# What DuckDB says of a table or column that a warehouse does not have.
_LACKING = (duckdb.BinderException, duckdb.CatalogException)
_ANOTHER_VERSION = (
    "This warehouse was built by another version of the program and lacks what this "
    "page needs. `reviews rebuild` makes it again."
)
_AT_ONCE = max(2, os.cpu_count() or 2)


class Desk:
    """Asks the published warehouse; safe for many threads at once.

    Raises WarehouseError where there is none, QueryError where a question takes too long or is
    refused.
    """

    def __init__(self, path: Path, builds: Path, *, seconds: float = 20.0) -> None:
        self._path, self._builds, self._seconds = path, builds, seconds
        self._lock = threading.Lock()
        # More questions at once than there are cores: each is slower and needs more memory.
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._late = Deadlines()
        self._open_path = path
        self._stamp: _Stamp | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._known = Remembered()

    @property
    def build(self) -> str:
        """Names the build that is being read: another one, another name."""
        with self._lock:
            self._follow()
            return "-".join(f"{part:x}" for part in self._stamp or ())

    @property
    def path(self) -> Path:
        """The file that is open: `query` answers from it without opening it again."""
        with self._lock:
            self._follow()
            return self._open_path

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of one reading statement, at most MOST_ROWS."""
        with self._asked(sql, parameters) as cursor:
            names = [str(column[0]) for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchmany(MOST_ROWS)]

    def table(
        self, sql: str, parameters: dict[str, Any] | None = None
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The names of the columns and all rows of one reading statement."""
        with self._asked(sql, parameters) as cursor:
            return [str(column[0]) for column in cursor.description], cursor.fetchall()

    def columns(self, sql: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """All rows of one reading statement as numpy arrays by column."""
        with self._asked(sql, parameters) as cursor:
            return cursor.fetchnumpy()

    @contextmanager
    def _asked(
        self, sql: str, parameters: dict[str, Any] | None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._cursor()
        self._turns.acquire()
        try:
            self._late.watch(cursor, self._seconds)
            yield cursor.execute(sql, parameters or {})
        except duckdb.InterruptException as problem:
            raise QueryError("This took too long. Narrow the question and ask again.") from problem
        except _LACKING as problem:
            # The questions are the program's own: a column that they miss is not the reader's slip.
            raise WarehouseError(_ANOTHER_VERSION) from problem
        except duckdb.Error as problem:
            raise QueryError(_plain(str(problem))) from problem
        finally:
            self._turns.release()
            self._late.leave(cursor)
            cursor.close()

    @contextmanager
    def turn(self) -> Iterator[Path]:
        """The file that is open, for questions by `query`, which take their turn with all others:
        they share its memory.
        """
        with self._turns:
            try:
                yield self.path
            except QueryError as problem:
                if isinstance(problem.__cause__, _LACKING):
                    raise WarehouseError(_ANOTHER_VERSION) from problem
                raise

    @property
    def known(self) -> Remembered:
        """What was worked out for the published build: another one begins with nothing."""
        with self._lock:
            self._follow()
            return self._known

    def once(self, key: Hashable, ask: Callable[[], _Answer], *, stays: bool = False) -> _Answer:
        """The answer to `ask`, remembered under `key` while this build stays published."""
        return self.known.once(key, ask, stays=stays)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            return self._follow().cursor()

    def _follow(self) -> duckdb.DuckDBPyConnection:
        """The connection to the published build; held by who holds the lock."""
        stamp = _stamp(self._path)
        if self._connection is None or stamp != self._stamp:
            # Not closed: questions under way have cursors on it, and end with the old build.
            self._connection = None
            self._known = Remembered()
            self._connection = self._open()
            self._stamp = stamp
        return self._connection

    def _open(self) -> duckdb.DuckDBPyConnection:
        """The published build by the name that it is kept under.

        DuckDB takes a path that it has open for the file that it has open, also when another file
        has been put there.
        """
        kept = sorted(self._builds.glob("*.duckdb"), reverse=True)
        same = (path for path in kept if self._path.exists() and path.samefile(self._path))
        self._open_path = next(same, self._path)
        # With the limits of `query`, which shares what is open only then.
        return connect(self._open_path)


def _stamp(path: Path) -> _Stamp:
    try:
        found = os.stat(path)  # noqa: PTH116 - one call
    except OSError as problem:
        raise WarehouseError(
            f"There is no warehouse at {path} yet. A first `reviews run` makes one; if it was"
            " lost, `reviews rebuild` does."
        ) from problem
    return found.st_ino, found.st_mtime_ns, found.st_size


def _plain(message: str) -> str:
    """DuckDB's words without the name of its kind of error."""
    first = message.strip().splitlines()[0] if message.strip() else "The question was refused."
    return first.split("Error: ", 1)[-1]
