"""What the machine does is no document's fault: nothing is given up for it, and it is told."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from invented import TREES, write_review, write_reviews
from kept import FirstRun
from rich.console import Console

from archive.artefacts import Artefacts
from archive.errors import UserError
from archive.files import write_whole
from archive.folder import Archive
from archive.ledger import Ledger
from archive.lock import run_lock
from archive.originals import Originals
from archive.runs import RunRecord, Runs
from archive.trouble import (
    DiskFullError,
    NoRightsError,
    is_full,
    is_of_the_machine,
    is_read_only,
    issue_of,
)
from models.records import Run, Severity, Status
from pipelines import run as main_job
from pipelines.advice import what_to_do
from pipelines.doctor import Health
from pipelines.doctor.machine import of_machine
from pipelines.process import DocumentOutcome, Job, Limits, Trouble, is_done
from pipelines.process import document as stages
from pipelines.process.pool import work
from pipelines.process.tools import tools
from pipelines.request import RunRequest
from pipelines.retrying import retry
from pipelines.run import RunReport, ingest, process, rebuild

QUIET = Console(quiet=True)
WORKER = str(Path(__file__).parent / "process" / "misbehaving_worker.py")
FULL = OSError(errno.ENOSPC, "No space left on device")


def outcome_of(folder: Path, text: str) -> DocumentOutcome:
    document_id = hashlib.sha256(text.encode()).hexdigest()
    (folder / "file.txt").write_text(text)
    jobs = [Job(document_id, str(folder / "file.txt"))]
    (done,) = work(jobs, folder, Limits(workers=1), command=(WORKER,))
    return done


@pytest.mark.parametrize("name", ["run.lock", "ledger.sqlite"])
def test_a_folder_that_cannot_be_written_is_reported_in_words(tmp_path: Path, name: str) -> None:
    write_reviews(tmp_path / "in", 1)
    (tmp_path / "data" / name).mkdir(parents=True)  # for root no file is closed
    with pytest.raises(NoRightsError, match=f"{name} cannot be written"):
        ingest(RunRequest(tmp_path / "data", path=tmp_path / "in"), QUIET)


def test_a_disk_that_is_mounted_for_reading_only_is_no_matter_of_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an error of the disk: another user would not help."""
    assert not is_read_only(tmp_path)
    archive, found = Archive(tmp_path), os.statvfs(tmp_path)
    told = {name: getattr(found, name) for name in dir(found) if name.startswith("f_")}
    closed = SimpleNamespace(**told | {"f_flag": found.f_flag | os.ST_RDONLY})
    with monkeypatch.context() as patch:
        patch.setattr(os, "statvfs", lambda _: closed)
        (tmp_path / "run.lock").mkdir()
        with pytest.raises(NoRightsError, match="for reading only") as error, run_lock(tmp_path):
            pass
        assert "as the user" not in str(error.value)
        (rights,) = (one for one in of_machine(archive) if one.about == "rights")
    assert (rights.health, rights.do.startswith("Systems do this")) == (Health.BAD, True)


def test_whoever_may_only_read_reads_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Ledger(tmp_path).latest()
    monkeypatch.setattr(os, "access", lambda *_: False)
    ledger = Ledger(tmp_path)
    assert ledger.latest() == before
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        ledger.purge("0" * 64)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("killed now", Trouble.MACHINE),
        ("full disk", Trouble.FULL),
        ("sector gone", Trouble.MACHINE),
        ("fail now", None),
        ("die now", None),
    ],
)
def test_an_attempt_is_used_up_by_documents_alone(
    tmp_path: Path, text: str, trouble: Trouble | None
) -> None:
    for _ in range(3):
        done = outcome_of(tmp_path, text)
    assert done.trouble == trouble
    assert all("words of a report" not in issue.message for issue in done.issues)
    left = is_done(Artefacts(tmp_path), done.document_id)
    assert (left is None) == (trouble is not None)  # None: it will be tried again


def test_a_child_that_was_killed_is_replaced_and_its_document_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ours(jobs: Iterable[Job], data: Path, limits: Limits) -> Iterator[DocumentOutcome]:
        return work(jobs, data, limits, command=(WORKER,))

    monkeypatch.setattr(main_job, "work", ours)
    archive = Archive(tmp_path)
    ids = [archive.originals.put(text) for text in (b"once", b"killed always", b"good")]
    for name in ids:  # the worker leaves its mark beside the file
        archive.originals.path(name).parent.chmod(0o777)
    got = {o.document_id: o for o in process(archive, ids, Limits(workers=1))}
    assert [got[name].trouble for name in ids] == [None, Trouble.MACHINE, None]
    assert [issue.code for issue in got[ids[1]].issues] == ["machine_failed"]


@pytest.fixture
def folder(first_run: FirstRun) -> Path:
    """Documents that one run has published."""
    return first_run(6) / "in"


@pytest.fixture
def new_folder(tmp_path: Path) -> Path:
    write_reviews(tmp_path / "in", 2)
    return tmp_path / "in"


def go(folder: Path, **asked: object) -> RunReport:
    return ingest(RunRequest(folder.parent / "data", path=folder, **asked), QUIET)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("where", ["store", "ledger", "artefacts", "build"])
def test_a_full_disk_says_so_wherever_it_strikes_and_the_next_run_heals(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    data = folder.parent / "data"
    published = (data / "warehouse.duckdb").read_bytes()
    for tree in TREES[6:9]:
        write_review(folder / f"{tree}.pdf", tree)

    def strike(*_: object, **__: object) -> None:
        raise FULL

    def strike_sqlite(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL  # type: ignore[misc]
        raise error

    places = {
        "store": ("archive.originals.Incoming.write", strike),
        "ledger": ("archive.ledger.rows.Rows.add", strike_sqlite),
        "artefacts": ("archive.artefacts.Artefacts.save", strike),
        "build": ("warehouse.storage.swap_in", strike),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*places[where])
        with pytest.raises(DiskFullError, match="Free some space"):
            go(folder)
    record = Runs(data).load()[-1]
    assert record.exit_status == 1
    assert "disk_full" in {issue.code for issue in record.issues}
    assert (data / "warehouse.duckdb").read_bytes() == published
    healed = go(folder)
    assert healed.exit_status == 0
    assert healed.build.counts["reviews"] == 9
    assert healed.build.statuses == {"ok": 9}


@pytest.mark.usefixtures("in_this_process")
def test_the_record_of_a_run_finds_room_on_a_full_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder.parent / "data"
    reserve = data / "runs" / ".reserve"
    assert reserve.exists()

    def while_reserved(path: Path, content: bytes) -> None:
        if reserve.exists():
            raise FULL
        write_whole(path, content)

    monkeypatch.setattr("archive.runs.write_whole", while_reserved)
    write_review(folder / "new.pdf", "Oak")
    assert go(folder).exit_status == 0
    assert Runs(data).load()[-1].number == 2


@pytest.mark.usefixtures("in_this_process")
def test_retry_and_rebuild_bring_back_what_can_be_read(
    new_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = new_folder.parent / "data"

    def breaks(*_: object) -> None:
        raise RuntimeError

    for again in ("retry", "rebuild"):
        write_review(new_folder / f"{again}.pdf", again.title())
        with monkeypatch.context() as patch:
            broken = type(tools())(breaks, tools().extract, tools().label)
            patch.setattr(stages, "tools", lambda broken=broken: broken)
            for _ in range(stages.ATTEMPTS):
                go(new_folder)
        assert go(new_folder).build is None  # given up: nothing has changed
        if again == "retry":
            report = retry(RunRequest(data, command="retry"), "", QUIET)
        else:
            report = go(new_folder, is_rebuild=True)
        assert {outcome.status for outcome in report.outcomes} == {Status.OK}
    with pytest.raises(UserError, match="nothing to retry"):
        retry(RunRequest(data), "", QUIET)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("harm", ["missing", "flipped"])
def test_a_lost_original_is_an_error_until_the_good_file_is_offered(
    folder: Path, tmp_path: Path, harm: str
) -> None:
    data = folder.parent / "data"
    published = (data / "warehouse.duckdb").read_bytes()
    store = Originals(data)
    victim = next(store.ids())
    path = store.path(victim)
    name = next(r.file_name for r in Archive(data).latest().values() if r.document_id == victim)
    good = (folder / name).read_bytes()
    (folder / name).unlink()
    if harm == "missing":
        path.unlink()
    else:
        path.chmod(0o644)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    for _ in range(2):
        report = go(folder)
        assert report.exit_status == 1
        (error,) = [issue for issue in report.issues if issue.severity is Severity.ERROR]
        assert (error.code, error.document_id) == ("original_missing", victim)
        assert name in error.message
    assert (data / "warehouse.duckdb").read_bytes() == published
    (folder / name).write_bytes(good)
    assert [i.code for i in go(folder).new_warnings] == ["original_put_right"]
    assert store.is_sound(victim)
    assert not store.is_damaged(victim)


def test_a_damaged_file_gives_way_to_the_good_one(tmp_path: Path) -> None:
    store = Originals(tmp_path)
    name = store.put(b"an invented review")
    store.path(name).chmod(0o644)
    store.path(name).write_bytes(b"an invented revieW")
    assert store.put(b"an invented review") == name
    assert store.is_sound(name)


def test_what_is_the_machines_fault_is_found_however_deep() -> None:
    deep = RuntimeError("told")
    deep.__cause__ = ValueError("x")
    deep.__cause__.__context__ = OSError(errno.EDQUOT, "quota")
    assert is_full(deep)
    assert not is_of_the_machine(FileNotFoundError(errno.ENOENT, "no file"))
    assert not is_of_the_machine(ValueError("no such object in the PDF"))


@pytest.mark.usefixtures("in_this_process")
def test_a_flipped_bit_in_the_published_warehouse_is_noticed_and_healed(folder: Path) -> None:
    target = folder.parent / "data" / "warehouse.duckdb"
    before = target.stat()
    content = bytearray(target.read_bytes())
    content[len(content) // 3] ^= 1
    target.write_bytes(content)
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))  # a disk changes no times
    report = go(folder)
    assert [issue.code for issue in report.new_warnings] == ["warehouse_damaged"]
    assert report.build.is_published
    assert [go(folder).exit_status, go(folder).exit_status] == [0, 0]


def test_a_run_has_a_record_where_no_room_at_all_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = Runs(tmp_path)
    row = runs.begin("20310101T000000-1", "run", "1")

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("archive.runs.write_whole", full)
    run = Run(row.run_id, row.started_at, row.since, row.command, row.version)
    record = RunRecord(run, 1, (issue_of(DiskFullError(), "run"),), number=row.number)
    runs.save(record)
    assert (runs.load(), runs.under_way()) == ([record], None)


@pytest.mark.usefixtures("in_this_process")
def test_a_warehouse_that_another_program_wrote_is_replaced_with_a_word(folder: Path) -> None:
    target = folder.parent / "data" / "warehouse.duckdb"
    os.utime(target)  # as in a copy of the folder: the same bytes
    assert go(folder).exit_status == 0
    target.write_bytes(target.read_bytes() + b"?")
    report = go(folder)
    assert [issue.code for issue in report.new_warnings] == ["warehouse_damaged"]
    assert "another program" in report.new_warnings[0].message
    assert go(folder).exit_status == 0


@pytest.mark.usefixtures("in_this_process")
def test_a_run_that_was_killed_after_its_swap_is_no_other_program(folder: Path) -> None:
    data = folder.parent / "data"
    Runs(data).begin("20310101T000000-1", "run", "1")  # it never ends
    (data / "warehouse.duckdb").write_bytes(b"what that run built")
    report = go(folder)
    assert (report.exit_status, report.new_warnings) == (0, ())
    assert report.build.is_published


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    "name", ["accepted.json", "published.json", "tombstones.json", "builds/kept.json"]
)
def test_a_note_that_cannot_be_read_is_reported(name: str, folder: Path) -> None:
    path = folder.parent / "data" / name
    path.write_text("{")
    report = go(folder)
    assert [issue.code for issue in report.new_warnings] == ["note_damaged"]
    assert path.name in report.new_warnings[0].message


@pytest.mark.usefixtures("in_this_process")
def test_building_again_looks_at_the_originals_too(folder: Path) -> None:
    originals = Archive(folder.parent / "data").originals
    flip_original(originals.path(next(originals.ids())))
    report = rebuild(RunRequest(folder.parent / "data"), QUIET)
    assert "original_missing" in {issue.code for issue in report.issues}
    assert report.exit_status == 1


def flip_original(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("harm", [flip_original, Path.unlink], ids=["flipped", "vanished"])
@pytest.mark.parametrize("is_sampled", [True, False])
def test_an_original_that_was_put_right_is_reported_once(
    harm: Callable[[Path], None],
    is_sampled: bool,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    originals = Archive(folder.parent / "data").originals
    victim = next(originals.ids())
    harm(originals.path(victim))
    if not is_sampled:
        monkeypatch.setattr("pipelines.gathering.sample_originals", lambda *_: 0)
    report = go(folder)
    (told,) = report.new_warnings
    assert (report.exit_status, told.code) == (2, "original_put_right")
    assert victim[:12] in told.message
    assert "Check the disk" in what_to_do(told)
    assert originals.is_sound(victim)
    assert go(folder).exit_status == 0


@pytest.mark.usefixtures("in_this_process")
def test_a_warehouse_that_was_gone_is_reported_once(folder: Path) -> None:
    (folder.parent / "data" / "warehouse.duckdb").unlink()
    report = go(folder)
    assert [issue.code for issue in report.new_warnings] == ["warehouse_damaged"]
    assert "was gone" in report.new_warnings[0].message
    assert go(folder).exit_status == 0


@pytest.mark.usefixtures("in_this_process")
def test_any_flipped_bit_of_an_artefact_is_made_good(new_folder: Path) -> None:
    data = new_folder.parent / "data"
    first = go(new_folder)
    chance = random.Random(7)
    for path in sorted(p for p in (data / "artefacts").rglob("*") if p.is_file()):
        content = bytearray(path.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
    report = go(new_folder)
    assert report.exit_status == 2
    assert {issue.code for issue in report.issues} == {"corrupt_artefact"}
    assert report.build.counts["statements"] == first.build.counts["statements"]
