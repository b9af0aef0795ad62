"""A run has a record from its first second, and however it ends that is written down."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from invented import write_reviews
from rich.console import Console

from archive.errors import UserError
from archive.folder import Archive
from archive.runs import FAILED, RunRecord, Runs
from models.records import Run
from pipelines import run as main_job
from pipelines.request import RunRequest, at_stage, under_way
from pipelines.run import ingest
from pipelines.status import data_status, with_last_run

QUIET = Console(quiet=True)
_CHILD = """
import os, sys, time
from pathlib import Path
from archive.folder import Archive
from pipelines.request import RunRequest, at_stage, under_way
archive = Archive(Path(sys.argv[1]))
with under_way(archive, RunRequest(archive.data)) as started:
    at_stage(archive, started, "process")
    print("begun", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def running(tmp_path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    assert child.stdout.readline() == "begun\n"
    yield child
    child.kill()
    child.communicate()


def test_status_distinguishes_a_run_that_goes_on_from_one_that_died(
    tmp_path: Path, running: subprocess.Popen[str]
) -> None:
    found = with_last_run(data_status(tmp_path), tmp_path)
    assert (found.state, found.stage) == ("running", "process")
    assert found.under_way
    assert found.under_way.pid == running.pid
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    found = with_last_run(data_status(tmp_path), tmp_path)
    assert (found.state, found.stage, found.exit_status) == ("died", "process", FAILED)
    with under_way(Archive(tmp_path), RunRequest(tmp_path)):
        died = Runs(tmp_path).load()[-1]
    assert (died.is_dead, died.pid, [i.code for i in died.issues]) == (
        True,
        running.pid,
        ["run_died"],
    )


def test_a_run_that_breaks_is_written_down_and_leaves_no_mark(tmp_path: Path) -> None:
    archive = Archive(tmp_path)

    def break_off() -> None:
        with under_way(archive, RunRequest(tmp_path)) as started:
            at_stage(archive, started, "collect")
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        break_off()
    record = Runs(tmp_path).load()[-1]
    assert (record.exit_status, record.stage, record.is_dead) == (FAILED, "collect", False)
    assert Runs(tmp_path).under_way() is None
    assert "ZeroDivisionError" in record.issues[0].message


def test_a_clock_that_was_ahead_does_not_order_runs(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    ahead = Run("20990101T000000-000000-ffff", "2099-01-01T00:00:00Z", "", "run", "1")
    runs.save(RunRecord(ahead, 0, number=1))
    with pytest.raises(KeyError), under_way(Archive(tmp_path), RunRequest(tmp_path)) as started:
        raise KeyError
    assert [r.run.run_id for r in runs.load()] == [ahead.run_id, started.run_id]


@pytest.mark.usefixtures("in_this_process")
def test_each_stage_is_in_the_record_while_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reviews(tmp_path / "in", 1)
    seen: list[str] = []
    mark = Runs.at
    monkeypatch.setattr(Runs, "at", lambda s, row, stage: (mark(s, row, stage), seen.append(stage)))
    monkeypatch.setattr(main_job, "settle_resaved", lambda *_: ())
    ingest(RunRequest(tmp_path / "data", path=tmp_path / "in"), QUIET)
    assert seen == ["collect", "process", "publish"]
    last = Runs(tmp_path / "data").load()[-1]
    assert (last.number, last.pid, last.stage) == (1, os.getpid(), "end")


def test_a_second_run_leaves_the_record_of_the_first_alone(
    tmp_path: Path, running: subprocess.Popen[str]
) -> None:
    with pytest.raises(UserError, match=str(running.pid)):
        ingest(RunRequest(tmp_path), QUIET)
    begun = Runs(tmp_path).under_way()
    assert begun
    assert begun.pid == running.pid
    assert Runs(tmp_path).load() == []
