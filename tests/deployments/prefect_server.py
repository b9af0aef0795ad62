"""A Prefect server for tests, on a free loopback port, and how tests ask it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Server:
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
        until(lambda: get(f"{api}/health") is not None, 180)
        return api, environment

    def __exit__(self, *_):
        stop(self._process)


def wait_for_end(api: str, ids: set[str]) -> list[dict]:
    """These runs, as soon as all of them have ended."""
    found: list[dict] = []

    def ended() -> bool:
        asked = {"flow_runs": {"id": {"any_": sorted(ids)}}}
        found[:] = post(f"{api}/flow_runs/filter", asked)
        return {run["state_type"] for run in found} <= {
            "COMPLETED",
            "FAILED",
            "CRASHED",
            "CANCELLED",
        }

    until(ended, 240)
    return found


def deployments_of(api: str) -> dict[str, str]:
    flows = {row["id"]: row["name"] for row in post(f"{api}/flows/filter", {})}
    found = post(f"{api}/deployments/filter", {})
    return {f"{flows[row['flow_id']]}/{row['name']}": row["id"] for row in found}


def state_of(api: str, run_id: str) -> str:
    (found,) = post(f"{api}/flow_runs/filter", {"flow_runs": {"id": {"any_": [run_id]}}})
    return found["state_name"]


def post(url: str, body: dict | list):
    request = urllib.request.Request(
        url, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    for left in range(60, -1, -1):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or "null")
        except urllib.error.HTTPError as problem:
            # The server says so while another client writes to its database.
            if problem.code != HTTPStatus.SERVICE_UNAVAILABLE or not left:
                raise
            time.sleep(1)
    raise AssertionError("unreachable")


def until(is_so, seconds: float, every: float = 1) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if is_so():
                return
        except OSError:
            pass
        time.sleep(every)
    raise AssertionError(f"nothing after {seconds:.0f} s")


def get(url: str) -> bytes | None:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read()
    except OSError:
        return None


def stop(process: subprocess.Popen) -> None:
    """End a process and its children; none may stay behind."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(timeout=15)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
