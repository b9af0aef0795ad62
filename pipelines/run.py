"""The main job, top to bottom: lock, collect, process, publish, record.

`ingest` is the whole of it, used by `reviews run`. A scheduler that hands out batches calls the
same steps one by one and publishes the same warehouse.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console

from archive.folder import Archive
from archive.runs import FAILED, NOTHING_COLLECTED, PUBLISHED, WARNED, RunRecord, now
from archive.stages import stage_versions
from archive.trouble import DiskFullError, issue_of
from models.records import Issue, Loss, Run, Severity
from pipelines.again import say_what_is_read_again
from pipelines.gathering import collect
from pipelines.originals import missing_originals, set_aside_damaged
from pipelines.process import (
    Job,
    Limits,
    Outcome,
    Progress,
    Trouble,
    forget_failure,
    is_done,
    work,
)
from pipelines.publishing import Made, publish
from pipelines.replaced import settle_replaced
from pipelines.reporting import Summary, keep_report
from pipelines.request import RunRequest, Started, at_stage, project_version, under_way
from pipelines.resaved import settle_resaved

if TYPE_CHECKING:
    from warehouse import BuildReport

KEPT_DAYS = 30  # what older rules made is kept for a while: going back to them then costs nothing


@dataclass(frozen=True)
class RunReport:
    """What a run did. `new_warnings` are those that no earlier published run had told.

    `build` is None where an error stopped the run before it, and where nothing had changed: then
    `kept_build` names the run whose warehouse stands.
    """

    run: Run
    exit_status: int
    outcomes: tuple[Outcome, ...]
    issues: tuple[Issue, ...]
    new_warnings: tuple[Issue, ...]
    build: BuildReport | None
    build_seconds: float
    kept_build: str | None = None
    file_names: dict[str, str] = field(default_factory=dict)  # by document id
    held_build: str | None = None  # a build that waits for a person: see `losses`
    losses: tuple[Loss, ...] = ()
    source_ids: dict[str, str] = field(default_factory=dict)  # by document id
    summary: Summary | None = None  # for people; None where it could not be made


def ingest(request: RunRequest, console: Console) -> RunReport:
    """Run everything and publish. Raises UserError for what a person has to mend first."""
    archive = Archive(request.data)
    with under_way(archive, request) as started:
        noticed = collect(archive, request, started)
        return _process_and_finish(archive, request, started, noticed, console)


def rebuild(request: RunRequest, console: Console) -> RunReport:
    """Publish again from what the archive holds, without collecting."""
    archive = Archive(request.data)
    with under_way(archive, request) as started:
        return rebuild_under_way(archive, request, started, console)


def rebuild_under_way(
    archive: Archive, request: RunRequest, started: Started, console: Console
) -> RunReport:
    """The same, by a caller who holds the data folder."""
    forced = msgspec.structs.replace(request, is_rebuild=True)
    return _process_and_finish(archive, forced, started, (), console)


def _process_and_finish(
    archive: Archive,
    request: RunRequest,
    started: Started,
    noticed: Iterable[Issue],
    console: Console,
) -> RunReport:
    at_stage(archive, started, "process")
    if request.is_rebuild:  # asked for by a person: what failed is tried again
        for document_id in archive.documents():
            forget_failure(archive.artefacts, document_id, and_reading=False)
    outcomes = process(archive, archive.documents(), request.limits, console)
    return finish(archive, request, started, noticed, outcomes)


def process(
    archive: Archive, document_ids: Iterable[str], limits: Limits, console: Console | None = None
) -> list[Outcome]:
    """Bring documents through the stages, those in child processes that are not done yet.

    Raises DiskFullError: no further document would fare better.
    """
    outcomes = processing(archive, document_ids, limits, console)
    return sorted(outcomes, key=lambda outcome: outcome.document_id)


def processing(
    archive: Archive, document_ids: Iterable[str], limits: Limits, console: Console | None = None
) -> Generator[Outcome, None, None]:
    """The same, each outcome as it comes, from one pool of children.

    What the machine failed is tried once more at the end.
    """
    jobs: list[Job] = []
    for document_id in document_ids:
        if done := is_done(archive.artefacts, document_id):
            yield done
        else:
            path = str(archive.originals.path(document_id))
            jobs.append(Job(document_id, path, sha256=document_id))
    # Large files first: the last minutes are not spent waiting for one child with a long report.
    jobs.sort(key=lambda job: -job.bytes)
    say_what_is_read_again(archive, {job.document_id for job in jobs})
    sizes = {job.document_id: job.bytes for job in jobs}
    again: set[str] = set()
    with Progress(sizes, console or Console(quiet=True)) as progress:
        for outcome in _worked(jobs, archive, limits, progress):
            if outcome.trouble is Trouble.MACHINE:
                again.add(outcome.document_id)
            else:
                yield outcome
    yield from _worked([job for job in jobs if job.document_id in again], archive, limits)


def _worked(
    jobs: list[Job], archive: Archive, limits: Limits, progress: Progress | None = None
) -> Iterator[Outcome]:
    for outcome in work(jobs, archive.data, limits):
        if outcome.trouble is Trouble.FULL:
            raise DiskFullError
        if outcome.trouble is Trouble.DAMAGED:
            set_aside_damaged(archive, outcome.document_id)
        if progress:
            progress.advance(outcome)
        yield outcome


def finish(
    archive: Archive,
    request: RunRequest,
    started: Started,
    noticed: Iterable[Issue],
    outcomes: Iterable[Outcome],
) -> RunReport:
    """Publish the warehouse from what all documents became, and keep the record of the run."""
    resaved = settle_resaved(archive, started.run_id, request.limits)
    resaved += settle_replaced(archive, request.limits)
    outcomes = _of_held(archive, request, outcomes)
    history = archive.runs.load()
    issues = [*noticed, *resaved, *(issue for outcome in outcomes for issue in outcome.issues)]
    issues += missing_originals(archive)
    run = _run(request, started)
    made = Made()
    start = time.monotonic()
    try:
        at_stage(archive, started, "publish")
        # Errors of collection and of the store stop publication.
        if not any(issue.severity == Severity.ERROR for issue in issues):
            made = publish(archive, run, issues, request)
            issues += made.issues
    except Exception as error:
        issues.append(issue_of(error, "build"))
        raise
    finally:
        seconds = time.monotonic() - start
        fresh = new_warnings(issues, history)
        status = _status(made, issues, fresh)
        record = _record(request, run, started, status, issues, made)
        archive.runs.save(record)
    if status != FAILED:
        archive.artefacts.prune(KEPT_DAYS)
    latest = archive.latest()
    report = RunReport(
        run,
        status,
        outcomes,
        tuple(issues),
        fresh,
        made.built,
        seconds,
        made.kept,
        {name: row.file_name for name, row in latest.items()},
        made.held,
        made.losses,
        {name: row.source_id for name, row in latest.items()},
    )
    marks = [*started.marks, ("end", time.monotonic())]
    return replace(report, summary=keep_report(archive, record, report, marks))


def _status(made: Made, issues: list[Issue], fresh: tuple[Issue, ...]) -> int:
    if not made.is_published:
        return FAILED
    if any(issue.code == "nothing_collected" for issue in issues):
        return NOTHING_COLLECTED
    return WARNED if fresh else PUBLISHED


def _record(
    request: RunRequest,
    run: Run,
    started: Started,
    status: int,
    issues: list[Issue],
    made: Made,
) -> RunRecord:
    return RunRecord(
        run,
        status,
        tuple(issues),
        made.kept,
        number=started.row.number,
        pid=started.row.pid,
        host=started.row.host,
        held_build=made.held,
        accepted_build=made.accepted or request.accepts_build,
        losses=made.losses,
    )


def _of_held(
    archive: Archive, request: RunRequest, outcomes: Iterable[Outcome]
) -> tuple[Outcome, ...]:
    """The outcomes of the documents that stand now: of a file saved anew, that of the first one."""
    held, found = archive.documents(), {outcome.document_id: outcome for outcome in outcomes}
    missing = process(archive, [name for name in held if name not in found], request.limits)
    found |= {outcome.document_id: outcome for outcome in missing}
    return tuple(found[name] for name in held)


def _run(request: RunRequest, started: Started) -> Run:
    return Run(
        run_id=started.run_id,
        started_at=started.started_at,
        finished_at=now(),
        command=request.command,
        version=project_version(),
        stage_versions=stage_versions(),
    )


def new_warnings(issues: Iterable[Issue], history: list[RunRecord]) -> tuple[Issue, ...]:
    """Warnings that call for somebody now.

    A file that is encrypted stays so: its warning counts in the first published run that tells
    it. What is wrong with a source, the build or the machine counts each time.
    """
    published = next((r for r in reversed(history) if r.exit_status != FAILED), None)
    told = {(i.code, i.document_id) for i in published.issues} if published else set()
    return tuple(
        issue
        for issue in issues
        if issue.severity != Severity.INFO
        and (
            issue.document_id is None
            or issue.code == "machine_failed"
            or (issue.code, issue.document_id) not in told
        )
    )
