"""Two Dask workers over S3 make the warehouse that one machine makes, also where one is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from archive.errors import UserError
from archive.stages import ROOT
from archive.store import choose_store, open_store
from models.records import Status
from pipelines import run as main_job
from pipelines.process import Job, Limits, work
from pipelines.request import RunRequest
from pipelines.run import RunReport, ingest

pytest.importorskip("distributed", reason="the extra dask is not installed")
s3fs = pytest.importorskip("s3fs", reason="the extra s3 is not installed")
moto = pytest.importorskip("moto.server", reason="moto is not installed")

SAMPLE = ROOT / "pipelines" / "sample" / "pdf"
BUCKET = "s3://invented"
QUIET = Console(quiet=True)
# What two runs never share; `runs` is left out whole.
PASSING = {"run_id", "first_seen", "last_seen", "seen_at", "changed_at", "started_at", "build_id"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handful of the invented reviews, small ones first."""
    folder = tmp_path_factory.mktemp("in")
    for path in sorted(SAMPLE.glob("*.pdf"), key=lambda p: p.stat().st_size)[:6]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    return folder


@pytest.fixture(scope="module")
def storage() -> Iterator[None]:
    """An S3 server on loopback, and the environment that leads to it."""
    server = moto.ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "invented")
        patch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
        s3fs.S3FileSystem().mkdir("invented", region_name="eu-west-2")
        yield
    server.stop()


class Cluster:
    """A scheduler and two workers, each a process as on a machine of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self.processes = [self._start("scheduler", "--port", "0", "--host", "127.0.0.1")]
        while not self._file.exists() or not self._file.read_text():
            assert self.processes[0].poll() is None
            time.sleep(0.05)
        self.address = json.loads(self._file.read_text())["address"]
        self.workers = [self._start("worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
        self.processes += self.workers

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--no-dashboard", *options]
        command += ["--scheduler-file", str(self._file)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        out = subprocess.DEVNULL
        return subprocess.Popen(
            command, env=environment, stdout=out, stderr=out, cwd=self._file.parent
        )

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(storage: None, tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()


@pytest.fixture(scope="module")
def local(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every row of the warehouse that this machine makes alone."""
    data = tmp_path_factory.mktemp("local")
    assert ingest(RunRequest(data, path=folder), QUIET).build
    return rows(data / "warehouse.duckdb")


def rows(warehouse: Path, *, whole: bool = False) -> dict[str, list[str]]:
    """Each public view with its rows, but for what no two runs share."""
    found = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        views = connection.execute(
            "select view_name from duckdb_views() where schema_name = 'main' and not internal"
        ).fetchall()
        for (view,) in views:
            table = connection.execute(f"from {view}")
            kept = [n for n, name in enumerate(table.description) if name[0] not in PASSING]
            found[view] = sorted(repr([row[n] for n in kept]) for row in table.fetchall())
    if not whole:
        found.pop("runs")
    return found


def shared(address: str) -> dict[str, int]:
    """Rows of each view in the object storage, as DuckDB counts them there."""
    storage = s3fs.S3FileSystem()
    store = open_store(address)
    latest = json.loads(store.read("published/latest.json"))["folder"]
    with store.local(f"{latest}/warehouse.duckdb") as path:
        assert rows(path)
    found = {}
    with duckdb.connect() as connection:
        connection.register_filesystem(storage)
        for view in storage.ls(f"{address}/{latest}/parquet"):
            parts = f"from read_parquet('s3://{view}/**/*.parquet', hive_partitioning = true)"
            (found[Path(view).name],) = connection.execute(f"select count(*) {parts}").fetchone()
            if view.endswith("/statements"):
                years = connection.execute(f"select distinct published_year {parts}").fetchall()
                assert len(years) > 1
    return found


def go(data: Path, folder: Path, cluster: Cluster, name: str) -> RunReport:
    limits = Limits(scheduler=cluster.address)
    return ingest(RunRequest(data, path=folder, limits=limits, store=f"{BUCKET}/{name}"), QUIET)


def test_two_machines_make_the_same_warehouse(
    tmp_path: Path, folder: Path, cluster: Cluster, local: dict[str, list[str]]
) -> None:
    data = tmp_path / "data"
    report = go(data, folder, cluster, "two")
    assert sum(o.status == Status.OK for o in report.outcomes) == 6
    assert rows(data / "warehouse.duckdb") == local
    assert not list((data / "originals").iterdir())
    assert not list((data / "artefacts").rglob("*.failed"))  # results that were read have a copy
    assert shared(f"{BUCKET}/two") == {
        view: len(told) for view, told in rows(data / "warehouse.duckdb", whole=True).items()
    }
    again = go(data, folder, cluster, "two")
    assert {stage for o in again.outcomes for stage in o.ran} == set()


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(
    tmp_path: Path,
    folder: Path,
    cluster: Cluster,
    local: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machines = pytest.importorskip("pipelines.process.cluster")
    told: list[Any] = []

    def work(*given: Any) -> Iterator[Any]:
        for outcome in machines.work(*given):
            if not told:
                cluster.workers[0].kill()
                cluster.workers[0].wait()
            told.append(outcome)
            yield outcome

    monkeypatch.setattr(main_job, "work", work)
    data = tmp_path / "data"
    go(data, folder, cluster, "killed")
    assert len(told) == 7
    assert [o.trouble for o in told] == [None] * 7
    assert rows(data / "warehouse.duckdb") == local


def test_a_folder_keeps_the_store_that_it_began_with(tmp_path: Path, storage: None) -> None:
    data = tmp_path / "data"
    choose_store(data, f"{BUCKET}/one/")
    assert open_store(data).address == f"{BUCKET}/one"
    choose_store(data, f"{BUCKET}/one")
    with pytest.raises(UserError, match="keeps its originals in s3://invented/one"):
        choose_store(data, f"{BUCKET}/other")


def test_a_scheduler_out_of_reach_is_reported(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.process.cluster._ANSWER", 0.5)
    limits = Limits(scheduler="tcp://127.0.0.1:9")
    with pytest.raises(UserError, match="No Dask scheduler answers"):
        ingest(RunRequest(tmp_path / "data", path=folder, limits=limits), QUIET)


@pytest.mark.parametrize("wrong", ["rules", "folder"])
def test_a_worker_that_could_not_help_refuses(
    tmp_path: Path, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines = pytest.importorskip("pipelines.process.cluster")
    job, rules = Job("a" * 64, str(tmp_path / "one.pdf")), machines.rules()
    if wrong == "rules":
        monkeypatch.setattr("pipelines.process.cluster.read_settings", lambda: "another OCR")
    says = "another version" if wrong == "rules" else "cannot see"
    with pytest.raises(UserError, match=says):
        machines.read_one(job, str(tmp_path / "not mounted"), Limits(), rules)


def test_without_dask_or_fsspec_a_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pipelines.process.cluster", None)
    monkeypatch.setitem(sys.modules, "archive.store.objects", None)
    monkeypatch.delattr("pipelines.process.cluster", raising=False)
    monkeypatch.delattr("archive.store.objects", raising=False)
    with pytest.raises(UserError, match=r"safeguarding-reviews\[dask\]"):
        list(work([], tmp_path, Limits(scheduler="tcp://127.0.0.1:9")))
    with pytest.raises(UserError, match=r"safeguarding-reviews\[s3\]"):
        open_store("s3://invented/x")
