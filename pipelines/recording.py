"""The end of a run: its record, its exit status, and which warnings call for somebody."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

import msgspec

from archive.folder import Archive
from archive.runs import FAILED, NOTHING_COLLECTED, PUBLISHED, WARNED, RunRecord, now
from archive.stages import stage_versions
from models.records import Issue, Run, Severity
from pipelines.process import NOT_IN_FULL
from pipelines.publishing import Made
from pipelines.request import RunRequest, Started, project_version

NOTHING = "nothing_collected"
_CHECK = "check"  # the stage of what a check of the warehouse finds
# A link that leads nowhere stays one, as a file that is encrypted does: told once in these words.
_FIGURE = re.compile(r"\b\d+\b")
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
    if not any(issue.code == NOTHING for issue in issues):
        return False
    return not archive.places.warehouse.exists() and not archive.documents()


def status_of(made: Made, issues: list[Issue], fresh: tuple[Issue, ...]) -> int:
    """The exit status of a run that has come to its end."""
    is_empty_handed = any(issue.code == NOTHING for issue in issues)
    if not made.is_published:
        is_bad = any(issue.severity == Severity.ERROR for issue in issues)
        return NOTHING_COLLECTED if is_empty_handed and not is_bad else FAILED
    if is_empty_handed:
        return NOTHING_COLLECTED
    return WARNED if fresh else PUBLISHED


def record_of(
    request: RunRequest,
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
        accepted_build=made.accepted or request.accepts_build,
        losses=made.losses,
    )


def with_accepted_noted(
    archive: Archive, issues: Iterable[Issue], retried: Container[str]
) -> Iterator[Issue]:
    """Issues, those only noted that tell what a person has accepted: a document cannot be read."""
    accepted = archive.accepted_unreadable
    for issue in issues:
        is_accepted = issue.document_id in accepted and issue.document_id not in retried
        is_noted = is_accepted and issue.code in NOT_IN_FULL
        yield msgspec.structs.replace(issue, severity=Severity.INFO) if is_noted else issue


def new_warnings(
    issues: Iterable[Issue], history: list[RunRecord], retried: Container[str] = ()
) -> tuple[Issue, ...]:
    """Warnings that call for somebody now.

    A file that is encrypted stays so: its warning counts in the first published run that tells
    it, as do a link that is not followed, a correction that fits nothing, and what a check finds in
    the build as it stands (a source whose file is wrong stays so until somebody corrects it). What
    a check finds against the build before, and what is wrong with the collecting or the machine,
    counts each time, as does what is told of a document that a person has just tried again.
    """
    issues = tuple(issues)
    lasting = _LASTING | _standing_checks(issues)
    published = next((r for r in reversed(history) if r.exit_status != FAILED), None)
    told = {_mark(issue) for issue in published.issues} if published else set()
    return tuple(
        issue
        for issue in issues
        if issue.severity != Severity.INFO
        and (not _lasts(issue, lasting) or issue.document_id in retried or _mark(issue) not in told)
    )


def _standing_checks(issues: tuple[Issue, ...]) -> frozenset[str]:
    """Codes of checks that found something and do not compare with the build before."""
    found = frozenset(i.code for i in issues if i.stage == _CHECK and i.severity != Severity.INFO)
    if not found:
        return found
    from warehouse import comparing_checks  # noqa: PLC0415 - loads DuckDB

    return found - comparing_checks()


def _lasts(issue: Issue, lasting: frozenset[str]) -> bool:
    if issue.document_id is None:
        return issue.code in lasting
    return issue.code != "machine_failed"


def _mark(issue: Issue) -> tuple[str, str | None, str | None, str]:
    """What tells one warning from another; of a document, its words may have changed.

    Of a check, its figures may: 8 of 9 is 9 of 10 as soon as the source publishes one more.
    """
    words = issue.message if issue.document_id is None else ""
    if issue.stage == _CHECK:
        words = _FIGURE.sub("", words)
    return issue.code, issue.document_id, issue.source_id if words else None, words
