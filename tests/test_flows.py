"""The flow: the same warehouse as `reviews run`, and a scheduled run on a server of our own."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from rich.console import Console

import warehouse
from archive.errors import UserError
from archive.places import Places
from pipelines.request import RunRequest
from pipelines.run import ingest

pytestmark = pytest.mark.prefect
ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "pipelines" / "sample" / "pdf"
# What differs from run to run by its nature: names and times of runs.
OF_THE_RUN = {"run_id", "first_seen", "last_seen", "seen_at"}


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("lcspr-aspen-2025.pdf", "briefing-aspen-2025.pdf"):
        shutil.copy(SAMPLE / name, folder / name)
    return folder


def rows(path: Path, view: str) -> list[tuple]:
    found = warehouse.query(path, f"from {view}")
    kept = [i for i, name in enumerate(found.columns) if name not in OF_THE_RUN]
    return sorted(repr(tuple(row[i] for i in kept)) for row in found.rows)


@pytest.fixture
def prefect_home(tmp_path, monkeypatch):
    home = tmp_path / "prefect"
    monkeypatch.setenv("PREFECT_HOME", str(home))
    return home


def test_flow_and_command_give_the_same_warehouse(documents, tmp_path, prefect_home):
    by_command = tmp_path / "command"
    ingest(RunRequest(by_command, path=documents), Console(quiet=True))
    by_flow = tmp_path / "flow"
    script = f"import flows; flows.ingest(data={str(by_flow)!r}, path={str(documents)!r})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PREFECT_HOME": str(prefect_home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for view in ("reviews", "documents", "statements", "statement_themes", "review_themes"):
        told = rows(Places(by_command).warehouse, view)
        assert told
        assert rows(Places(by_flow).warehouse, view) == told


def test_serve_without_an_api_says_how_to_start_one(monkeypatch, tmp_path, prefect_home):
    done = subprocess.run(
        [sys.executable, "-m", "cli", "serve", "--data", str(tmp_path / "data")],
        cwd=ROOT,
        env={**os.environ, "PREFECT_HOME": str(prefect_home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "prefect server start" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_scheduled_run_finishes(tmp_path, prefect_home):
    data = tmp_path / "data"
    with _Server(prefect_home) as (api, environment):
        command = [sys.executable, "-m", "cli", "serve", "--cron", "* * * * *", "--data", str(data)]
        serving = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        try:
            states = _wait_for_run(api)
        finally:
            _stop(serving)
    assert "COMPLETED" in states
    assert len(rows(Places(data).warehouse, "documents")) == 9


class _Server:
    """A Prefect server on a free loopback port, with a home of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._home = home

    def __enter__(self):
        api = f"http://127.0.0.1:{self._port}/api"
        environment = {
            **os.environ,
            "PREFECT_HOME": str(self._home),
            "PREFECT_API_URL": api,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        }
        command = [sys.executable, "-m", "prefect", "server", "start"]
        command += ["--host", "127.0.0.1", "--port", str(self._port), "--no-ui"]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _until(lambda: _get(f"{api}/health") is not None, 180)
        return api, environment

    def __exit__(self, *_):
        _stop(self._process)


def _wait_for_run(api: str) -> set[str]:
    """States of the scheduled runs, as soon as one has finished."""
    seen: set[str] = set()

    def finished() -> bool:
        request = urllib.request.Request(
            f"{api}/flow_runs/filter",
            data=json.dumps({"sort": "START_TIME_DESC"}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            seen.update(run["state_type"] for run in json.load(answer) if run["state_type"])
        return bool(seen & {"COMPLETED", "FAILED", "CRASHED"})

    _until(finished, 240)
    return seen


def _until(is_so, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if is_so():
                return
        except OSError:
            pass
        time.sleep(1)
    raise AssertionError(f"nothing after {seconds:.0f} s")


def _get(url: str) -> bytes | None:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read()
    except OSError:
        return None


def _stop(process: subprocess.Popen) -> None:
    """End a process and its children; none may stay behind."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(timeout=15)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def test_schedule_names_the_missing_api(monkeypatch, prefect_home):
    flows = importlib.import_module("flows")
    monkeypatch.setattr(flows, "_api_url", lambda: None)
    with pytest.raises(UserError, match="prefect server start"):
        flows.schedule("0 5 * * *", "Europe/London", Path("data"))
