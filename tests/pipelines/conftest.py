"""What tests of the main job share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rich.console import Console

# importlib mode leaves helpers out of the path
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "faults"))

from invented import write_reviews
from kept import FirstRun, Kept

from pipelines import run as main_job
from pipelines.request import RunRequest


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Folders that many tests begin with."""
    return Kept(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def first_run(kept: Kept, in_this_process: None) -> FirstRun:
    """A folder after one run over so many invented reviews: `in` and `data`."""

    def make(folder: Path, count: int) -> None:
        write_reviews(folder / "in", count)
        report = main_job.ingest(
            RunRequest(folder / "data", path=folder / "in"), Console(quiet=True)
        )
        assert report.exit_status == 0

    return lambda count: kept.once(f"{count}_reviews", lambda folder: make(folder, count))
