"""What a data folder holds and how the last run went."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from archive.folder import Archive
from archive.lock import lock_holder
from archive.runs import RunRecord, UnderWay, dead
from models.records import Loss, Run, Severity, Sighting
from pipelines.collect import SourceStatus, for_a_person, source_status
from pipelines.gathering import source_infos
from pipelines.process import processed
from pipelines.process.tools import taxonomy
from pipelines.sources import load_sources


class TypeCount(msgspec.Struct):
    """Documents of one type; only those that are reviews count as reviews in the warehouse."""

    document_type: str
    is_review: bool
    documents: int = 0
    pages: int = 0
    statements: int = 0


class IssueCount(msgspec.Struct, frozen=True):
    """How often one thing went wrong in the last run, with its first message."""

    severity: Severity
    code: str
    count: int
    example: str


class DataStatus(msgspec.Struct):
    """The state of a data folder."""

    documents: int
    pages: int
    by_status: dict[str, int]
    by_type: list[TypeCount]
    by_kind: dict[str, int]
    by_theme: dict[str, int]  # label to statements of documents that are reviews
    invented: int = 0  # documents of these that are made up, as the sample's are
    last_run: Run | None = None
    exit_status: int | None = None
    kept_build: str | None = None  # the run whose warehouse the last one left standing
    state: str = "never"  # of the latest run: never, running, finished, died
    under_way: UnderWay | None = None  # the run that goes on now
    stage: str | None = None  # that the latest run had come to
    held_build: str | None = None  # a build that waits for a person, for its losses
    losses: tuple[Loss, ...] = ()
    issues: list[IssueCount] = []


def data_status(data: Path) -> DataStatus:
    """Count what `data` holds. Raises UserError where no run has been there."""
    archive = Archive.of_earlier_runs(data)
    invented = {source.source_id for source in source_infos() if source.is_fictional}
    statuses: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    types: dict[tuple[str, bool], TypeCount] = {}
    for document_id in archive.documents():
        record = processed(archive.artefacts, document_id)
        metadata = record.extraction.metadata
        statuses[record.status] += 1
        kinds.update(str(s.kind) for s in record.extraction.statements)
        if metadata.is_review:
            themes.update(label.theme_id for label in record.labelled.labels)
        name = metadata.document_type.value if metadata.document_type else "unknown"
        count = types.setdefault((name, metadata.is_review), TypeCount(name, metadata.is_review))
        count.documents += 1
        count.pages += record.n_pages
        count.statements += len(record.extraction.statements)
    return DataStatus(
        documents=statuses.total(),
        pages=sum(count.pages for count in types.values()),
        by_status=dict(statuses.most_common()),
        by_type=sorted(types.values(), key=lambda c: (not c.is_review, -c.documents)),
        by_kind=dict(kinds.most_common()),
        by_theme=_labels(themes),
        invented=sum(row.source_id in invented for row in archive.latest().values()),
    )


def _labels(counts: Counter[str]) -> dict[str, int]:
    """Counts by the themes' words, most frequent first."""
    labels = {theme.theme_id: theme.label for theme in taxonomy()[0]}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {labels.get(theme_id, theme_id): count for theme_id, count in ranked}


def with_last_run(status: DataStatus, data: Path) -> DataStatus:
    """The same status with the latest run: whether it goes on, ended or died, and what it noticed.

    Of a run that goes on the issues are those of the one before it.
    """
    runs = Archive(data).runs
    records, begun = runs.load(), runs.under_way()
    if begun and lock_holder(data) is None and not runs.has(begun.run_id):
        records.append(dead(begun))
        begun = None
    if records:
        _tell_last(status, records[-1])
    if begun:
        status.state, status.under_way, status.stage = "running", begun, begun.stage
    return status


def _tell_last(status: DataStatus, last: RunRecord) -> None:
    groups: dict[tuple[Severity, str], list[str]] = {}
    for issue in last.issues:
        groups.setdefault((issue.severity, issue.code), []).append(issue.message)
    issues = [IssueCount(s, code, len(m), m[0]) for (s, code), m in groups.items()]
    order = list(Severity)
    status.state, status.stage = "died" if last.is_dead else "finished", last.stage
    status.last_run = last.run
    status.exit_status = last.exit_status
    status.kept_build = last.kept_build
    status.held_build, status.losses = last.held_build, last.losses if last.held_build else ()
    status.issues = sorted(issues, key=lambda i: (order.index(i.severity), -i.count))


def out_of_reach(data: Path) -> list[Sighting]:
    """Files that no run will get: blocked, behind a login, too large. A person may ask for them."""
    return for_a_person(Archive(data).ledger)


def sources_status(data: Path) -> list[SourceStatus]:
    """How each source fared. Raises UserError where no run has been in `data`."""
    return source_status(Archive.of_earlier_runs(data).ledger, load_sources())
