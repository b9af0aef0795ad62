"""What a data folder holds and how the last run went."""

from __future__ import annotations

from pathlib import Path

import msgspec

from archive.folder import Archive
from archive.lock import lock_holder
from archive.runs import FAILED, RunRecord, UnderWay, dead
from models.records import Loss, Run, Severity, Sighting
from pipelines.collect import SourceStatus, for_a_person, source_status
from pipelines.correcting import Corrections
from pipelines.gathering import source_infos
from pipelines.process import processed
from pipelines.process.tools import taxonomy
from pipelines.published import tally_of
from pipelines.sources import load_sources
from pipelines.tally import Tally, TypeCount


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
    tally = _published_tally(archive) or _recounted(archive)
    return DataStatus(
        documents=sum(tally.statuses.values()),
        pages=sum(count.pages for count in tally.types),
        by_status=_ranked(tally.statuses),
        by_type=sorted(tally.types, key=lambda c: (not c.is_review, -c.documents)),
        by_kind=_ranked(tally.kinds),
        by_theme=_labels(tally.themes),
        invented=sum(row.source_id in invented for row in archive.latest().values()),
    )


def _published_tally(archive: Archive) -> Tally | None:
    """What the build counted, where the latest run made it or left it: nothing has come since."""
    latest = archive.runs.latest()
    if latest is None or archive.runs.under_way() or latest.exit_status == FAILED:
        return None
    return tally_of(archive.places, latest.kept_build or latest.run.run_id)


def _recounted(archive: Archive) -> Tally:
    """The same from the results of all documents, as a build would find them."""
    tally, corrections = Tally(), Corrections(archive.places)
    for document_id in archive.documents():
        tally.add(corrections.apply(processed(archive.artefacts, document_id))[0])
    return tally


def _ranked(counts: dict[str, int]) -> dict[str, int]:
    """The most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _labels(counts: dict[str, int]) -> dict[str, int]:
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
