"""What a run is asked for, and how it begins and ends in the records."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from archive.errors import UserError
from archive.folder import Archive
from archive.originals import open_data
from archive.runs import FAILED, RunRecord, UnderWay, new_run_id, now
from archive.stopping import Stopping, stopping
from archive.store import choose_store
from archive.trouble import (
    DiskFullError,
    is_full,
    is_of_a_damaged_ledger,
    is_of_the_machine,
    issue_of,
)
from models.records import Issue, Run
from pipelines.contact import check_contact
from pipelines.environment import remember_own_sources
from pipelines.local import SAMPLE
from pipelines.process import Limits


class RunRequest(msgspec.Struct, frozen=True):
    """What to run: named sources, or a folder, or (with neither) the bundled sample."""

    data: Path
    sources: tuple[str, ...] = ()
    path: Path | None = None
    limits: Limits = Limits()
    command: str = "run"
    is_rebuild: bool = False  # publish again even where nothing has changed
    contact: str = ""  # where a webmaster reaches whoever runs this
    is_recheck: bool = False  # ask for every known file again, however lately it was looked at
    accepts_loss: bool = False  # publish whatever would be lost by it
    is_takedown: bool = False  # publish without a document, even while a loss waits for a person
    store: str = ""  # the object storage that a new data folder is to have
    retries: frozenset[str] = frozenset()  # documents of which a person wants to hear again
    is_accepting: bool = False  # publish what a person has just looked at and accepted

    @property
    def is_of_sample(self) -> bool:
        """Whether the bundled sample is what this run collects."""
        return self.path is None and self.sources in {(), (SAMPLE.source_id,)}


def open_archive(request: RunRequest) -> Archive:
    """The data folder of a run, with the store that was asked for.

    Raises UserError for a contact at which nobody can be reached, since publishers are given it
    every night; and for the sample where the folder holds a person's own reviews, since the two
    would have to be kept apart.
    """
    if request.contact:
        check_contact(request.contact)
    if request.store:
        choose_store(open_data(request.data), request.store)
    archive = Archive(request.data)
    if request.is_of_sample and holds_own(archive):
        raise UserError(
            f"{request.data} already holds documents of your own, so the bundled sample (invented"
            " reviews) was not added. Name a source or a schedule (`reviews run daily`), give"
            " --from FOLDER, or give the sample another folder with --data."
        )
    return archive


def holds_own(archive: Archive) -> bool:
    """Whether anything but the sample has been collected into a data folder."""
    if not archive.places.ledger.exists():
        return False
    ledger = archive.ledger
    seen = {source_id for source_id, _ in ledger.latest()}
    return bool((seen | {row.source_id for row in ledger.passes()}) - {SAMPLE.source_id})


class Started(msgspec.Struct, frozen=True):
    """A run that is under way. `row` is its record while it goes on."""

    run_id: str
    started_at: str
    row: UnderWay
    marks: list[tuple[str, float]] = []  # when each stage began, by this process's own clock
    stop: Stopping = msgspec.field(default_factory=Stopping)


@contextmanager
def under_way(archive: Archive, request: RunRequest) -> Iterator[Started]:
    """Hold the data folder for one run, which has a record from its first second.

    However the run ends, a record of that stays. Raises UserError where another run is under way,
    DiskFullError for whatever a full disk broke.
    """
    with archive.lock(), stopping() as stop:
        runs = archive.runs
        # A marker without anybody who would turn it into a record looks like a run that died.
        stop.is_beginning = True
        try:
            runs.bury()
            row = runs.begin(new_run_id(), request.command, project_version())
        except OSError as error:
            raise _told(error) from error
        try:
            stop.begun()
            remember_own_sources(archive.data)
            yield Started(row.run_id, row.started_at, row, stop=stop)
        except BaseException as error:
            stop.is_ending = True
            if not runs.has(row.run_id):
                last = runs.under_way() or row
                issue = stop.issue(error, last.stage) or issue_of(error, "run")
                status = stop.exit_status(error) or FAILED
                with suppress(OSError):  # nothing more can be done; the marker stays
                    runs.save(_failed(last, issue, status))
            told = _told(stop.told(error))
            if told is error:
                raise
            raise told from error


def at_stage(archive: Archive, started: Started, stage: str) -> None:
    """Note how far a run has come: collect, process or publish."""
    started.marks.append((stage, time.monotonic()))
    archive.runs.at(started.row, stage)


def _failed(row: UnderWay, issue: Issue, status: int) -> RunRecord:
    return RunRecord(
        Run(row.run_id, row.started_at, now(), row.command, row.version),
        status,
        (issue,),
        number=row.number,
        pid=row.pid,
        host=row.host,
        stage=row.stage,
    )


def _told(error: BaseException) -> BaseException:
    """What the machine did in words, wherever it struck; every other error as it is."""
    if not isinstance(error, Exception) or isinstance(error, DiskFullError):
        return error
    if is_full(error):
        return DiskFullError()
    is_of_another_kind = is_of_the_machine(error) or is_of_a_damaged_ledger(error)
    if is_of_another_kind and not isinstance(error, UserError):
        return UserError(issue_of(error, "run").message)
    return error


def project_version() -> str:
    """The version of this program."""
    try:
        return version("safeguarding-reviews")
    except PackageNotFoundError:
        return "source"
