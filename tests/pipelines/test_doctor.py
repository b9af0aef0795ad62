"""The doctor finds what is wrong, says what to do, and its exit status is for a monitor."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from invented import write_review
from kept import FirstRun
from rich.console import Console

from archive.folder import Archive
from archive.originals import Originals
from archive.places import Places
from archive.runs import NOTHING_COLLECTED, Runs, UnderWay
from models.records import Issue, Pass, Severity
from pipelines.doctor import Health, examine, exit_status, machine
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.status import data_status

QUIET = Console(quiet=True)
pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def data(first_run: FirstRun) -> Path:
    return first_run(6) / "data"


def flip(path: Path) -> None:
    path.chmod(0o644)
    times = path.stat()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def write_again(data: Path) -> None:
    """As a copy from elsewhere, with a time of its own."""
    path = Places(data).warehouse
    flip(path)
    os.utime(path, (1, 1))


def original(data: Path) -> Path:
    return Originals(data).path(next(Originals(data).ids()))


def break_ledger(data: Path) -> None:
    path = Places(data).ledger
    path.unlink()  # with whatever this process has open of it
    for kind in ("-wal", "-shm"):
        path.with_name(path.name + kind).unlink(missing_ok=True)
    path.write_bytes(b"no database at all" * 1000)


def leave_purged(data: Path) -> None:
    """As a purge that was killed between the ledger and the file."""
    Archive(data).ledger.purge(original(data).name)


def hold(data: Path) -> None:
    for tree in ("ash", "birch", "cedar"):
        write_review(data.parent / "in" / f"{tree}.pdf", tree.title(), 2)
    ingest(RunRequest(data, path=data.parent / "in"), QUIET)


def replace_one(data: Path) -> None:
    write_review(data.parent / "in" / "ash.pdf", "Pine")
    ingest(RunRequest(data, path=data.parent / "in"), QUIET)


def die(data: Path) -> None:
    row = UnderWay("20990101T000000-0", 9, "2099", "run", "1", 1, "box", "process", "2099")
    Runs(data)._mark(row)


def break_file(data: Path) -> None:
    (data.parent / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    ingest(RunRequest(data, path=data.parent / "in"), QUIET)


def artefact(data: Path) -> Path:
    return next(p for p in (data / "artefacts").rglob("*") if p.is_file())


def test_an_installation_can_be_checked_before_its_first_run(tmp_path: Path) -> None:
    data = tmp_path / "not" / "there"
    findings = examine(data)
    found = {f.about: f for f in findings}
    assert {"versions", "tesseract", "LibreOffice", "room", "rights", "runs"} == found.keys()
    assert found["versions"].health is found["rights"].health is Health.OK
    # A folder that is not mounted looks the same: a monitor must hear of it.
    assert (found["runs"].health, exit_status(findings)) == (Health.BAD, 1)
    assert str(data) in found["runs"].says
    assert not data.parent.exists()


def test_a_sound_folder_is_well_and_nothing_is_left_unsaid(data: Path) -> None:
    found = {f.about: f.health for f in examine(data)}
    programs = {"tesseract", "LibreOffice", "room"}  # those of this machine
    assert {health for about, health in found.items() if about not in programs} == {Health.OK}
    assert {"versions", "rights", "ledger", "originals", "artefacts", "warehouse"} <= found.keys()


@pytest.mark.parametrize(
    ("harm", "about", "health"),
    [
        (lambda data: flip(original(data)), "originals", Health.BAD),
        (lambda data: original(data).unlink(), "missing originals", Health.BAD),
        (lambda data: flip(Places(data).warehouse), "warehouse", Health.BAD),
        (lambda data: Places(data).warehouse.unlink(), "warehouse", Health.LOOK),
        (write_again, "warehouse", Health.LOOK),
        (lambda data: Places(data).accepted.write_text("[]"), "notes", Health.LOOK),
        (lambda data: flip(artefact(data)), "artefacts", Health.LOOK),
        (break_ledger, "ledger", Health.BAD),
        (leave_purged, "purged documents", Health.BAD),
        (hold, "runs", Health.BAD),
        (die, "runs", Health.BAD),
        (replace_one, "replaced documents", Health.LOOK),
        (break_file, "failures", Health.LOOK),
        (lambda data: (data / "runs" / ".new-0").touch(), "leftovers", Health.LOOK),
        (lambda data: Places(data).accepted.chmod(0o666), "rights", Health.LOOK),
    ],
)
def test_what_is_wrong_is_found_with_what_to_do(
    data: Path, harm: Callable[[Path], None], about: str, health: Health
) -> None:
    harm(data)
    findings = examine(data)
    found = next(f for f in findings if f.about == about)
    assert (found.health, bool(found.says), bool(found.do)) == (health, True, True)
    assert exit_status(findings) == (1 if health is Health.BAD else 2)


def no_server(data: Path) -> None:
    """A run of which no source answered; before, both had been read in full."""
    archive = Archive(data)
    for source in ("fife_cpc", "sbni"):
        for run, is_complete in (("r1", True), ("r2", False)):
            when = f"2031-05-0{run[1]}T05:00:00Z"
            why = None if is_complete else "no answer"
            row = Pass(run, source, when, when, is_complete=is_complete, found=3, message=why)
            archive.ledger.append(row)
    last = archive.runs.load()[-1]
    why = Issue(Severity.WARNING, "collect", "network_down", "No publisher's server answered.")
    run = msgspec.structs.replace(last.run, run_id="r2")
    number, status = last.number + 1, NOTHING_COLLECTED
    archive.runs.save(
        msgspec.structs.replace(last, run=run, number=number, exit_status=status, issues=(why,))
    )


def test_after_a_night_without_network_nothing_is_called_listed_in_full(data: Path) -> None:
    no_server(data)
    found = {one.about: one for one in examine(data, is_quick=True)}
    assert found["runs"].health is Health.LOOK
    assert "with 3. No publisher's server answered." in found["runs"].says
    assert "network and DNS" in found["runs"].do
    sources = found["sources"]
    assert (sources.health, sources.says) == (
        Health.LOOK,
        "Something is wrong with 2 lists: fife_cpc, sbni (no answer).",
    )


def advice(data: Path, about: str) -> str:
    return next(f.do for f in examine(data) if f.about == about)


def test_a_bare_run_is_never_the_advice(tmp_path: Path, data: Path) -> None:
    Places(data).warehouse.unlink()
    assert advice(data, "warehouse") == "reviews rebuild"
    Places(data).warehouse.write_bytes(b"no warehouse")
    assert advice(data, "warehouse") == "reviews rebuild"
    assert "reviews run" not in str(data_status(data).unpublished)
    die(data)
    assert "same sources" in advice(data, "runs")
    empty = Archive(tmp_path / "empty").data
    Places(empty).runs.mkdir()
    for about in ("warehouse", "runs"):
        assert advice(empty, about) == "reviews run SOURCE, or reviews run --from FOLDER"


def test_a_damaged_original_is_put_aside_and_then_missing(data: Path) -> None:
    flip(original(data))
    (told,) = (f.says for f in examine(data) if f.about == "originals")
    assert re.fullmatch(r"1 of 6 is damaged \(\w{12}\)\. It was put aside\.", told)
    assert [f.health for f in examine(data) if f.about == "originals"] == [Health.OK]
    assert [f.health for f in examine(data) if f.about == "missing originals"] == [Health.BAD]


def test_a_disk_that_is_nearly_full_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nearly_full = SimpleNamespace(free=50 * 2**20)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: nearly_full)
    assert next(f for f in examine(data) if f.about == "room").health is Health.BAD


def test_a_file_that_a_run_removes_meanwhile_is_none_of_its_business(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Path.rglob

    def rglob(folder: Path, pattern: str) -> list[Path]:
        return [*found(folder, pattern), folder / "originals" / ".incoming-0"]

    monkeypatch.setattr(Path, "rglob", rglob)
    told = {one.about: one.health for one in examine(data)}
    assert (told["rights"], told["leftovers"]) == (Health.OK, Health.LOOK)


def test_a_quick_look_reads_no_file_to_its_end(data: Path) -> None:
    flip(original(data))
    assert "originals" not in {f.about for f in examine(data, is_quick=True)}


def test_a_row_that_refers_to_none_is_found(data: Path) -> None:
    with sqlite3.connect(Places(data).ledger) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DROP TRIGGER files_no_delete")
        db.execute("DELETE FROM files")
    assert next(f for f in examine(data) if f.about == "ledger").health is Health.BAD
