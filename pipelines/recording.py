"""The end of a run: its record, its exit status, and which warnings call for somebody."""

from __future__ import annotations

from collections.abc import Iterable

from archive.runs import FAILED, NOTHING_COLLECTED, PUBLISHED, WARNED, RunRecord, now
from archive.stages import stage_versions
from models.records import Issue, Run, Severity
from pipelines.publishing import Made
from pipelines.request import RunRequest, Started, project_version


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


def status_of(made: Made, issues: list[Issue], fresh: tuple[Issue, ...]) -> int:
    """The exit status of a run that has come to its end."""
    if not made.is_published:
        return FAILED
    if any(issue.code == "nothing_collected" for issue in issues):
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
