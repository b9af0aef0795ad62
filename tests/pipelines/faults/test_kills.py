"""Sixty kills over collection, reading, build and swap: a good warehouse after each."""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from invented import TREES, source_file, write_review, write_reviews
from loopback import Site

import warehouse
from archive.accepted import accepted_held, load_held
from archive.folder import Archive
from archive.places import Places
from archive.runs import FAILED, Runs
from pipelines.doctor import Health, examine

pytestmark = pytest.mark.faults
DRIVER = Path(__file__).with_name("driver.py")
KILLS, START = 60, 6
COLLECTING = 12  # kills of a run that collects
ACCEPTING = 6  # kills of an accept
# Struck by name: among all calls of a run these are few.
NAMED = [
    f"{name}:{when}"
    for name in ("_Build._timed", "keep", "swap_in")
    for when in ("before", "after")
]
HARMLESS = {"tesseract", "LibreOffice", "room", "leftovers", "runs"}


def run(data: Path, folder: Path, kill_at: int | str = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(DRIVER), str(kill_at), "run", "--from", str(folder)]
    return subprocess.run(
        [*command, "--data", str(data)], capture_output=True, text=True, check=False, timeout=120
    )


def reviews(data: Path) -> int:
    return warehouse.query(data / "warehouse.duckdb", "select count(*) from reviews").rows[0][0]


def kill(data: Path, folder: Path, at: int, editions: Iterator[int]) -> None:
    """Kill a run at a call, or at an earlier one where it has ended by then.

    A run that carries on where another was killed has less to do than the one that was counted.
    """
    while at > 0:
        change(folder, next(editions))
        if run(data, folder, at).returncode == -signal.SIGKILL:
            return
        at -= 5
    raise AssertionError("no kill has struck")


def change(folder: Path, number: int) -> None:
    """Two files change each time, so that every stage has something to do."""
    for tree in (TREES[number % START], TREES[(number + 3) % START]):
        write_review(folder / f"{tree.lower()}.pdf", tree, words=f"Edition {number}.")


def test_sixty_kills_leave_a_good_warehouse_and_the_next_run_heals(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "in"
    write_reviews(folder, START)
    assert run(data, folder).returncode == 0
    change(folder, 0)
    counted = re.search(r"calls (\d+)", run(data, folder).stdout)
    assert counted
    calls = int(counted[1])
    assert calls > KILLS / 2  # else the kills would strike the same few places
    stages: set[str] = set()
    editions = count(1)
    for number in range(1, KILLS + 1):
        if number > KILLS - len(NAMED):
            change(folder, next(editions))
            name = NAMED[KILLS - number]
            assert run(data, folder, name).returncode == -signal.SIGKILL, name
        else:
            kill(data, folder, 1 + (number - 1) * calls // (KILLS - len(NAMED)), editions)
        died = Runs(data).under_way()
        stages.add(died.stage if died else "begin")
        assert reviews(data) == START, f"kill {number}"
        if number % 10 == 0:
            healed = run(data, folder)
            assert healed.returncode == 0, healed.stderr
            assert reviews(data) == START
            assert len(Archive(data).documents()) == START
            wrong = [f for f in examine(data) if f.health is not Health.OK]
            assert {finding.about for finding in wrong} <= HARMLESS, wrong
    assert {"collect", "process", "publish"} <= stages
    dead = [record for record in Runs(data).load() if record.is_dead]
    assert len(dead) > KILLS / 2
    assert {record.exit_status for record in dead} == {FAILED}


@pytest.fixture
def site() -> Iterator[Site]:
    playing = Site()
    yield playing
    playing.stop()


def test_kills_while_collecting_lose_no_file_and_the_next_run_heals(
    tmp_path: Path, site: Site
) -> None:
    """Between the bytes, the store and the rows of the ledger; a file is replaced each time."""
    data, sources = tmp_path / "data", tmp_path / "sources"
    sources.mkdir()
    (sources / "invented_scp.yaml").write_text(
        source_file("weekly", "expectations: {min: 0, max: 90}")
    )
    names = [f"{tree.lower()}.pdf" for tree in TREES[:START]]
    site.page("/published", *(f"/{name}" for name in names))

    def publish(tree: str, edition: int) -> None:
        write_review(tmp_path / "file.pdf", tree, words=f"Edition {edition}.")
        content = (tmp_path / "file.pdf").read_bytes()
        site.bytes(f"/{tree.lower()}.pdf", content, Content_Type="application/pdf")
        there[f"{tree.lower()}.pdf"] = hashlib.sha256(content).hexdigest()

    def collect(kill_at: int = 0) -> int:
        command = [sys.executable, str(DRIVER.with_name("collecting.py")), str(site.port)]
        command += [str(kill_at), "run", "invented_scp", "--sources-dir", str(sources)]
        command += ["--data", str(data), "--contact", "reviews@example.org"]
        return subprocess.run(command, capture_output=True, check=False, timeout=120).returncode

    there: dict[str, str] = {}
    for tree in TREES[:START]:
        publish(tree, 0)
    assert collect() == 0
    for number in range(1, COLLECTING + 1):
        publish(TREES[number % START], number)
        assert collect(2 + 3 * number) == -signal.SIGKILL
        died = Runs(data).under_way()
        assert died
        assert died.stage == "collect"
        archive = Archive(data)
        assert (archive.ledger.problems(), archive.missing()) == ([], {})
        assert all(archive.originals.is_sound(name) for name in archive.originals.ids())
        assert reviews(data) == START
        if number % 4 == 0:
            assert collect() == 0
            held = {row.file_name: name for name, row in Archive(data).latest().items()}
            assert held == there


def test_kills_of_an_accept_leave_the_build_held_or_the_next_run_publishes_it(
    tmp_path: Path,
) -> None:
    """From its begin to its end; what is held is held with a reason that still holds."""
    first, folder = tmp_path / "first", tmp_path / "in"
    write_reviews(folder, START)
    assert run(first, folder).returncode == 0
    for tree in TREES[:3]:
        write_review(folder / f"{tree.lower()}.pdf", tree, 2)
    assert run(first, folder).returncode == FAILED
    held = load_held(Places(first))
    assert held

    def accept(data: Path, kill_at: int | str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(DRIVER), str(kill_at), "accept", held.build_id]
        return subprocess.run(
            [*command, "--data", str(data)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def statements(data: Path) -> int:
        return len(warehouse.query(data / "warehouse.duckdb", "from statements").rows)

    data = tmp_path / "whole"
    shutil.copytree(first, data)
    counted = re.search(r"calls (\d+)", accept(data, 0).stdout)
    assert counted
    calls, wanted, before = int(counted[1]), statements(data), statements(first)
    assert wanted < before
    spread = [1 + number * calls // ACCEPTING for number in range(ACCEPTING)]
    struck = 0
    for number, at in enumerate([*spread, "swap_in:before", "swap_in:after"]):
        data = tmp_path / f"killed-{number}"
        shutil.copytree(first, data)
        struck += accept(data, at).returncode == -signal.SIGKILL
        assert statements(data) in {before, wanted}, at
        is_measure = load_held(Places(data)) is None or accepted_held(Places(data)) is not None
        status = run(data, folder).returncode
        assert (status, statements(data)) == ((0, wanted) if is_measure else (FAILED, before)), at
        if not is_measure:
            assert accept(data, 0).returncode == 0
            assert statements(data) == wanted
        wrong = [f for f in examine(data, is_quick=True) if f.health is not Health.OK]
        assert {finding.about for finding in wrong} <= HARMLESS, wrong
    assert struck > ACCEPTING / 2
