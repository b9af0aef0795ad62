"""The end of a run: its record, its exit status, and which warnings call for somebody."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import msgspec

from archive.folder import Archive
from archive.runs import FAILED, NOTHING, NOTHING_COLLECTED, PUBLISHED, WARNED, RunRecord, now
from archive.stages import stage_versions
from models.records import Issue, Run, Severity
from pipelines.marks import CHECK, Mark, is_of_source, mark_of
from pipelines.past import Past
from pipelines.process import NOT_IN_FULL
from pipelines.publishing import Made
from pipelines.request import RunRequest, Started, project_version
from pipelines.wavering import CODE as COMES_AND_GOES
from pipelines.wavering import WINDOW, Wavering

_WRONG_FILE = "source_file_wrong"
# These faults stay as they are, such as a link that leads nowhere: each is reported once.
_LASTING = frozenset({"left_out", "cannot_open", "correction_orphaned", "unknown_correction"})


def run_of(request: RunRequest, started: Started) -> Run:
    """Who ran what, from when to now, by which rules."""
    return Run(
        run_id=started.run_id,
        started_at=started.started_at,
        finished_at=now(),
        command=request.command,
        version=project_version(),
        stage_versions=stage_versions(),
    )


def has_nothing(archive: Archive, issues: Iterable[Issue]) -> bool:
    """Whether nothing was collected where nothing was before: an empty warehouse serves nobody."""
    if not any(issue.code in NOTHING for issue in issues):
        return False
    return not archive.places.warehouse.exists() and not archive.documents()


def status_of(made: Made, issues: list[Issue], fresh: tuple[Issue, ...]) -> int:
    """The exit status of a run that has come to its end."""
    is_empty_handed = any(issue.code in NOTHING for issue in issues)
    if not made.is_published:
        is_bad = any(issue.severity == Severity.ERROR for issue in issues)
        return NOTHING_COLLECTED if is_empty_handed and not is_bad else FAILED
    if is_empty_handed:
        return NOTHING_COLLECTED
    return WARNED if fresh else PUBLISHED


def record_of(
    run: Run,
    started: Started,
    status: int,
    issues: list[Issue],
    made: Made,
) -> RunRecord:
    """What is kept of a run."""
    return RunRecord(
        run,
        status,
        tuple(issues),
        made.kept,
        number=started.row.number,
        pid=started.row.pid,
        host=started.row.host,
        held_build=made.held,
        accepted_build=made.accepted,
        losses=made.losses,
    )


def with_accepted_noted(
    archive: Archive, issues: Iterable[Issue], retried: Container[str]
) -> Iterator[Issue]:
    """The issues. Those about an unreadable document that a person has accepted become notes."""
    accepted = archive.accepted_unreadable
    for issue in issues:
        is_accepted = issue.document_id in accepted and issue.document_id not in retried
        is_noted = is_accepted and issue.code in {*NOT_IN_FULL, "program_error"}
        yield msgspec.structs.replace(issue, severity=Severity.INFO) if is_noted else issue


def new_warnings(
    past: Past,
    wavering: Wavering,
    issues: Iterable[Issue],
    retried: Container[str] = (),
) -> tuple[Issue, ...]:
    """Warnings that somebody should look at now.

    Some faults last: a file that is encrypted, a link that is not followed, a correction that fits
    nothing, and what a check finds in the build by itself. Their warnings count in the first
    published run that reports them. A fault of a source counts once, until a run has dealt with
    the source without that fault; if it comes and goes, only this is reported. What a check finds
    by comparison with the build before, and a fault of the machine or of all sources at once, count
    each time. So do warnings about a document that a person has just tried again.
    """
    issues = tuple(issue for issue in issues if issue.severity != Severity.INFO)
    lasting = _LASTING | _standing_checks(issues)
    told = _Told(past, wavering)
    return tuple(
        issue
        for issue in issues
        if not _lasts(issue, lasting) or issue.document_id in retried or issue not in told
    )


class _Told:
    """What the last published run has reported; for a source, the last run that dealt with it."""

    def __init__(self, past: Past, wavering: Wavering) -> None:
        self._past, self._wavering = past, wavering
        self._last = _marks([record for record in past.runs if record.is_published][-1:])

    def __contains__(self, issue: Issue) -> bool:
        if not is_of_source(issue):
            return mark_of(issue) in self._last
        if self._wavering.is_part(issue):
            return True
        if self._wavering.is_down(issue):
            return False
        asked = self._past.of_any if issue.code == _WRONG_FILE else self._past.of(issue.source_id)
        if not asked and issue.code != _WRONG_FILE:
            return mark_of(issue) in self._last  # a folder of this machine
        published = [record for record in asked if record.is_published]
        # What comes and goes may be quiet for some runs, and is no news then.
        last = WINDOW if issue.code == COMES_AND_GOES else 1
        return mark_of(issue) in _marks(published[-last:])


def _marks(records: Iterable[RunRecord]) -> set[Mark]:
    return {mark_of(issue) for record in records for issue in record.issues}


def _standing_checks(issues: tuple[Issue, ...]) -> frozenset[str]:
    """Codes of checks that found something and do not compare with the build before."""
    found = frozenset(i.code for i in issues if i.stage == CHECK and i.severity != Severity.INFO)
    if not found:
        return found
    from warehouse import comparing_checks  # noqa: PLC0415 - loads DuckDB

    return found - comparing_checks()


def _lasts(issue: Issue, lasting: frozenset[str]) -> bool:
    if issue.document_id is None:
        return issue.code in lasting or is_of_source(issue)
    return issue.code != "machine_failed"
