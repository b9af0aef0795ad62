"""What a data folder holds and how the last run went."""

from __future__ import annotations

from pathlib import Path

import msgspec

from archive.accepted import waiting_held
from archive.folder import Archive
from archive.runs import RunRecord, UnderWay
from models.records import Issue, Loss, Run, Severity, Sighting, TypeCount
from pipelines.advice import importance, what_happened, what_it_is_called, what_to_do
from pipelines.again import read_before, why_again
from pipelines.collect import SourceStatus, for_a_person, source_status
from pipelines.environment import own_sources
from pipelines.process import fingerprint, is_done
from pipelines.published import what_is_held
from pipelines.whereabouts import whereabouts
from vocabulary.errors import ReviewsError


class IssueCount(msgspec.Struct, frozen=True):
    """How often one thing went wrong in the last run, with its first message and what to do.

    `label` is what the code is called for people; "" of a check, whose message says it. `where`
    are the files, each with its pages.
    """

    severity: Severity
    code: str
    label: str
    count: int
    example: str
    do: str = ""
    where: tuple[str, ...] = ()


class Waiting(msgspec.Struct, frozen=True):
    """Documents of the data folder that the next run has to take through a stage."""

    new: int  # that no published build has had
    again: int
    why_again: str | None  # what has changed since they were read


class DataStatus(msgspec.Struct):
    """The state of a data folder: what its published warehouse holds, and what waits."""

    documents: int
    pages: int
    by_status: dict[str, int]
    by_type: list[TypeCount]
    by_kind: dict[str, int]
    by_theme: dict[str, int]  # label to statements of documents that are reviews
    reviews: int = 0  # as the view `reviews` has them, each once
    invented: int = 0  # documents of these that are made up, as the sample's are
    held: int = 0  # texts that are shown as [held] until a person decides
    actions: int = 0  # of agencies' plans, which are not counted as recommendations
    repeats: int = 0  # statements printed again, which the counts leave out
    of_no_review: int = 0  # of `by_kind`: in papers that belong to no known review
    unpublished: str | None = None  # why nothing can be said about the published warehouse
    waiting: Waiting = Waiting(0, 0, None)
    last_run: Run | None = None
    exit_status: int | None = None
    kept_build: str | None = None  # the run whose warehouse the last one left standing
    state: str = "never"  # of the latest run: never, running, finished, died
    under_way: UnderWay | None = None  # the run that is under way
    stage: str | None = None  # that the latest run had come to
    held_build: str | None = None  # a build that waits for a person, for its losses
    losses: tuple[Loss, ...] = ()
    issues: list[IssueCount] = []


def data_status(data: Path) -> DataStatus:
    """What is published in `data`, and what waits for the next run.

    Raises UserError where no run has been there.
    """
    archive = Archive.of_earlier_runs(data)
    found = _published(archive)
    found.waiting = waiting(archive)
    return found


def _published(archive: Archive) -> DataStatus:
    none = DataStatus(0, 0, {}, [], {}, {})
    path = archive.places.warehouse
    if not path.exists():
        none.unpublished = f"Nothing is published yet: {path} is not there."
        return none
    try:
        held = what_is_held(archive.places)
    except ReviewsError as error:
        none.unpublished = str(error)
        return none
    return DataStatus(
        documents=sum(held.by_status.values()),
        pages=sum(row.pages for row in held.by_type),
        by_status=held.by_status,
        by_type=list(held.by_type),
        by_kind=held.by_kind,
        by_theme=held.by_theme,
        reviews=held.reviews,
        invented=held.invented,
        held=held.held,
        actions=held.actions,
        repeats=held.repeats,
        of_no_review=held.of_no_review,
    )


_WHOLE = 3  # digests of a document that has been through all stages


def waiting(archive: Archive) -> Waiting:
    """Which documents the next run processes, and why those again that were processed before."""
    undone = {name for name in archive.documents() if not _is_done(archive, name)}
    again = read_before(archive, undone)
    return Waiting(len(undone - again), len(again), why_again(archive) if again else None)


def _is_done(archive: Archive, document_id: str) -> bool:
    """The same as `is_done`, from the heads of the results: of ten thousand they take no time."""
    digests = fingerprint(archive.artefacts, document_id)
    if len(digests) == _WHOLE and None not in digests:
        return True
    failure = digests[-1]  # what has no labels has at most failed
    return bool(failure) and is_done(archive.artefacts, document_id) is not None


def with_last_run(status: DataStatus, data: Path) -> DataStatus:
    """The same status with the latest run: whether it goes on, ended or died, and what it noticed.

    Of a run that goes on the issues are those of the one before it.
    """
    archive = Archive(data)
    if waiting_build := waiting_held(archive.places):
        status.held_build, status.losses = waiting_build.build_id, waiting_build.losses
    died = archive.died()
    records, begun = archive.runs.load(), None if died else archive.runs.under_way()
    if died:
        records.append(died)
    if records:
        _tell_last(status, records[-1], archive)
    if begun:
        status.state, status.under_way, status.stage = "running", begun, begun.stage
    return status


def _tell_last(status: DataStatus, last: RunRecord, archive: Archive) -> None:
    groups: dict[tuple[Severity, str], list[Issue]] = {}
    for issue in last.issues:
        groups.setdefault((issue.severity, issue.code), []).append(issue)
    ordered = sorted(groups.values(), key=lambda found: (importance(found[0]), -len(found)))
    status.state, status.stage = "died" if last.is_dead else "finished", last.stage
    status.last_run = last.run
    status.exit_status = last.exit_status
    status.kept_build = last.kept_build
    names: dict[str, str] = {}
    if any(issue.document_id for issue in last.issues):
        rows = archive.ledger.latest().values()
        names = {row.document_id: row.file_name for row in rows if row.document_id}
    status.issues = [_count(found, last.held_build, names) for found in ordered]


def _count(issues: list[Issue], held: str | None, names: dict[str, str]) -> IssueCount:
    first = issues[0]
    # What names one document or source is no advice about several.
    about = msgspec.structs.replace(first, document_id=None, source_id=None)
    do = what_to_do(first if len(issues) == 1 else about, held)
    label = what_it_is_called(first)
    told, where = what_happened(first), tuple(whereabouts(issues, names))
    return IssueCount(first.severity, first.code, label, len(issues), told, do, where)


def out_of_reach(data: Path) -> list[Sighting]:
    """Files that no run will get: blocked, behind a login, too large. A person may ask for them."""
    return for_a_person(Archive(data).ledger)


def sources_status(data: Path) -> list[SourceStatus]:
    """How each source fared. Raises UserError where no run has been in `data`."""
    from pipelines.sources import (  # noqa: PLC0415 - other commands need none
        faulty_sources,
        whole_sources,
    )

    sources, faults = whole_sources(data), faulty_sources(data)
    own = own_sources(data)
    told = {name: str(fault) for name, fault in faults.items()}
    rows = source_status(Archive.of_earlier_runs(data).ledger, sorted({*sources, *faults}))
    for row in rows:
        if row.last_run is None and row.source_id in sources:
            source = sources[row.source_id]
            if Path(source.origin or "").parent == own:
                told[row.source_id] = f"never collected yet; its schedule is {source.schedule}"
    return [
        msgspec.structs.replace(row, message=told.get(row.source_id, row.message)) for row in rows
    ]
