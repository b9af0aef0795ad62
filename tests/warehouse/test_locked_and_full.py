"""Files that others hold, disks that fill up, queries that never end."""

import resource
import shutil
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import duckdb
import pytest
from small import documents, entry

import warehouse

_HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
connection.execute("select count(*) from reviews").fetchall()
print("held", flush=True)
sys.stdin.read()
"""


class Holder:
    """Another program that has the warehouse open."""

    def __init__(self, path: Path, mode: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(path), mode],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "held\n"

    def __exit__(self, *_: object) -> None:
        self._process.communicate("")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "warehouse.duckdb"
    warehouse.build(entry(documents()[:3]), target)
    return target


@pytest.fixture
def published(built: Path, tmp_path: Path) -> Path:
    """A copy of one build, for a test that may do with it what it likes."""
    return Path(shutil.copy(built, tmp_path))


def test_open_for_writing_elsewhere_is_reported(published: Path) -> None:
    with (
        Holder(published, "write"),
        pytest.raises(warehouse.WarehouseError, match="open for writing in another program"),
    ):
        warehouse.query(published, "from reviews")
    assert warehouse.query(published, "select count(*) from documents").rows == [(3,)]


@pytest.mark.parametrize("mode", ["read", "write"])
def test_held_file_does_not_stop_a_build(published: Path, mode: str) -> None:
    with Holder(published, mode):
        report = warehouse.build(entry(run_id="run-2", day="2026-10-02"), published)
        assert report.is_published
        assert warehouse.query(published, "select count(*) from documents").rows == [(15,)]


def _build_with_little_room(target: Path) -> str:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    try:
        warehouse.build(entry(run_id="run-2"), target)
    except warehouse.WarehouseError as problem:
        return str(problem)
    return "built"


def test_no_room_in_the_middle_of_a_build(published: Path) -> None:
    before = published.read_bytes()
    with get_context("spawn").Pool(1) as pool:
        told = pool.apply(_build_with_little_room, (published,))
    assert "published one is untouched" in told
    assert published.read_bytes() == before
    assert not list(published.parent.glob(".*building*"))


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
        "with recursive n(i) as (select 1 union all select i + 1 from n) from n",
    ],
)
def test_recursion_without_end_is_stopped(published: Path, sql: str) -> None:
    with pytest.raises(warehouse.QueryError, match=r"Stopped after|needs more than"):
        warehouse.query(published, sql, seconds=0.5, memory="200MB")


@pytest.mark.parametrize(
    "sql",
    [
        "from parquet_scan('/etc/hostname')",
        "from read_json('/etc/hostname')",
        "from read_blob('/etc/hostname')",
        "from read_csv('https://library.example/x.csv')",
        "from sniff_csv('/etc/hostname')",
        "reset memory_limit",
        "call force_checkpoint()",
        "set variable x = 1",
        "detach warehouse",
        "vacuum",
        "begin",
        "prepare p as insert into core.themes values (1)",
        "execute p",
    ],
)
def test_more_that_is_refused(published: Path, sql: str) -> None:
    before = published.read_bytes()
    with pytest.raises(warehouse.QueryError):
        warehouse.query(published, sql)
    assert published.read_bytes() == before


def test_environment_is_out_of_reach(published: Path) -> None:
    with pytest.raises(warehouse.QueryError):
        warehouse.query(published, "select getenv('HOME')")


def test_locked_reader_is_duckdbs_own_error(published: Path) -> None:
    """What the message is made from: a second process may not write beside readers."""
    with Holder(published, "read"), pytest.raises(duckdb.IOException, match="lock"):
        duckdb.connect(published)
