"""Artefacts into one DuckDB file: built aside, checked, then swapped in whole."""

from __future__ import annotations

import errno
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb
import msgspec

from models.records import Issue, Severity, WarehouseInput
from vocabulary.places import places
from warehouse import storage
from warehouse.blank import blank, write_blank
from warehouse.checks import run_checks
from warehouse.comments import comment_on_macros
from warehouse.errors import WarehouseError
from warehouse.families.corrections import NO_CORRECTIONS, Corrections, read_corrections
from warehouse.figures import figures_of
from warehouse.filling import fill
from warehouse.holdings import holdings_of
from warehouse.keys import write_constraints
from warehouse.named import NAMED, write_named
from warehouse.repeats.advice import lexicon
from warehouse.report import BuildOptions, BuildReport

T = TypeVar("T")


def build(entry: WarehouseInput, target: Path, options: BuildOptions | None = None) -> BuildReport:
    """Build, check and publish. A failed check leaves the published file as it was.

    Raises WarehouseError where the build cannot be made at all (full disk, bad correction file).
    """
    options = options or BuildOptions()
    target.parent.mkdir(parents=True, exist_ok=True)
    storage.sweep(target)
    build_id = _build_id(entry)
    aside = storage.aside_path(target, build_id)
    work = _Build(entry, target, options, build_id)
    try:
        report = _guarded(work.make(aside), aside, options)
        if report.is_published:
            storage.swap_in(aside, target)
            if options.builds:
                storage.keep(
                    target, options.builds, build_id, options.keep_builds, options.keep_days
                )
    except (OSError, duckdb.Error) as problem:
        raise _explained(problem, target) from problem
    finally:
        storage.sweep(target)
    return report


def load_ahead() -> None:
    """Load what every build comes to: for a process that waits for documents meanwhile."""
    blank()
    lexicon()
    places()
    duckdb.connect().close()  # the first connection of a process takes longer than later ones


def _guarded(report: BuildReport, aside: Path, options: BuildOptions) -> BuildReport:
    """The report after the caller's guard; what it objects to is held for a person to see."""
    if not report.is_published or options.guard is None:
        return report
    objections = options.guard(report.figures, report.build_id)
    if not objections:
        return report
    if options.held:
        storage.hold(aside, options.held, report.build_id)
    issues = (*report.issues, *objections)
    return msgspec.structs.replace(report, is_published=False, issues=issues)


class _Build:
    """One build in the making."""

    def __init__(
        self, entry: WarehouseInput, target: Path, options: BuildOptions, build_id: str
    ) -> None:
        self._entry, self._target, self._options = entry, target, options
        self._build_id = build_id
        self._timings: dict[str, float] = {}
        self._processor: dict[str, float] = {}
        self._issues: list[Issue] = []

    def make(self, aside: Path) -> BuildReport:
        """Write the file and check it; the caller publishes it."""
        started = time.monotonic()
        connection = self._open(aside)
        try:
            with _uncollected():
                fill(connection, self._entry, self._corrections, self._timed)
            self._timed("named", lambda: self._name(connection))
            storage.pack(connection)
            checked = self._timed("checks", lambda: run_checks(connection, self._target))
            self._issues.extend(checked)
            _add_issues(connection, checked)
            if not any(issue.severity is Severity.ERROR for issue in checked):
                self._timed("keys", lambda: write_constraints(connection))
            counts, statuses = _counts(connection)
            held, figures = holdings_of(connection), figures_of(connection)
            connection.execute("use memory; detach warehouse")
        finally:
            connection.close()
        is_bad = any(i.severity is Severity.ERROR for i in self._issues)
        seconds = time.monotonic() - started
        return BuildReport(
            self._target, self._build_id, not is_bad, counts, statuses, tuple(self._issues),
            seconds, self._timings, self._processor, aside.stat().st_size, held, figures,
        )  # fmt: skip

    def _open(self, aside: Path) -> duckdb.DuckDBPyConnection:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self._options.memory,
            "temp_directory": f"{aside}.tmp",
            "autoinstall_known_extensions": "false",
        }
        if self._options.threads is not None:
            config["threads"] = self._options.threads
        write_blank(aside)
        connection = duckdb.connect(config=config)
        connection.execute("set enable_progress_bar = false")
        storage.attach(connection, aside)
        return connection

    def _name(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write what distinguishes one build from another: all else is in the blank file."""
        connection.begin()
        connection.executemany("insert into meta.build values (?, ?)", self._facts_of_build())
        write_named(connection)
        comment_on_macros(connection, NAMED)
        connection.commit()

    def _corrections(self, document_ids: set[str]) -> Corrections:
        path = self._options.corrections
        if path is None or not path.exists():
            return NO_CORRECTIONS
        found = read_corrections(path, document_ids)
        for wanted in found.unknown:
            text = f"{path.name} names {wanted[:16]}, which is not a document of this build"
            self._issues.append(Issue(Severity.WARNING, "build", "unknown_correction", text))
        return found

    def _facts_of_build(self) -> list[tuple[str, str]]:
        record = self._entry.run
        return [
            ("warehouse_version", str(storage.WAREHOUSE_VERSION)),
            ("build_id", self._build_id),
            ("run_id", record.run_id),
            ("program_version", record.version),
            ("duckdb_version", duckdb.__version__),
        ]

    def _timed(self, step: str, work: Callable[[], T]) -> T:
        started, used = time.monotonic(), time.process_time()
        result = work()
        self._timings[step] = round(time.monotonic() - started, 3)
        self._processor[step] = round(time.process_time() - used, 3)
        return result


@contextmanager
def _uncollected() -> Iterator[None]:
    """Records hold no cycles; looking for some among millions takes a third of the load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _add_issues(connection: duckdb.DuckDBPyConnection, issues: list[Issue]) -> None:
    rows = [(i.severity.value, i.stage, i.code, i.message, i.document_id) for i in issues]
    if rows:
        connection.executemany(
            "insert into core.issues (severity, stage, code, message, document_id, run_id) "
            "values (?, ?, ?, ?, ?, (select run_id from core.runs where is_current))",
            rows,
        )


def _counts(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], dict[str, int]]:
    names = ("reviews", "documents", "statements", "findings", "recommendations", "issues")
    counts = {}
    for name in (*names, "statement_themes"):
        row = connection.execute(f"select count(*) from {name}").fetchone()
        counts[name] = int(row[0]) if row else 0
    found = connection.execute("select status, count(*) from documents group by all order by all")
    return counts, dict(found.fetchall())


def _build_id(entry: WarehouseInput) -> str:
    """Sorts by time: the run's start, then its id."""
    moment = "".join(c for c in entry.run.started_at[:19] if c.isdigit())
    name = "".join(c if c.isalnum() or c == "-" else "-" for c in entry.run.run_id)
    return f"{moment}-{name}"


def _explained(problem: OSError | duckdb.Error, target: Path) -> WarehouseError:
    text = str(problem)
    is_full = isinstance(problem, OSError) and problem.errno == errno.ENOSPC
    if is_full or "No space left" in text or "Could not write" in text:
        return WarehouseError(
            f"The disk is full: {target.parent} has no room for the new warehouse. "
            "The published one is untouched. Free some space and run again."
        )
    if isinstance(problem, PermissionError):
        return WarehouseError(f"{target.parent} cannot be written by this user.")
    return WarehouseError(
        f"The warehouse could not be built: {text.splitlines()[0]} The published one is untouched."
    )
