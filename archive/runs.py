"""What each run did, one small file a run, so that later runs and people can look back."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from archive.artefacts import write_whole
from archive.places import Places
from models.records import Issue, Run

FAILED = 1  # the exit status of a run that published nothing


class RunRecord(msgspec.Struct, frozen=True):
    """A finished run, its exit status and its issues; no report text, no names.

    `kept_build` names the run whose warehouse was left standing, since nothing had changed.
    """

    run: Run
    exit_status: int
    issues: tuple[Issue, ...] = ()
    kept_build: str | None = None


def now() -> str:
    """UTC, ISO 8601, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_run_id() -> str:
    """A name that sorts by time and that two runs never share."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S-%f}-{secrets.token_hex(2)}"


class Runs:
    """The records of one data folder, at DATA/runs/RUN_ID.json."""

    def __init__(self, data: Path) -> None:
        self._folder = Places(data).runs

    def save(self, record: RunRecord) -> None:
        """Keep the record of a run, whole or not at all."""
        write_whole(self._folder / f"{record.run.run_id}.json", msgspec.json.encode(record))

    def load(self) -> list[RunRecord]:
        """Records of all runs, oldest first; one that cannot be read is left out."""
        records: list[RunRecord] = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                records.append(msgspec.json.decode(path.read_bytes(), type=RunRecord))
            except msgspec.MsgspecError:
                continue
        return records
