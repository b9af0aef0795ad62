"""Read-only SQL with limits on time and memory, and its result in the usual formats."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import msgspec

from warehouse.access import connect, limit
from warehouse.errors import QueryError
from warehouse.plain_errors import plain

# EXPLAIN shows plans; SHOW, DESCRIBE and FROM are SELECTs to DuckDB.
_READING = {"SELECT", "EXPLAIN"}
# PIVOT without a list of values runs as two statements; CREATE ... AS PIVOT is one of these too.
_PIVOT = re.compile(
    r"(?:\s|\(|--[^\n]*\n|/\*.*?\*/)*(?:pivot|from|with|select)\b", re.IGNORECASE | re.DOTALL
)
_MEMORY = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT])(i?)B", re.IGNORECASE)
_NESTED = re.compile(
    r"\[|struct|map|union|json|variant", re.IGNORECASE
)  # names of types that hold others
_POWERS = {"K": 1, "M": 2, "G": 3, "T": 4}
_BATCH = 10_000  # rows fetched between two looks at how much they weigh

if TYPE_CHECKING:  # pandas loads with the one answer that is a frame
    import pandas as pd

Parameters = list[Any] | dict[str, Any] | None


class Result(msgspec.Struct, frozen=True):
    """A query's answer: column names, DuckDB's type names and rows of Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    is_cut: bool = False  # more rows exist than `max_rows`


def query(
    path: Path,
    sql: str,
    parameters: Parameters = None,
    *,
    seconds: float = 60.0,
    memory: str = "2GB",
    max_rows: int | None = None,
) -> Result:
    """Answer one reading statement.

    Raises QueryError where it writes, reaches outside the file, is wrong or takes too long, and
    WarehouseError where the file cannot be read.
    """
    with reading(path, sql, seconds=seconds, memory=memory) as (connection, statement):
        cursor = connection.execute(statement, parameters)
        found = _fetch(cursor, max_rows, memory)
        columns = tuple(str(c[0]) for c in cursor.description)
        types = tuple(str(c[1]) for c in cursor.description)
    is_cut = max_rows is not None and len(found) > max_rows
    return Result(columns, types, found[:max_rows], is_cut)


def frame(
    path: Path,
    sql: str,
    parameters: Parameters = None,
    *,
    seconds: float = 60.0,
    memory: str = "2GB",
) -> pd.DataFrame:
    """Answer one reading statement as a pandas DataFrame; errors as `query`."""
    with reading(path, sql, seconds=seconds, memory=memory) as (connection, statement):
        return connection.execute(statement, parameters).df()


@contextmanager
def reading(
    path: Path, sql: str, *, seconds: float, memory: str
) -> Iterator[tuple[duckdb.DuckDBPyConnection, duckdb.Statement]]:
    """A connection and the one reading statement of `sql`, while time lasts; errors as `query`."""
    if not seconds > 0:
        raise QueryError("The time limit must be more than 0 seconds.")
    memory_bytes(memory)
    memory = limit(memory)
    with connect(path, memory=memory) as connection:
        checked = _reading(connection, sql)
        stop = _Stop(connection, seconds)
        try:
            with stop:
                yield connection, checked
        except duckdb.Error as problem:
            raise _explained(problem, stop, seconds, memory, sql) from problem


def memory_bytes(memory: str) -> float:
    """Bytes of a limit such as "2GB" or "512MiB"; raises QueryError for anything else."""
    found = _MEMORY.fullmatch(memory.strip())
    if not found or float(found[1]) == 0:
        raise QueryError(f"{memory!r} is not a valid size. Write it like 500MB or 2GB.")
    unit: int = (1024 if found[3] else 1000) ** _POWERS[found[2].upper()]
    return float(found[1]) * unit


class _Stop:
    """Interrupts the connection when the time is over."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, seconds: float) -> None:
        self.is_due = False
        self._connection = connection
        self._timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), self._interrupt)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _interrupt(self) -> None:
        self.is_due = True
        self._connection.interrupt()


def _reading(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as problem:
        raise QueryError(f"The SQL cannot be read: {plain(problem, sql)}") from problem
    if not statements:
        raise QueryError("There is no SQL here. Try: from reviews limit 3")
    if len(statements) != 1:
        raise QueryError(f"One statement at a time, please; this is {len(statements)}.")
    kind = _kind(statements[0])
    if kind not in _READING and not (kind == "MULTI" and _PIVOT.match(sql)):
        raise QueryError(
            f"{kind} is not allowed: the warehouse is read-only. "
            "Use SELECT, FROM, WITH, PIVOT, SHOW or DESCRIBE."
        )
    return statements[0]


def _kind(statement: duckdb.Statement) -> str:
    try:
        return str(statement.type.name)
    except ValueError:  # of a kind that the client has no name for, such as UPDATE EXTENSIONS
        return "This kind of statement"


def _fetch(
    cursor: duckdb.DuckDBPyConnection, max_rows: int | None, memory: str
) -> list[tuple[Any, ...]]:
    """The rows, as long as they fit the memory: DuckDB's own limit does not see them."""
    limit = memory_bytes(memory)
    weigh = _weight if any(map(_holds_more, cursor.description)) else _flat
    found: list[tuple[Any, ...]] = []
    held = 0
    while max_rows is None or len(found) <= max_rows:
        wanted = _BATCH if max_rows is None else min(_BATCH, max_rows + 1 - len(found))
        batch = cursor.fetchmany(wanted)
        if not batch:
            break
        held += sum(map(weigh, batch))
        if held > limit:
            n = len(found) + len(batch)
            rows = "1 row" if n == 1 else f"{n:,} rows"
            raise QueryError(
                f"The answer needs more than {memory} (it has at least {rows}). "
                "Narrow it, write it with --parquet, or raise the limit."
            )
        found += batch
    return found


def _holds_more(column: tuple[Any, ...]) -> bool:
    """Whether the values of a column may hold others: `varchar[]`, `struct(...)`."""
    return bool(_NESTED.search(str(column[1])))


def _flat(row: tuple[Any, ...]) -> int:
    """Bytes of a row of plain values."""
    return sys.getsizeof(row) + sum(map(sys.getsizeof, row))


def _weight(value: object) -> int:
    """Bytes of a value with all that it holds: one list may carry more than a thousand rows."""
    inner: Iterable[object] = ()
    if isinstance(value, list | tuple):
        inner = value
    elif isinstance(value, dict):
        inner = (*value.keys(), *value.values())
    return sys.getsizeof(value) + sum(map(_weight, inner))


def _explained(
    problem: duckdb.Error, stop: _Stop, seconds: float, memory: str, sql: str
) -> QueryError:
    if stop.is_due:
        return QueryError(f"Stopped after {seconds:g} s. Narrow the query or raise the time limit.")
    if isinstance(problem, duckdb.OutOfMemoryException):
        return QueryError(f"The query needs more than {memory}. Narrow it or raise the limit.")
    if isinstance(problem, duckdb.PermissionException):
        return QueryError("Not allowed: queries cannot use files, other databases or extensions.")
    return QueryError(plain(problem, sql))
