"""What all tests share."""

from __future__ import annotations

import fcntl
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from archive.artefacts import Artefacts
from pipelines import run
from pipelines.process import Job, Limits, Outcome
from pipelines.process.worker import serve
from pipelines.request import RunRequest

# A shell starts background jobs with interrupts ignored, children inherit that, and Python then
# leaves it so: tests that interrupt a run would wait for ever in a runner's background job.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Files that take a worker a minute or two. They start first: the other worker fills in the rest.
_LONGEST = ("test_theme_training.py", "test_serving.py", "test_nights.py", "test_main_job.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the longest files to the front; the order within a file stays."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of one run over the bundled sample; shared by all workers, so only read."""
    own = tmp_path_factory.getbasetemp()
    top = own.parent if own.name.startswith("popen-") else own  # below it, workers have their own
    data = top / "sample-data"
    with (top / "sample-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (top / "sample-data.made").exists():
            report = run.ingest(RunRequest(data), Console(quiet=True))
            assert report.exit_status == 0, report.issues
            (top / "sample-data.made").touch()
    return data


@pytest.fixture(scope="module")
def first_in_this_process() -> Iterator[None]:
    """As `in_this_process`, for what a module makes once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "work", work_here)
        yield


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children load spaCy each; test_pool.py tests them."""
    monkeypatch.setattr(run, "work", work_here)


def work_here(jobs: Iterable[Job], data: Path, limits: Limits) -> Iterator[Outcome]:
    """What children do, in this process."""
    return (serve(Artefacts(data), job).outcome for job in jobs)
