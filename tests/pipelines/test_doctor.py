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

import warehouse
from archive.errors import UserError
from archive.folder import Archive
from archive.originals import Originals
from archive.places import Places
from archive.runs import FAILED, NOTHING_COLLECTED, Runs, UnderWay
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


def lose_ledger(data: Path) -> None:
    for path in data.glob("ledger.sqlite*"):
        path.unlink()


def empty_ledger(data: Path) -> None:
    lose_ledger(data)
    Places(data).ledger.touch()


def break_records(data: Path) -> None:
    next(Places(data).runs.glob("*.json")).write_text("{")


def break_corrections(data: Path) -> None:
    Places(data).corrections.mkdir()
    (Places(data).corrections / "mine.yaml").write_text("x: [")


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


NO_TEXT = b'{"a": "\xb2"}'  # as one flipped bit in a string leaves it


def no_text(name: str) -> Callable[[Path], object]:
    def harm(data: Path) -> None:
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_bytes(NO_TEXT)

    return harm


def lose_kept_build(data: Path) -> None:
    name = warehouse.keep_build(Places(data).builds)
    (Places(data).builds / f"{name}.duckdb").unlink()


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
        (lose_ledger, "ledger", Health.BAD),
        (empty_ledger, "ledger", Health.BAD),
        (break_records, "records of runs", Health.LOOK),
        (break_corrections, "corrections", Health.BAD),
        (no_text("VERSION"), "data folder", Health.BAD),
        (no_text("sources_dir"), "source files", Health.BAD),
        (lambda data: Places(data).sources_dir.touch(), "source files", Health.BAD),
        (no_text("store"), "data folder", Health.BAD),
        (no_text("accepted.json"), "notes", Health.LOOK),
        (no_text("tombstones.json"), "notes", Health.LOOK),
        (no_text("held/held.json"), "notes", Health.LOOK),
        (no_text("unsent.json"), "notes", Health.LOOK),
        (no_text("replaced.json"), "replaced documents", Health.BAD),
        (no_text("accepted_unreadable.json"), "failures", Health.BAD),
        (no_text("runs/x.json"), "records of runs", Health.LOOK),
        (no_text(f"resaved/{'a' * 64}"), "resaved files", Health.BAD),
        (no_text("corrections/families.yaml"), "corrections", Health.BAD),
        (no_text("corrections/documents.yaml"), "corrections", Health.BAD),
        (no_text("builds/kept.json"), "kept builds", Health.BAD),
        (lose_kept_build, "kept builds", Health.LOOK),
        (lambda data: Places(data).replaced.write_text("["), "replaced documents", Health.BAD),
        (lambda data: Places(data).accepted_unreadable.write_text("["), "failures", Health.BAD),
        (leave_purged, "purged documents", Health.BAD),
        (hold, "held build", Health.BAD),
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


def test_one_damaged_file_does_not_hide_what_else_is_wrong(data: Path) -> None:
    Places(data).accepted_unreadable.write_text("[")
    Places(data).warehouse.unlink()
    found = {f.about: f.health for f in examine(data)}
    assert (found["failures"], found["warehouse"]) == (Health.BAD, Health.LOOK)


def test_a_ledger_that_is_lost_stops_runs_and_is_not_made_anew(data: Path) -> None:
    """A new one would not know what was purged, and doctor would call it sound."""
    lose_ledger(data)
    examine(data)
    with pytest.raises(UserError, match=r"ledger\.sqlite is missing.*backup"):
        ingest(RunRequest(data, path=data.parent / "in"), QUIET)
    assert not Places(data).ledger.exists()
    for path in (Places(data).accepted, Places(data).published):
        path.unlink()
    assert ingest(RunRequest(data, path=data.parent / "in"), QUIET).exit_status != FAILED


def test_a_ledger_with_flipped_bytes_stops_a_run_in_words(data: Path) -> None:
    ledger = Places(data).ledger
    Archive(data).ledger.close()
    content = bytearray(ledger.read_bytes())
    leaf = content.rindex(b"ash.pdf") // 4096 * 4096  # a page of rows: the file still opens
    content[leaf : leaf + 8] = b"\xff" * 8
    ledger.write_bytes(content)
    with pytest.raises(UserError, match=r"ledger\.sqlite\) is damaged\. Restore it"):
        ingest(RunRequest(data, path=data.parent / "in"), QUIET)
    (issue,) = Runs(data).load()[-1].issues
    assert "Restore it" in issue.message


def test_runs_delete_what_killed_runs_have_left(data: Path) -> None:
    old, young = data / "originals" / ".incoming-old", data / "originals" / ".incoming-young"
    for path in (old, young):
        path.touch()
    os.utime(old, (0, 0))
    ingest(RunRequest(data, path=data.parent / "in"), QUIET)
    assert (old.exists(), young.exists()) == (False, True)
    (found,) = (f for f in examine(data) if f.about == "leftovers")
    assert "originals/.incoming-young" in found.says


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


def test_a_disk_that_is_nearly_full_is_reported(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
