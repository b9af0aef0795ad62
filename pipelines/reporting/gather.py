"""The summary of a run, from its record, the ledger and, where it ended whole, from its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.folder import Archive
from archive.places import Places
from archive.runs import FAILED, NOTHING_COLLECTED, WARNED, RunRecord
from models.records import DocumentState, Severity, Sighting
from pipelines.advice import importance, what_happened, what_to_do
from pipelines.collect import SourceStatus, source_status
from pipelines.local import LOCAL, SAMPLE
from pipelines.process import DocumentOutcome
from pipelines.process.hidden import wording
from pipelines.published import what_is_held
from pipelines.reporting.gone import GONE, gone_in, lost_in
from pipelines.reporting.news import news_of
from pipelines.reporting.recovery import GOOD, recovery_of
from pipelines.reporting.summary import (
    Ending,
    ReportedIssue,
    SlowDocument,
    SourceLine,
    StageLine,
    Summary,
)
from vocabulary.errors import ReviewsError

if TYPE_CHECKING:
    from pipelines.run import RunReport

_SLOWEST = 10
_CHANGED = {DocumentState.REPLACED, DocumentState.MOVED}
_ELSEWHERE = "See docs/statuses.md."
Marks = Sequence[tuple[str, float]]


def summarise(
    archive: Archive, record: RunRecord, report: RunReport | None = None, marks: Marks = ()
) -> Summary:
    """All there is to say about a run; of one that ended early (no `report`), what is on record."""
    latest = archive.latest()
    earlier = [r for r in archive.runs.load() if r.run.run_id != record.run.run_id]
    earlier = [r for r in earlier if r.number <= record.number]
    outcomes = report.outcomes if report else ()
    documents, reviews, statements = _counts(archive.places)
    built = report.build if report else None
    good = [r for r in [*earlier, record] if r.exit_status in GOOD]
    news, is_first = news_of(archive.places) if built and built.is_published else ((), False)
    # Where a purge has deleted the builds before, nobody knows what is new.
    if is_first and good != [record]:
        news, is_first = (), False
    return Summary(
        run_id=record.run.run_id,
        command=record.run.command,
        version=record.run.version,
        host=record.host,
        started_at=record.run.started_at,
        finished_at=record.run.finished_at,
        exit_status=record.exit_status,
        ending=_ending(record),
        seconds=marks[-1][1] - marks[0][1] if marks else None,
        documents=documents,
        reviews=reviews,
        statements=statements,
        read=sum("read" in outcome.ran for outcome in outcomes),
        again=report.again if report else "",
        sources=tuple(_sources(archive, record.run.run_id, latest.values())),
        stages=(*_run_stages(marks), *_document_stages(outcomes)),
        slowest=tuple(_slowest(outcomes, latest)),
        troubles=tuple(_troubles(record, report, latest)),
        losses=record.losses,
        lost=tuple(lost_in(archive, record.losses)),
        gone=tuple(gone_in(archive, record.run.run_id)),
        held_build=record.held_build,
        news=news,
        is_first_build=is_first,
        recovery=recovery_of(earlier, record, archive.ledger.passes()),
        last_good_run=good[-1].run.finished_at if good else None,
    )


def _counts(places: Places) -> tuple[int, int, int]:
    """Documents, reviews and statements of what is published; zeros where nothing is."""
    if not places.warehouse.exists():
        return (0, 0, 0)
    try:
        held = what_is_held(places)
    except ReviewsError:
        return (0, 0, 0)  # damaged: whoever opens it next says so
    return sum(held.by_status.values()), held.reviews, sum(held.by_kind.values())


def _ending(record: RunRecord) -> Ending:
    if record.is_dead:
        return Ending.DIED
    if record.is_stopped:
        return Ending.STOPPED
    if record.held_build:
        return Ending.LOSS_HELD
    if record.exit_status == NOTHING_COLLECTED:
        return Ending.NOTHING_COLLECTED
    if record.exit_status == FAILED:
        return Ending.FAILED
    if record.exit_status == WARNED:
        return Ending.WARNINGS
    return Ending.NOTHING_NEW if record.kept_build else Ending.PUBLISHED


def _sources(archive: Archive, run_id: str, latest: Iterable[Sighting]) -> Iterable[SourceLine]:
    """Sources of the web as their passes report, folders of this machine as their sightings do."""
    whole = {r.source_id: r.is_complete for r in archive.ledger.passes() if r.run_id == run_id}
    local: dict[str, Counter[DocumentState]] = {}
    for row in latest:
        if row.run_id == run_id and row.source_id not in whole:
            local.setdefault(row.source_id, Counter())[row.state] += 1
    titles = _titles({*whole, *local}, archive)
    for status in source_status(archive.ledger, sorted(whole)):
        yield _line(status, titles, is_complete=whole[status.source_id])
    for source_id, states in sorted(local.items()):
        yield SourceLine(
            source_id,
            titles.get(source_id, source_id),
            found=states.total(),
            new=states[DocumentState.NEW],
            changed=sum(states[state] for state in _CHANGED),
            gone=sum(states[state] for state in GONE),
        )


def _titles(wanted: set[str], archive: Archive) -> dict[str, str]:
    """Titles by source; source files are read only where one of them is wanted."""
    of_folders = {info.source_id: info.title for info in (SAMPLE, LOCAL)}
    if wanted <= of_folders.keys():
        return of_folders
    from pipelines.sources import whole_sources  # noqa: PLC0415 - a run of folders needs none

    sources = whole_sources(archive.data)
    return of_folders | {name: source.title for name, source in sources.items()}


def _line(status: SourceStatus, titles: dict[str, str], *, is_complete: bool) -> SourceLine:
    return SourceLine(
        status.source_id,
        titles.get(status.source_id, status.source_id),
        found=status.found or 0,
        new=status.new or 0,
        changed=status.changed or 0,
        gone=status.gone or 0,
        blocked=status.blocked or 0,
        errors=status.errors or 0,
        is_complete=is_complete,
        last_good_run=status.last_good_run,
        message=status.message,
    )


def _run_stages(marks: Marks) -> Iterable[StageLine]:
    for (stage, began), (_, ended) in pairwise(marks):
        yield StageLine(stage, None, ended - began)


def _document_stages(outcomes: Iterable[DocumentOutcome]) -> Iterable[StageLine]:
    taken: dict[str, list[float]] = {}
    for outcome in outcomes:
        for stage, seconds in outcome.stage_seconds.items():
            taken.setdefault(stage, []).append(seconds)
    for stage, all_seconds in taken.items():
        yield StageLine(stage, len(all_seconds), sum(all_seconds))


def _slowest(
    outcomes: Iterable[DocumentOutcome], latest: dict[str, Sighting]
) -> Iterable[SlowDocument]:
    ranked = sorted((o for o in outcomes if o.ran), key=lambda o: -o.seconds)
    for outcome in ranked[:_SLOWEST]:
        row = latest.get(outcome.document_id)
        name, source = (row.file_name, row.source_id) if row else ("", "")
        yield SlowDocument(outcome.document_id, name, source, outcome.n_pages, outcome.seconds)


def _troubles(
    record: RunRecord, report: RunReport | None, latest: dict[str, Sighting]
) -> Iterable[ReportedIssue]:
    """One line for each kind and document; pages are left to `reviews inspect`."""
    fresh = set(report.new_warnings) if report else set(record.issues)
    found: dict[tuple[str, str | None, str | None, str], ReportedIssue] = {}
    for issue in sorted(record.issues, key=importance):
        if issue.severity == Severity.INFO:
            continue
        words = wording(what_happened(issue))
        row = latest.get(issue.document_id or "")
        source_id = issue.source_id or (row.source_id if row else None)
        key = (issue.code, source_id, issue.document_id, words)
        found.setdefault(
            key,
            ReportedIssue(
                issue.severity,
                issue.code,
                words,
                what_to_do(issue, record.held_build) or _ELSEWHERE,
                source_id,
                issue.document_id,
                row.file_name if row else None,
                is_new=issue in fresh,
            ),
        )
    return found.values()
