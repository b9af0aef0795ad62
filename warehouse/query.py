"""Read-only SQL with limits on time and memory, and its result in the usual formats."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pandas as pd

from warehouse.access import connect
from warehouse.errors import QueryError

# EXPLAIN shows plans; SHOW, DESCRIBE and FROM are SELECTs to DuckDB.
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


class Result(msgspec.Struct, frozen=True):
    """A query's answer: column names, DuckDB's type names and rows of Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    is_cut: bool = False  # more rows exist than `max_rows`


def query(
    path: Path,
    sql: str,
    parameters: list[Any] | dict[str, Any] | None = None,
    *,
    seconds: float = 60.0,
    memory: str = "2GB",
    max_rows: int | None = None,
) -> Result:
    """Answer one reading statement.

    Raises QueryError where it writes, reaches outside the file, is wrong or takes too long, and
    WarehouseError where the file cannot be read.
    """
    with connect(path, memory=memory) as connection:
        checked = _reading(connection, sql)
        stop = _Stop(connection, seconds)
        try:
            with stop:
                cursor = connection.execute(checked, parameters)
                found = cursor.fetchall() if max_rows is None else cursor.fetchmany(max_rows + 1)
                columns = tuple(str(c[0]) for c in cursor.description)
                types = tuple(str(c[1]) for c in cursor.description)
        except duckdb.Error as problem:
            raise _explained(problem, stop, seconds, memory) from problem
    is_cut = max_rows is not None and len(found) > max_rows
    return Result(columns, types, found[:max_rows], is_cut)


def frame(path: Path, sql: str, parameters: list[Any] | None = None) -> pd.DataFrame:
    """Answer one reading statement as a pandas DataFrame; errors as `query`."""
    with connect(path) as connection:
        checked = _reading(connection, sql)
        try:
            return connection.execute(checked, parameters).df()
        except duckdb.Error as problem:
            raise QueryError(_first_line(problem)) from problem


class _Stop:
    """Interrupts the connection when the time is over."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, seconds: float) -> None:
        self.is_due = False
        self._connection = connection
        self._timer = threading.Timer(seconds, self._interrupt)
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
        raise QueryError(f"The SQL cannot be read: {_message(problem)}") from problem
    if len(statements) != 1:
        raise QueryError(f"One statement at a time, please; this is {len(statements)}.")
    if statements[0].type not in _READING:
        name = statements[0].type.name
        raise QueryError(
            f"{name} is refused: the warehouse is read-only. "
            "Use SELECT, FROM, WITH, SHOW or DESCRIBE."
        )
    return statements[0]


def _explained(problem: duckdb.Error, stop: _Stop, seconds: float, memory: str) -> QueryError:
    if stop.is_due:
        return QueryError(f"Stopped after {seconds:g} s. Narrow the query or raise the time limit.")
    if isinstance(problem, duckdb.OutOfMemoryException):
        return QueryError(f"The query needs more than {memory}. Narrow it or raise the limit.")
    if isinstance(problem, duckdb.PermissionException):
        return QueryError("Refused: queries may not reach files, other databases or extensions.")
    return QueryError(_message(problem))


def _message(problem: duckdb.Error) -> str:
    """DuckDB's own words, which show the place in the SQL."""
    return str(problem).strip()


def _first_line(problem: duckdb.Error) -> str:
    return _message(problem).splitlines()[0]
