"""The main job, top to bottom: lock, collect, process, publish, record.

`ingest` is the whole of it, used by `reviews run`. A scheduler that hands out batches calls the
same steps one by one and publishes the same warehouse.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console

from archive.accepted import accepted_held
from archive.artefacts import BUCKETS
from archive.folder import Archive
from archive.leftovers import sweep
from archive.runs import FAILED
from archive.store import together
from archive.trouble import DiskFullError, issue_of
from models.records import Issue, Loss, Run, Severity
from pipelines.again import processed_again, say_what_is_read_again
from pipelines.gathering import collect, look_at_store
from pipelines.originals import missing_originals, set_aside_damaged
from pipelines.past import Past
from pipelines.process import (
    DocumentOutcome,
    Job,
    Limits,
    Progress,
    Trouble,
    current_keys,
    forget_failure,
    is_done,
    work,
)
from pipelines.publishing import Made, load_ahead, publish
from pipelines.recording import (
    has_nothing,
    new_warnings,
    record_of,
    run_of,
    status_of,
    with_accepted_noted,
)
from pipelines.replaced import settle_replaced
from pipelines.reporting import Summary, keep_report
from pipelines.request import (
    RunRequest,
    Started,
    at_stage,
    open_archive,
    under_way,
)
from pipelines.resaved import settle_resaved
from pipelines.sharing import share
from pipelines.slow_losses import slow_losses
from pipelines.wavering import Wavering

if TYPE_CHECKING:
    from warehouse import BuildReport

PRUNED_IN = 32  # runs until all documents were looked at for old results: a folder may be large
KEPT_DAYS = 30  # what older rules made is kept for a while: going back to them then costs nothing


@dataclass(frozen=True)
class RunReport:
    """What a run did. `new_warnings` are those that no earlier published run had reported.

    `build` is None where an error stopped the run before it, and where nothing had changed: then
    `kept_build` names the run whose warehouse is published.
    """

    run: Run
    exit_status: int
    outcomes: tuple[DocumentOutcome, ...]
    issues: tuple[Issue, ...]
    new_warnings: tuple[Issue, ...]
    build: BuildReport | None
    build_seconds: float
    kept_build: str | None = None
    file_names: dict[str, str] = field(default_factory=dict)  # by document id
    held_build: str | None = None  # a build that waits for a person: see `losses`
    losses: tuple[Loss, ...] = ()
    source_ids: dict[str, str] = field(default_factory=dict)  # by document id
    again: str = ""  # how many documents of an earlier build were processed again, and why
    summary: Summary | None = None  # for people; None where it could not be made


def ingest(request: RunRequest, console: Console) -> RunReport:
    """Run everything and publish. Raises UserError for what a person has to mend first."""
    archive = open_archive(request)
    with under_way(archive, request) as started:
        noticed = collect(archive, request, started)
        return _process_and_finish(archive, request, started, noticed, console)


def rebuild(request: RunRequest, console: Console) -> RunReport:
    """Publish again from what the archive holds, without collecting. Raises UserError where no
    run has been there: a folder that is named wrongly is not to be published as an empty one.
    """
    archive = Archive.of_earlier_runs(request.data)
    with under_way(archive, request) as started:
        noticed = look_at_store(archive, started)
        return rebuild_under_way(archive, request, started, console, noticed)


def rebuild_under_way(
    archive: Archive,
    request: RunRequest,
    started: Started,
    console: Console,
    noticed: Iterable[Issue] = (),
) -> RunReport:
    """The same, by a caller who holds the data folder."""
    forced = msgspec.structs.replace(request, is_rebuild=True)
    return _process_and_finish(archive, forced, started, noticed, console)


def _process_and_finish(
    archive: Archive,
    request: RunRequest,
    started: Started,
    noticed: Iterable[Issue],
    console: Console,
) -> RunReport:
    at_stage(archive, started, "process")
    if request.is_rebuild:  # asked for by a person: what failed is tried again
        names, forget = archive.documents(), partial(forget_failure, archive.artefacts)
        deque(together(archive.artefacts.store, partial(forget, and_reading=False), names), 0)
    outcomes = process(archive, archive.documents(), request.limits, console, asked=request.retries)
    return finish(archive, request, started, noticed, outcomes)


def process(
    archive: Archive,
    document_ids: Iterable[str],
    limits: Limits,
    console: Console | None = None,
    asked: frozenset[str] = frozenset(),
) -> list[DocumentOutcome]:
    """Bring documents through the stages, those in child processes that are not done yet.

    Raises DiskFullError: no further document would fare better.
    """
    outcomes = processing(archive, document_ids, limits, console, asked)
    return sorted(outcomes, key=lambda outcome: outcome.document_id)


def processing(
    archive: Archive,
    document_ids: Iterable[str],
    limits: Limits,
    console: Console | None = None,
    asked: frozenset[str] = frozenset(),
) -> Generator[DocumentOutcome, None, None]:
    """The same, each outcome as it comes, from one pool of children.

    What the machine failed is tried once more at the end.
    """
    jobs: list[Job] = []
    names, latest = list(document_ids), archive.latest()
    artefacts, originals = archive.artefacts, archive.originals
    all_done = together(artefacts.store, lambda name: is_done(artefacts, name), names)
    for document_id, done in zip(names, all_done, strict=True):
        if done:
            yield done
        else:
            row, path = latest.get(document_id), originals.location(document_id)
            jobs.append(Job(document_id, path, document_id, row.bytes if row else 0))
    # Large files first: the last minutes are not spent waiting for one child with a long report.
    jobs.sort(key=lambda job: -job.bytes)
    say_what_is_read_again(archive, {job.document_id for job in jobs}, asked)
    sizes = {job.document_id: job.bytes for job in jobs}
    again: set[str] = set()
    if jobs:
        load_ahead(archive.data, latest.get(jobs[0].document_id))
    with Progress(sizes, console or Console(quiet=True)) as progress:
        for outcome in _worked(jobs, archive, limits, progress):
            if outcome.trouble is Trouble.MACHINE:
                again.add(outcome.document_id)
            else:
                yield outcome
    yield from _worked([job for job in jobs if job.document_id in again], archive, limits)


def _worked(
    jobs: list[Job], archive: Archive, limits: Limits, progress: Progress | None = None
) -> Iterator[DocumentOutcome]:
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
    outcomes: Iterable[DocumentOutcome],
) -> RunReport:
    """Publish the warehouse from what all documents became, and keep the record of the run."""
    outcomes = tuple(outcomes)
    resaved = settle_resaved(archive, started.run_id, request.limits, outcomes)
    resaved += settle_replaced(archive, request.limits)
    outcomes = _of_held(archive, request, outcomes)
    past = Past(archive, archive.runs.load())
    told = (issue for outcome in outcomes for issue in outcome.issues)
    issues = [*noticed, *resaved, *with_accepted_noted(archive, told, request.retries)]
    issues += missing_originals(archive)
    again = processed_again(archive, outcomes, request.retries)
    wavering = Wavering(past, started.run_id, issues)
    issues += [*wavering.issues(), *slow_losses(archive, past, started.run_id)]
    run = run_of(request, started)
    made, stopped = Made(), None
    if accepted := accepted_held(archive.places):
        request = msgspec.structs.replace(request, is_accepting=True)
    start = time.monotonic()
    try:
        at_stage(archive, started, "publish")
        # Errors of collection and of the store stop publication, and so does having nothing.
        is_stopped = any(issue.severity == Severity.ERROR for issue in issues)
        if not is_stopped and not has_nothing(archive, issues):
            made = publish(archive, run, issues, request)
            issues += made.issues
            if accepted and made.built and made.is_published:
                made = msgspec.structs.replace(
                    made, accepted=accepted.build_id, losses=accepted.losses
                )
            if made.is_published:
                issues += share(archive, made.kept or run.run_id)
    except BaseException as error:
        issues.append(started.stop.issue(error, "publish") or issue_of(error, "build"))
        stopped = started.stop.exit_status(error)
        raise
    finally:
        started.stop.is_ending = True
        seconds = time.monotonic() - start
        fresh = new_warnings(past, wavering, issues, request.retries)
        status = stopped or status_of(made, issues, fresh)
        record = record_of(run, started, status, issues, made)
        archive.runs.save(record)
    sweep(archive.places)
    if status != FAILED:
        prune(archive, started.row.number)
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
        again=again,
    )
    marks = [*started.marks, ("end", time.monotonic())]
    return replace(report, summary=keep_report(archive, record, report, marks))


def prune(archive: Archive, number: int) -> int:
    """Delete old results of a part of all documents, another part at each run."""
    wanted, nth = set(archive.documents()), number % PRUNED_IN

    def current(document_id: str) -> set[str]:
        return current_keys(archive.artefacts, document_id) if document_id in wanted else set()

    return archive.artefacts.prune(KEPT_DAYS, range(nth, BUCKETS, PRUNED_IN), current)


def _of_held(
    archive: Archive, request: RunRequest, outcomes: Iterable[DocumentOutcome]
) -> tuple[DocumentOutcome, ...]:
    """The outcomes of the documents that count now: of a file saved anew, that of the first one."""
    held, found = archive.documents(), {outcome.document_id: outcome for outcome in outcomes}
    missing = process(archive, [name for name in held if name not in found], request.limits)
    found |= {outcome.document_id: outcome for outcome in missing}
    return tuple(found[name] for name in held)
