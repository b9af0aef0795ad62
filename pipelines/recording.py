"""The end of a run: its record, its exit status, and which warnings call for somebody."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cached_property

import msgspec

from archive.folder import Archive
from archive.runs import FAILED, NOTHING, NOTHING_COLLECTED, PUBLISHED, WARNED, RunRecord, now
from archive.stages import stage_versions
from models.records import Issue, Run, Severity
from pipelines.process import NOT_IN_FULL
from pipelines.publishing import Made
from pipelines.request import RunRequest, Started, project_version

_WRONG_FILE = "source_file_wrong"
_COLLECT = "collect"  # the stage of what a source met
_OF_LISTS = frozenset(
    {
        "collect_broke", "listing_empty", "listing_incomplete", "listing_out_of_reach",
        "listing_refused", "listing_shrunk", "too_few_documents", "too_many_documents",
    }
)  # fmt: skip
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
    """The issues. Those about an unreadable document that a person has accepted become notes."""
    accepted = archive.accepted_unreadable
    for issue in issues:
        is_accepted = issue.document_id in accepted and issue.document_id not in retried
        is_noted = is_accepted and issue.code in {*NOT_IN_FULL, "program_error"}
        yield msgspec.structs.replace(issue, severity=Severity.INFO) if is_noted else issue


def new_warnings(
    archive: Archive,
    issues: Iterable[Issue],
    history: list[RunRecord],
    retried: Container[str] = (),
) -> tuple[Issue, ...]:
    """Warnings that call for somebody now.

    A file that is encrypted stays so: its warning counts in the first published run that tells
    it, as do a link that is not followed, a correction that fits nothing, and what a check finds in
    the build as it stands (a source whose file is wrong stays so until somebody corrects it). So
    does what is wrong with a source, until a run has had it without. What a check finds against the
    build before, and what is wrong with the machine or with all sources at once, counts each time,
    as does what is told of a document that a person has just tried again.
    """
    issues = tuple(issue for issue in issues if issue.severity != Severity.INFO)
    lasting = _LASTING | _standing_checks(issues)
    published = [record for record in history if record.is_published]
    told = _Told(archive, published)
    return tuple(
        issue
        for issue in issues
        if not _lasts(issue, lasting) or issue.document_id in retried or issue not in told
    )


class _Told:
    """What the last published run has told; of a source, the last one that had to do with it."""

    def __init__(self, archive: Archive, published: list[RunRecord]) -> None:
        self._archive, self._published = archive, published
        self._last = {_mark(i) for i in published[-1].issues} if published else set()

    def __contains__(self, issue: Issue) -> bool:
        if not _is_of_source(issue):
            return _mark(issue) in self._last
        runs = self._runs
        if issue.code != _WRONG_FILE and issue.source_id not in runs:
            return _mark(issue) in self._last  # a folder of this machine
        asked = set().union(*runs.values()) if issue.code == _WRONG_FILE else runs[issue.source_id]
        before = next((r for r in reversed(self._published) if r.run.run_id in asked), None)
        return before is not None and _mark(issue) in {_mark(found) for found in before.issues}

    @cached_property
    def _runs(self) -> dict[str | None, set[str]]:
        """Sources, and the runs that have asked them."""
        found: dict[str | None, set[str]] = {}
        for row in self._archive.ledger.passes():
            found.setdefault(row.source_id, set()).add(row.run_id)
        return found


def _standing_checks(issues: tuple[Issue, ...]) -> frozenset[str]:
    """Codes of checks that found something and do not compare with the build before."""
    found = frozenset(i.code for i in issues if i.stage == _CHECK and i.severity != Severity.INFO)
    if not found:
        return found
    from warehouse import comparing_checks  # noqa: PLC0415 - loads DuckDB

    return found - comparing_checks()


def _lasts(issue: Issue, lasting: frozenset[str]) -> bool:
    if issue.document_id is None:
        return issue.code in lasting or _is_of_source(issue)
    return issue.code != "machine_failed"


def _mark(issue: Issue) -> tuple[str, str | None, str | None, str]:
    """What tells one warning from another; of a document, its words may have changed.

    Of a check and a source, its figures may: 8 of 9 is 9 of 10 as soon as the source publishes one
    more. Of a list that is not as expected, how it fails may.
    """
    words = issue.message if issue.document_id is None else ""
    if issue.stage == _CHECK or _is_of_source(issue):
        words = _FIGURE.sub("", words)
    if issue.code in _OF_LISTS:
        words = issue.code
    return issue.code, issue.document_id, issue.source_id if words else None, words


def _is_of_source(issue: Issue) -> bool:
    return issue.stage == _COLLECT and issue.source_id is not None and issue.document_id is None
