"""A run that a signal asks to end: it ends itself, says so, and leaves nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from invented import write_reviews
from processes import below, is_there

from archive.folder import Archive
from archive.lock import lock_holder
from archive.places import Places
from archive.runs import Runs, UnderWay
from archive.stopping import SignalledError
from pipelines.doctor import Health, examine
from pipelines.reporting import load_summary
from pipelines.reporting.notice import notice_of
from pipelines.request import RunRequest, at_stage, under_way

ROOT = Path(__file__).resolve().parents[2]


def reviews(*arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "cli.py"), *arguments]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for children in /proc")
def test_sigterm_ends_the_run_with_its_children_and_the_next_one_carries_on(tmp_path: Path) -> None:
    write_reviews(tmp_path / "in", 12)
    data = tmp_path / "data"
    command = reviews("run", "--from", str(tmp_path / "in"), "--data", str(data))
    started = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    children: set[int] = set()
    deadline = time.monotonic() + 120
    while len(children) < 2 or not list(data.glob("artefacts/*/*/*")):
        assert started.poll() is None
        assert time.monotonic() < deadline
        children |= below(started.pid)
        time.sleep(0.01)
    children |= below(started.pid)
    started.send_signal(signal.SIGTERM)
    _, said = started.communicate(timeout=60)
    assert (started.returncode, "Traceback" in said) == (128 + signal.SIGTERM, False)
    assert "Run again to carry on" in said
    assert lock_holder(data) is None
    last = time.monotonic() + 10
    while any(map(is_there, children)):
        assert time.monotonic() < last, "a child outlives the run"
        time.sleep(0.05)
    (record,) = Runs(data).load()
    assert [issue.message for issue in record.issues] == [
        "The run was stopped by SIGTERM at stage process."
    ]
    assert (record.is_dead, record.stage, Runs(data).under_way()) == (False, "process", None)
    # One truth: the process, its record, its report, its message and the figures.
    summary = load_summary(data)
    assert (record.exit_status, summary.exit_status) == (143, 143)
    assert summary.headline.startswith("Stopped before its end; nothing is published")
    notice = notice_of(summary)
    assert notice
    assert notice.reasons == ("stopped",)
    assert "reviews_last_run_exit_status 143\n" in Places(data).openmetrics.read_text()
    (runs,) = (found for found in examine(data, is_quick=True) if found.about == "runs")
    assert "with 143. It was stopped" in runs.says
    assert "stopped by SIGTERM" in subprocess.check_output(
        reviews("report", "--data", str(data)), text=True
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert notice_of(load_summary(data)).reasons == ("first",)  # it had not failed before
    health = {found.about: found.health for found in examine(data)}
    assert {health[name] for name in ("runs", "originals", "artefacts", "warehouse")} == {Health.OK}


@pytest.mark.parametrize(("number", "by"), [(signal.SIGINT, "Ctrl-C"), (signal.SIGTERM, "SIGTERM")])
def test_a_signal_that_a_library_makes_an_error_of_is_still_reported(
    tmp_path: Path, number: signal.Signals, by: str
) -> None:
    """DuckDB, in the middle of a query, says RuntimeError: Query interrupted."""

    def swallowed() -> None:
        with under_way(Archive(tmp_path), RunRequest(tmp_path)) as started:
            at_stage(Archive(tmp_path), started, "publish")
            try:
                os.kill(os.getpid(), number)
                time.sleep(5)
            except BaseException:  # noqa: BLE001 - what DuckDB does
                raise RuntimeError("Query interrupted") from None

    before = signal.getsignal(number)
    with pytest.raises(SignalledError) as told:
        swallowed()
    assert told.value.exit_status == 128 + number
    assert signal.getsignal(number) is before
    (record,) = Runs(tmp_path).load()
    assert record.issues[0].message == f"The run was stopped by {by} at stage publish."
    assert (record.exit_status, record.is_published) == (128 + number, False)


def test_the_record_of_a_stop_is_not_stopped_and_nohup_is_heeded(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with under_way(Archive(tmp_path), RunRequest(tmp_path)) as started:
            os.kill(os.getpid(), signal.SIGHUP)
            started.stop.is_ending = True
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("when", ["bury", "begin", "_mark"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_a_run_begins_leaves_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str, number: signal.Signals
) -> None:
    """Its marker is there from its first moment: without a record, it would look dead."""
    method = getattr(Runs, when)

    def stopped(self: Runs, *arguments: object) -> object:
        made = method(self, *arguments)
        monkeypatch.setattr(Runs, when, method)
        os.kill(os.getpid(), number)
        time.sleep(0.01)
        return made

    monkeypatch.setattr(Runs, when, stopped)
    has_started = False
    with (
        pytest.raises(SignalledError) as told,
        under_way(Archive(tmp_path), RunRequest(tmp_path)),
    ):
        has_started = True
    assert (told.value.signal, has_started) == (number, False)
    (record,) = Runs(tmp_path).load()
    assert [issue.code for issue in record.issues] == ["run_stopped"]
    assert (record.is_dead, record.exit_status) == (False, 128 + number)
    assert (Runs(tmp_path).under_way(), lock_holder(tmp_path)) == (None, None)


def test_the_signal_that_a_scheduler_handles_waits_in_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prefect raises an exception of its own from its handler."""

    class OfSchedulerError(BaseException):
        signal = signal.SIGTERM

    def handle(*_: object) -> None:
        raise OfSchedulerError

    mark = Runs._mark

    def stopped(self: Runs, row: UnderWay) -> None:
        mark(self, row)
        monkeypatch.setattr(Runs, "_mark", mark)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(Runs, "_mark", stopped)
    before = signal.signal(signal.SIGTERM, handle)
    try:
        with pytest.raises(OfSchedulerError), under_way(Archive(tmp_path), RunRequest(tmp_path)):
            raise AssertionError("the run began")
    finally:
        signal.signal(signal.SIGTERM, before)
    (record,) = Runs(tmp_path).load()
    assert [issue.code for issue in record.issues] == ["run_stopped"]
    assert Runs(tmp_path).under_way() is None
