"""The whole group of a run killed, as a service manager or an exhausted machine does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import write_reviews
from processes import below, is_there
from test_kills import HARMLESS, reviews

from archive.lock import lock_holder
from archive.runs import Runs
from pipelines.doctor import Health, examine

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for children in /proc"),
]
CLI = Path(__file__).parents[3] / "cli.py"
COUNT = 12
STAGES = {"collect": 0, "process": 2, "publish": 0}  # and how many children are waited for


@pytest.mark.parametrize(
    ("stage", "kill"), [*((stage, os.killpg) for stage in STAGES), ("process", os.kill)]
)
def test_no_child_outlives_its_run_and_the_next_run_heals(
    tmp_path: Path, stage: str, kill: Callable[[int, int], None]
) -> None:
    """Where the whole group is killed, and where the run alone is."""
    data, folder = tmp_path / "data", tmp_path / "in"
    write_reviews(folder, COUNT)
    command = [sys.executable, str(CLI), "run", "--from", str(folder), "--data", str(data)]
    started = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + 120
    children: set[int] = set()
    while not ((row := Runs(data).under_way()) and row.stage == stage) or (
        len(children) < STAGES[stage]
    ):
        assert time.monotonic() < deadline
        assert started.poll() is None
        children |= below(started.pid)
    children |= below(started.pid)
    kill(started.pid, signal.SIGKILL)
    started.wait()
    while any(map(is_there, children)):
        assert time.monotonic() < deadline, "a child outlives its run"
        time.sleep(0.05)
    assert lock_holder(data) is None
    healed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert healed.returncode == 0, healed.stderr
    assert reviews(data) == COUNT
    died, whole = Runs(data).load()
    assert (died.is_dead, died.stage, whole.exit_status) == (True, stage, 0)
    wrong = {one.about for one in examine(data) if one.health is not Health.OK}
    assert wrong <= HARMLESS
