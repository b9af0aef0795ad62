"""What all tests share."""

from __future__ import annotations

import fcntl
import functools
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import typer.testing

# Before anything loads numpy. Where others use the cores too, threads that share the work on one
# small matrix wait for one another for ten times as long as a single one needs for all of it.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# As in an environment that is active: messages name the command by its name and not by its path.
os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))

from rich.console import Console
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from archive.artefacts import Artefacts
from archive.places import Places
from pipelines import run
from pipelines.process import DocumentOutcome, Job, Limits
from pipelines.process.worker import serve
from pipelines.request import RunRequest
from warehouse.access import connect

# A shell starts background jobs with interrupts ignored, children inherit that, and Python then
# leaves it so: tests that interrupt a run would wait for ever in a runner's background job.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What takes a worker longest starts first, and the other workers fill in the rest.
_LONGEST = (
    "deployments",
    "test_browser.py",
    "test_purging.py",
    "test_machine_failures.py",
    "test_many_machines.py",
    "test_word_files.py",
    "test_nights.py",
    "test_office.py",
    "test_operating.py",
    "test_losses.py",
    "test_ocr.py",
    "test_replaced.py",
    "test_publish.py",
    "test_own_sources_remembered.py",
    "test_correcting.py",
    "test_scan_quality.py",
    "test_documents.py",
    "test_scans.py",
    "test_commands.py",
    "test_main_job.py",
    "test_holding.py",
    "test_shared_inputs.py",
    "test_word_looks.py",
    "test_render.py",
    "test_page.py",
    "test_content.py",
    "test_drawn.py",
    "test_own_words.py",
    "test_theme_training.py",
)

# A test that calls a command would have all forty put together anew, as every process has once.
typer.testing._get_command = functools.cache(typer.testing._get_command)


class _ByFile(LoadFileScheduling):
    """A worker takes whole files, and all of `deployments`: its tests share a Prefect server."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        folder = file.rpartition("/")[0]
        return folder if folder.endswith("deployments") else file


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Six thousand tests, and all that they import, stay: no search for garbage looks at them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure() -> None:
    gc.unfreeze()  # or libraries name what of theirs was never let go


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile | None:
    return _ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the longest to the front; the order within a file stays."""
    places = {name: place for place, name in enumerate(_LONGEST)}

    def place(item: pytest.Item) -> int:
        own = places.get(item.path.name, len(places))
        return min(own, places.get(item.path.parent.name, len(places)))

    items.sort(key=place)


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of one run over the bundled sample; shared by all workers, so only read.

    Its warehouse stays open, as with `keep_open`.
    """
    own = tmp_path_factory.getbasetemp()
    top = own.parent if own.name.startswith("popen-") else own  # below it, workers have their own
    data = top / "sample-data"
    with (top / "sample-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (top / "sample-data.made").exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(run, "work", work_here)
                report = run.ingest(RunRequest(data), Console(quiet=True))
            assert report.exit_status == 0, report.issues
            (top / "sample-data.made").touch()
    with connect(Places(data).warehouse):
        yield data


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for a module; each test opens pages of its own."""
    named = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    program = next(filter(None, named), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def keep_open() -> Iterator[Callable[[Path], Path]]:
    """Keeps a warehouse open for a module that asks it often and never has it built again.

    Each question opens the file anew, and DuckDB reads every view of it then. It does so once for
    a file that the process has open. Whoever asks with other limits needs a copy.
    """
    with ExitStack() as opened:

        def keep(path: Path) -> Path:
            opened.enter_context(connect(path))
            return path

        yield keep


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


def work_here(jobs: Iterable[Job], data: Path, limits: Limits) -> Iterator[DocumentOutcome]:
    """What children do, in this process."""
    return (serve(Artefacts(data), job).outcome for job in jobs)
