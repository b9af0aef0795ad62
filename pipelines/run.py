"""The main job: collect, read, extract, classify, load. Used by `reviews run` and by the flow.

`ingest` is the whole of it; `collect`, `process_batch` and `finish` are its pieces, so that a
scheduler can hand out batches and still publish the same warehouse.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec
from rich.console import Console

from archive.artefacts import Artefacts
from archive.ledger import Ledger
from archive.lock import run_lock
from archive.originals import Store, open_data
from archive.runs import RunRecord, load_runs, now, save_run
from archive.stages import stage_versions
from models.records import (
    Issue,
    ProcessedDocument,
    Run,
    Severity,
    Sighting,
    WarehouseInput,
)
from pipelines.attached import DEEPEST, attached_issues, settle_attached
from pipelines.correcting import Corrections
from pipelines.gathering import collect, source_infos
from pipelines.process import Job, Limits, Outcome, Progress, is_done, processed, work
from pipelines.process.tools import taxonomy
from pipelines.published import input_digest, note, still_stands
from pipelines.request import RunRequest, Started, begin, project_version
from pipelines.resaved import settle_resaved


class Built(Protocol):
    """What a run needs to know of a build."""

    @property
    def issues(self) -> Iterable[Issue]: ...

    @property
    def is_published(self) -> bool: ...


FAILED = 1
KEPT_DAYS = 30  # what older rules made is kept for a while: going back to them then costs nothing
B = TypeVar("B", bound=Built)
Build = Callable[[WarehouseInput, Path], B]


class RunReport(msgspec.Struct, Generic[B]):
    """What a run did. `new_warnings` are those that no earlier published run had told.

    `file_names` are those of the documents that they speak of.

    `build` is None where an error stopped the run before it, and where nothing had changed: then
    `kept_build` names the run whose warehouse stands.
    """

    run: Run
    exit_status: int
    outcomes: tuple[Outcome, ...]
    issues: tuple[Issue, ...]
    new_warnings: tuple[Issue, ...]
    build: B | None
    build_seconds: float
    kept_build: str | None = None
    file_names: dict[str, str] = {}


def warehouse_path(data: Path) -> Path:
    """Where the published file stands."""
    return data / "warehouse.duckdb"


def ingest(request: RunRequest, build: Build[B], console: Console) -> RunReport[B]:
    """Run everything and publish. Raises UserError for what a person has to mend first."""
    with run_lock(open_data(request.data)):
        started = begin()
        issues = collect(request, started)
        outcomes = process_batch(request.data, documents(request.data), request.limits, console)
        return finish(request, started, issues, outcomes, build)


def rebuild(request: RunRequest, build: Build[B], console: Console) -> RunReport[B]:
    """Publish anew from what the store holds, without collecting."""
    with run_lock(open_data(request.data)):
        outcomes = process_batch(request.data, documents(request.data), request.limits, console)
        forced = msgspec.structs.replace(request, is_rebuild=True)
        return finish(forced, begin(), (), outcomes, build)


def documents(data: Path) -> list[str]:
    """Every document that the ledger knows and the store holds, by id."""
    store = Store(data)
    seen = {row.document_id for row in Ledger(data).latest().values() if row.document_id}
    return sorted(document_id for document_id in seen if store.has(document_id))


def process_batch(
    data: Path, document_ids: Iterable[str], limits: Limits, console: Console | None = None
) -> list[Outcome]:
    """Bring documents through the stages, those in child processes that are not done yet."""
    store, artefacts = Store(data), Artefacts(data)
    outcomes: list[Outcome] = []
    jobs: list[Job] = []
    for document_id in document_ids:
        if done := is_done(artefacts, document_id):
            outcomes.append(done)
        else:
            jobs.append(Job(document_id, str(store.path(document_id))))
    # Large files first: the last minutes are not spent waiting for one child with a long report.
    jobs.sort(key=lambda job: -job.bytes)
    sizes = {job.document_id: job.bytes for job in jobs}
    with Progress(sizes, console or Console(quiet=True)) as progress:
        for outcome in work(jobs, data, limits):
            progress.advance(outcome)
            outcomes.append(outcome)
    return sorted(outcomes, key=lambda outcome: outcome.document_id)


def finish(
    request: RunRequest,
    started: Started,
    collected: Iterable[Issue],
    outcomes: Iterable[Outcome],
    build: Build[B],
) -> RunReport[B]:
    """Publish the warehouse from what all documents became, and keep the record of the run.

    Where the published one was made of the same, it stays (unless `request.is_rebuild`).
    """
    outcomes, settled = _settled(request, started, list(outcomes))
    history = load_runs(request.data)
    issues = [*collected, *settled, *(issue for outcome in outcomes for issue in outcome.issues)]
    run = Run(
        run_id=started.run_id,
        started_at=started.started_at,
        finished_at=now(),
        command=request.command,
        version=project_version(),
        stage_versions=stage_versions(),
    )
    made: _Made[B] = _Made()
    start = time.monotonic()
    try:
        # An error of collection (a publisher's list that has all but vanished) stops publication.
        if not any(issue.severity == Severity.ERROR for issue in issues):
            made = _publish(request, run, issues, history, build)
            issues += made.issues
    finally:
        seconds = time.monotonic() - start
        fresh = new_warnings(issues, history)
        status = FAILED if not made.is_published else 2 if fresh else 0
        save_run(request.data, RunRecord(run, status, tuple(issues), made.kept))
    if status != FAILED:
        Artefacts(request.data).prune(KEPT_DAYS)
    return RunReport(
        run,
        status,
        outcomes,
        tuple(issues),
        fresh,
        made.built,
        seconds,
        made.kept,
        _file_names(request.data, fresh),
    )


def _file_names(data: Path, issues: Iterable[Issue]) -> dict[str, str]:
    """What the documents of some issues are called, for people."""
    wanted = {issue.document_id for issue in issues if issue.document_id}
    rows = Ledger(data).latest().values() if wanted else ()
    return {
        row.document_id: row.file_name
        for row in rows
        if row.document_id in wanted and row.file_name
    }


def _settled(
    request: RunRequest, started: Started, outcomes: list[Outcome]
) -> tuple[tuple[Outcome, ...], list[Issue]]:
    """Documents within documents are read as well; files saved anew stay what they were."""
    data = request.data
    new = [outcome.document_id for outcome in outcomes]
    for _ in range(DEEPEST):
        new = settle_attached(data, started.run_id, new)
        if not new:
            break
        outcomes += process_batch(data, new, request.limits)
    issues = list(settle_resaved(data, started.run_id, request.limits))
    held = documents(data)
    known = {outcome.document_id for outcome in outcomes}
    outcomes += process_batch(data, [name for name in held if name not in known], request.limits)
    outcomes = [outcome for outcome in outcomes if outcome.document_id in set(held)]
    return tuple(outcomes), issues + attached_issues(data, held)


class _Made(msgspec.Struct, Generic[B]):
    """What came of publishing: a build, or the run whose build was kept, and what they noticed."""

    built: B | None = None
    kept: str | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def is_published(self) -> bool:
        return self.kept is not None or (self.built is not None and self.built.is_published)


def _publish(
    request: RunRequest,
    run: Run,
    issues: list[Issue],
    history: list[RunRecord],
    build: Build[B],
) -> _Made[B]:
    """Build and publish, or leave what stands where that was made of the same."""
    data, target = request.data, warehouse_path(request.data)
    digest = input_digest(data, documents(data), issues)
    stands = still_stands(data, target, digest, run.finished_at)
    if stands and not request.is_rebuild:
        return _Made(kept=stands.run_id, issues=stands.issues)
    corrections = Corrections(data)
    orphans = _orphans(data, corrections)
    given = warehouse_input(data, run, [*issues, *orphans], history, corrections)
    built = build(given, target)
    noticed = (*orphans, *built.issues)
    if built.is_published:
        note(data, target, digest, run, noticed)
    return _Made(built, issues=noticed)


def warehouse_input(
    data: Path,
    run: Run,
    issues: list[Issue],
    history: list[RunRecord],
    corrections: Corrections,
) -> WarehouseInput:
    """All that a build needs, documents one at a time."""
    themes, quality = taxonomy()
    latest = Ledger(data).latest()
    seen = {row.document_id: row for row in latest.values() if row.document_id}
    return WarehouseInput(
        run=run,
        documents=_documents(data, seen, corrections),
        sightings=Ledger(data).sightings(every=False),
        sources=source_infos(),
        themes=themes,
        theme_quality=quality,
        issues=tuple(issues),
        history=tuple(record.run for record in history),
        failures=tuple(
            (record.run.run_id, issue)
            for record in history
            if record.exit_status == FAILED
            for issue in record.issues
            if issue.severity == Severity.ERROR
        ),
    )


def _orphans(data: Path, corrections: Corrections) -> list[Issue]:
    """Corrections that find no statement, of documents that are there and of others."""
    artefacts, held = Artefacts(data), set(documents(data))
    found = [
        Issue(
            Severity.WARNING,
            "classify",
            "correction_orphaned",
            "A correction names a document that is not here.",
            document_id=document_id,
        )
        for document_id in sorted(corrections.documents - held)
    ]
    for document_id in sorted(corrections.documents & held):
        found += corrections.apply(processed(artefacts, document_id))[1]
    return found


def _documents(
    data: Path, seen: dict[str, Sighting], corrections: Corrections
) -> Iterator[ProcessedDocument]:
    artefacts = Artefacts(data)
    for document_id in documents(data):
        row = seen[document_id]
        record, _ = corrections.apply(processed(artefacts, document_id))
        yield msgspec.structs.replace(
            record,
            file_name=row.file_name,
            bytes=row.bytes,
            media_type=record.media_type or row.media_type,
        )


def new_warnings(issues: Iterable[Issue], history: list[RunRecord]) -> tuple[Issue, ...]:
    """Warnings that call for somebody now.

    A file that is encrypted stays so: its warning counts in the first published run that tells
    it. What is wrong with a source or with the build counts each time.
    """
    published = next((r for r in reversed(history) if r.exit_status != FAILED), None)
    told = {(i.code, i.document_id) for i in published.issues} if published else set()
    return tuple(
        issue
        for issue in issues
        if issue.severity != Severity.INFO
        and (issue.document_id is None or (issue.code, issue.document_id) not in told)
    )


__all__ = [
    "Build",
    "RunReport",
    "RunRequest",
    "Started",
    "begin",
    "collect",
    "documents",
    "finish",
    "ingest",
    "process_batch",
    "rebuild",
    "warehouse_path",
]
