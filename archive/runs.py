"""What each run did, one small file a run, from its first second to its end.

DATA/runs/ID.running exists while a run is under way and names its process and stage; where it ends,
however it ends, DATA/runs/ID.json takes its place. A file .reserve is given up for that record
where the disk is full.
"""

from __future__ import annotations

import errno
import os
import secrets
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from archive.files import write_whole
from archive.places import Places
from archive.stopping import SIGNALS
from models.records import Issue, Loss, Run, Severity
from vocabulary.json_text import record_of

PUBLISHED = 0
FAILED = 1  # the exit status of a run that published nothing
WARNED = 2
NOTHING_COLLECTED = 3  # from no source; what is published stays
NOTHING = frozenset({"nothing_collected", "network_down"})  # codes of the issues that say so
STOPPED = frozenset(128 + number for number in SIGNALS)  # as a shell has it: 130, 143, 129
_BLOCK_BYTES = 4096  # of nearly every file system
_RESERVE_BYTES = 1 << 20


class RunRecord(msgspec.Struct, frozen=True):
    """A finished run, its exit status and its issues; no report text, no names.

    `number` orders runs: the clock that named them may have been wrong. `kept_build` names the run
    whose warehouse was kept, since nothing had changed; `held_build` the build that was
    not published for its `losses`; `accepted_build` the one whose losses a person accepted.
    `stage` is the one that the run had come to, `is_dead` that nobody lived to record this.
    """

    run: Run
    exit_status: int
    issues: tuple[Issue, ...] = ()
    kept_build: str | None = None
    number: int = 0
    pid: int = 0
    host: str = ""
    stage: str = "end"
    is_dead: bool = False
    held_build: str | None = None
    accepted_build: str | None = None
    losses: tuple[Loss, ...] = ()

    @property
    def is_published(self) -> bool:
        """Whether it came to its end, with a warehouse of its own or one that it kept."""
        return self.exit_status in {PUBLISHED, WARNED, NOTHING_COLLECTED}

    @property
    def is_stopped(self) -> bool:
        """Whether a signal asked it to end."""
        return self.exit_status in STOPPED


class UnderWay(msgspec.Struct, frozen=True):
    """A run that has begun: who runs it and how far it has come. Times are UTC, ISO 8601."""

    run_id: str
    number: int
    started_at: str
    command: str
    version: str
    pid: int
    host: str
    stage: str
    since: str  # when that stage began


def now() -> str:
    """UTC, ISO 8601, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_run_id() -> str:
    """A name that holds the time and that two runs never share."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S-%f}-{secrets.token_hex(2)}"


class Runs:
    """The records of one data folder, at DATA/runs/RUN_ID.json."""

    def __init__(self, data: Path) -> None:
        self._folder = Places(data).runs
        self._reserve = self._folder / ".reserve"

    def begin(self, run_id: str, command: str, version: str) -> UnderWay:
        """Note that this process begins a run; the caller holds the lock of the folder."""
        last = max((record.number for record in self.load()), default=0)
        row = UnderWay(
            run_id, last + 1, now(), command, version, os.getpid(), socket.gethostname(),
            "begin", now(),
        )  # fmt: skip
        self._mark(row)
        if not self._reserve.exists():
            with suppress(OSError):  # given up just now, or no room for it
                write_whole(self._reserve, b"\0" * _RESERVE_BYTES)
        return row

    def at(self, row: UnderWay, stage: str) -> None:
        """Note that the run has come to this stage."""
        self._mark(msgspec.structs.replace(row, stage=stage, since=now()))

    def under_way(self) -> UnderWay | None:
        """The run that has begun and not ended: it continues, or it died."""
        for path in sorted(self._folder.glob("*.running")):
            try:
                return record_of(path.read_bytes(), UnderWay)
            except (OSError, msgspec.MsgspecError):
                continue
        return None

    def bury(self) -> RunRecord | None:
        """Record a run that died; only whoever holds the lock knows that it has."""
        row = self.under_way()
        for path in self._folder.glob("*.running"):
            if row is None or path.stem != row.run_id:
                path.unlink(missing_ok=True)
        if row is None:
            return None
        record = dead(row)
        if self.has(row.run_id):  # it died between its record and the end
            self._path(row.run_id, "running").unlink(missing_ok=True)
        else:
            self.save(record)
        return record

    def save(self, record: RunRecord) -> None:
        """Keep the record of a run that has ended, whole or not at all."""
        path, content = self._path(record.run.run_id, "json"), msgspec.json.encode(record)
        try:
            write_whole(path, content)
        except OSError:
            self._reserve.unlink(missing_ok=True)  # this is what it was kept for
            try:
                write_whole(path, content)
            except OSError:
                self._save_in_place(record.run.run_id, content)
        self._path(record.run.run_id, "running").unlink(missing_ok=True)

    def _save_in_place(self, run_id: str, content: bytes) -> None:
        """Without any room left, the record takes the block that its marker has."""
        marker = self._path(run_id, "running")
        if len(content) > _BLOCK_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(marker))
        with marker.open("r+b") as file:
            file.write(content)
            file.truncate()
        marker.replace(self._path(run_id, "json"))

    def has(self, run_id: str) -> bool:
        """Whether the run has ended and was recorded."""
        return self._path(run_id, "json").exists()

    def load(self) -> list[RunRecord]:
        """Records of all runs that have ended, oldest first; what cannot be read is left out."""
        read = (_read(path) for path in self._folder.glob("*.json"))
        records = [record for record in read if record]
        return sorted(records, key=lambda record: (record.number, record.run.run_id))

    def damaged(self) -> list[Path]:
        """The records that cannot be read."""
        return [path for path in sorted(self._folder.glob("*.json")) if not _read(path)]

    def _mark(self, row: UnderWay) -> None:
        path, content = self._path(row.run_id, "running"), msgspec.json.encode(row)
        try:
            write_whole(path, content)
        except OSError:
            with suppress(OSError):
                self._reserve.unlink()
            write_whole(path, content)

    def _path(self, run_id: str, kind: str) -> Path:
        return self._folder / f"{run_id}.{kind}"


def _read(path: Path) -> RunRecord | None:
    try:
        return record_of(path.read_bytes(), RunRecord)
    except (OSError, msgspec.MsgspecError):
        return None


def dead(row: UnderWay) -> RunRecord:
    """The record of a run that ended without a word."""
    process = f"process {row.pid} on {row.host}"
    message = f"The run ({process}) stopped unexpectedly in the stage {row.stage}."
    return RunRecord(
        Run(row.run_id, row.started_at, row.since, row.command, row.version),
        FAILED,
        (Issue(Severity.ERROR, "run", "run_died", message),),
        number=row.number,
        pid=row.pid,
        host=row.host,
        stage=row.stage,
        is_dead=True,
    )
