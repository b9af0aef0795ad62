"""The flow gives the same warehouse as `reviews run`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from prefect_server import ROOT
from rich.console import Console

import warehouse
from archive.places import Places
from pipelines.request import RunRequest
from pipelines.run import ingest

pytestmark = pytest.mark.prefect
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


def test_flow_and_command_give_the_same_warehouse(documents, tmp_path, server):
    by_command = tmp_path / "command"
    ingest(RunRequest(by_command, path=documents), Console(quiet=True))
    by_flow = tmp_path / "flow"
    script = f"import flows; flows.ingest(data={str(by_flow)!r}, path={str(documents)!r})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=server[1],
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
