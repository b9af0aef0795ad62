"""A purged document leaves nothing behind and does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import write_review, write_reviews
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

import warehouse
from archive.accepted import load_accepted
from archive.artefacts import Artefacts, _plain
from archive.errors import UserError
from archive.folder import Archive
from archive.ledger import Ledger
from archive.originals import Originals
from archive.places import Places
from pipelines.local import SAMPLE, collect_folder
from pipelines.process import Job
from pipelines.process.worker import serve
from pipelines.purging import delete, purge
from pipelines.request import RunRequest
from pipelines.run import ingest

QUIET = Console(quiet=True)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("kept", "gone"):
        canvas = Canvas(str(folder / f"{name}.pdf"), invariant=1)
        canvas.drawString(72, 700, f"An invented review, {name}")
        canvas.save()
    data = tmp_path / "data"
    collect_folder(Originals(data), Ledger(data), SAMPLE, folder, "run")
    for document_id in Archive(data).documents():
        serve(Artefacts(data), Job(document_id, str(Originals(data).path(document_id))))
    (data / "builds").mkdir()
    (data / "builds" / "old.duckdb").write_text("holds the document")
    return data


def named(data: Path, name: str) -> str:
    rows = Ledger(data).latest().values()
    return next(r.document_id for r in rows if r.file_name == name and r.document_id)


def test_nothing_is_left_and_nothing_else_is_touched(data: Path) -> None:
    gone, kept = named(data, "gone.pdf"), named(data, "kept.pdf")
    before = Artefacts(data).check()[0]
    purged = delete(Archive(data), gone)
    assert (purged.sightings, purged.builds) == (1, 1)
    assert purged.artefacts * 2 == before
    assert Archive(data).documents() == [kept]
    left = [p for p in (data / "artefacts").rglob("*") if p.is_file()]
    assert left
    assert not any(gone.encode() in _plain(path.read_bytes()) for path in left)
    leftovers = [p for p in data.rglob("*") if gone in p.name]
    assert leftovers == []


def test_it_does_not_come_back(data: Path) -> None:
    gone = named(data, "gone.pdf")
    delete(Archive(data), gone)
    folder = data.parent / "in"
    found, issues = collect_folder(Originals(data), Ledger(data), SAMPLE, folder, "again")
    assert gone not in found
    assert [issue.code for issue in issues] == ["purged"]
    assert not Originals(data).has(gone)


@pytest.mark.parametrize("wanted", ["f" * 64, "not an id"])
def test_what_is_not_there_cannot_be_purged(data: Path, wanted: str) -> None:
    with pytest.raises(UserError):
        purge(RunRequest(data), wanted, QUIET)
    assert len(Archive(data).documents()) == 2
    assert (data / "builds" / "old.duckdb").exists()


def test_nothing_is_deleted_while_another_run_is_under_way(data: Path) -> None:
    gone = named(data, "gone.pdf")
    with Archive(data).lock(), pytest.raises(UserError, match="Another run"):
        purge(RunRequest(data), gone, QUIET)
    assert Archive(data).originals.has(gone)
    assert len(Archive(data).documents()) == 2
    assert (data / "builds" / "old.duckdb").exists()


@pytest.mark.usefixtures("in_this_process")
def test_what_is_purged_is_no_loss(tmp_path: Path) -> None:
    write_reviews(tmp_path / "in", 5)
    request = RunRequest(tmp_path / "data", path=tmp_path / "in")
    assert ingest(request, QUIET).exit_status == 0
    gone = named(tmp_path / "data", "ash.pdf")
    _, report = purge(RunRequest(tmp_path / "data"), gone, QUIET)
    assert report.exit_status == 0
    assert report.build.counts["reviews"] == 4
    kept = load_accepted(Places(tmp_path / "data"))
    assert kept
    assert gone not in {row.document_id for row in kept.figures}


@pytest.mark.usefixtures("in_this_process")
def test_a_takedown_goes_out_while_a_loss_is_held_and_accepts_none(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "in"
    write_reviews(folder, 8)
    request = RunRequest(data, path=folder)
    ingest(request, QUIET)
    for tree in ("ash", "birch", "cedar"):
        write_review(folder / f"{tree}.pdf", tree.title(), 0)
    assert ingest(request, QUIET).exit_status == 1
    gone = named(data, "hazel.pdf")
    _, report = purge(RunRequest(data, is_takedown=True), gone, QUIET)
    assert report.build.is_published
    found = warehouse.query(data / "warehouse.duckdb", "select document_id from documents").rows
    assert (gone,) not in found
    (folder / "hazel.pdf").unlink()
    assert ingest(request, QUIET).exit_status == 1  # the other loss still waits for a person
