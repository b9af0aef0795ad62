"""The run, with a build that only counts; documents are small invented PDFs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from archive.errors import UserError
from archive.folder import Archive
from archive.ledger import Ledger
from archive.places import Places
from archive.runs import Runs
from models.records import DocumentState, Issue, Severity, Status, WarehouseInput
from pipelines import publishing
from pipelines import run as main_job
from pipelines.gathering import collect
from pipelines.process import Limits
from pipelines.request import RunRequest, under_way
from pipelines.run import finish, ingest, process, rebuild

QUIET = Console(quiet=True)


class Built:
    """A build that keeps what it was given."""

    def __init__(self, given: WarehouseInput, issues: Iterable[Issue], *, published: bool) -> None:
        self.documents = {d.file_name: d for d in given.documents}
        self.sightings = list(given.sightings)
        self.history = given.history
        self.issues, self.is_published, self.holdings = tuple(issues), published, None


def build(given: WarehouseInput, places: Places, guard: object) -> Built:
    places.warehouse.write_text("built")
    return Built(given, (), published=True)


@pytest.fixture(autouse=True)
def _here(in_this_process: None) -> None:
    """Documents are worked on in this process."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "documents"
    (top / "deep").mkdir(parents=True)
    for name, title in (("one.pdf", "An invented review"), ("deep/two.PDF", "Another one")):
        canvas = Canvas(str(top / name), invariant=1)
        canvas.drawString(72, 700, title)
        canvas.drawString(72, 660, "Recommendation 1: The board should keep its promise.")
        canvas.save()
    (top / "page.pdf").write_text("<html>not found</html>")
    (top / "empty.pdf").write_bytes(b"")
    (top / "cut.pdf").write_bytes((top / "one.pdf").read_bytes()[:300])
    (top / "notes.csv").write_text("not a document")
    return top


def go(data: Path, path: Path | None, builder: Any = build) -> Any:
    """A run that builds each time; test_published.py tests when that is spared."""
    request = RunRequest(data, path=path, limits=Limits(workers=2), is_rebuild=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "build_warehouse", builder)
        return ingest(request, QUIET)


@pytest.mark.parametrize("sources", [(), ("sample",)])
def test_the_sample_is_not_put_among_reviews_of_ones_own(
    sources: tuple[str, ...], folder: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    go(data, folder)
    before = Archive(data).documents()
    with pytest.raises(UserError, match=r"Name a source .* --from FOLDER, .* with --data"):
        ingest(RunRequest(data, sources=sources), QUIET)
    assert Archive(data).documents() == before
    assert len(Runs(data).load()) == 1


def test_the_sample_may_be_read_twice(tmp_path: Path) -> None:
    assert go(tmp_path / "data", None).exit_status == 0
    assert go(tmp_path / "data", None).exit_status == 0


def test_every_file_ends_with_a_status_and_the_rest_is_processed(
    tmp_path: Path, folder: Path
) -> None:
    report = go(tmp_path / "data", folder)
    got = {name: d.status for name, d in report.build.documents.items()}
    assert got.keys() == {"one.pdf", "two.PDF", "page.pdf", "empty.pdf", "cut.pdf"}
    assert got["one.pdf"] == got["two.PDF"] == Status.OK
    assert got["page.pdf"] == Status.NOT_PDF
    assert Status.OK not in {got["empty.pdf"], got["cut.pdf"]}
    assert report.exit_status == 2
    assert all(d.message for d in report.build.documents.values() if d.status != Status.OK)


def test_a_second_run_reads_nothing_again_and_has_no_news(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    first = go(data, folder)
    second = go(data, folder)
    assert {s for o in first.outcomes for s in o.ran} == {"read", "extract", "classify"}
    assert {s for o in second.outcomes for s in o.ran} == set()
    assert second.build.documents == first.build.documents
    assert (first.exit_status, second.exit_status) == (2, 0)
    assert len(second.issues) == len(first.issues)
    assert [r.run_id for r in second.build.history] == [first.run.run_id]
    states = {row.file_name: row.state for row in Ledger(data).latest().values()}
    assert set(states.values()) == {DocumentState.UNCHANGED}


def test_changed_bytes_are_another_document_at_the_same_place(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    go(data, folder)
    canvas = Canvas(str(folder / "one.pdf"), invariant=1)
    canvas.drawString(72, 700, "An invented review, second edition")
    canvas.save()
    go(data, folder)
    states = {row.file_name: row.state for row in Ledger(data).latest().values()}
    assert states["one.pdf"] == DocumentState.REPLACED


def test_a_damaged_artefact_is_made_again_and_reported(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    first = go(data, folder)
    artefact = next((data / "artefacts").rglob("extract-*"))
    artefact.write_bytes(artefact.read_bytes()[:-3])
    second = go(data, folder)
    assert {s for o in second.outcomes for s in o.ran} == {"extract"}
    assert [i.code for i in second.new_warnings] == ["corrupt_artefact"]
    assert second.build.documents == first.build.documents


def test_an_error_of_the_build_is_status_1_and_its_warning_status_2(
    tmp_path: Path, folder: Path
) -> None:
    data = tmp_path / "data"
    go(data, folder)
    odd = Issue(Severity.WARNING, "check", "fewer_reviews_than_before", "Fewer than last time.")

    def warns(given: WarehouseInput, places: Places, guard: object) -> Built:
        return Built(given, [odd], published=True)

    def refuses(given: WarehouseInput, places: Places, guard: object) -> Built:
        return Built(given, [odd], published=False)

    assert go(data, folder, warns).exit_status == 2
    assert go(data, folder, warns).exit_status == 2  # a loss against the build before is
    assert go(data, folder, refuses).exit_status == 1
    assert [r.exit_status for r in Runs(data).load()] == [2, 2, 2, 1]


@pytest.mark.parametrize("make", [lambda p: p, lambda p: p.mkdir()], ids=["missing", "empty"])
def test_nothing_to_read_is_one_clear_message(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "nothing")
    with pytest.raises(UserError, match="nothing"):
        go(tmp_path / "data", tmp_path / "nothing")


def test_two_runs_on_one_data_folder_do_not_meet(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with Archive(data).lock(), pytest.raises(UserError, match="Another run"):
        go(data, folder)
    assert go(data, folder).exit_status == 2


def test_pieces_give_what_the_whole_gives(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler that hands out batches publishes the same documents."""
    whole = go(tmp_path / "whole", folder)
    request = RunRequest(tmp_path / "pieces", path=folder, limits=Limits(workers=1))
    archive = Archive(request.data)
    monkeypatch.setattr(publishing, "build_warehouse", build)
    with under_way(archive, request) as started:
        issues = collect(archive, request, started)
        outcomes = [o for name in archive.documents() for o in process(archive, [name], Limits(1))]
        pieces = finish(archive, request, started, issues, outcomes)
    assert pieces.build.documents == whole.build.documents
    assert pieces.issues == whole.issues


def test_an_error_of_collection_stops_publication(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vanished = Issue(Severity.ERROR, "collect", "too_few_documents", "found 0, expected 10")
    monkeypatch.setattr(main_job, "collect", lambda archive, request, started: (vanished,))
    report = go(tmp_path / "data", folder)
    assert (report.exit_status, report.build) == (1, None)
    assert not Places(tmp_path / "data").warehouse.exists()
    assert Runs(tmp_path / "data").load()[0].issues == (vanished,)


def test_a_build_that_breaks_is_kept_as_a_run_that_failed(tmp_path: Path, folder: Path) -> None:
    def breaks(given: WarehouseInput, places: Places, guard: object) -> Built:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        go(tmp_path / "data", folder, breaks)
    assert [r.exit_status for r in Runs(tmp_path / "data").load()] == [1]
    assert go(tmp_path / "data", folder).exit_status == 2


def test_a_folder_that_no_run_has_used_is_not_published_as_an_empty_one(tmp_path: Path) -> None:
    """By a flow as little as by the command: the folder may be named wrongly, or not mounted."""
    with pytest.raises(UserError, match="No run has been made"):
        rebuild(RunRequest(tmp_path / "data"), Console(quiet=True))
    assert not (tmp_path / "data").exists()
