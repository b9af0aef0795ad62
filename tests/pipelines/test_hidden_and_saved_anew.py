"""Hidden words, documents within documents and files saved anew, from the folder to the build."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from archive.artefacts import Artefacts
from archive.folder import Archive
from archive.ledger import Ledger
from archive.originals import Originals
from archive.places import Places
from archive.resaved import Resaved
from models.records import (
    Box,
    DocumentState,
    Issue,
    Line,
    Page,
    Reading,
    Severity,
    Status,
    WarehouseInput,
)
from pipelines import publishing, resaved
from pipelines import run as main_job
from pipelines.process import DocumentOutcome, Job, Limits, stored_reading
from pipelines.process.worker import serve
from pipelines.purging import delete
from pipelines.run import RunRequest, ingest
from pipelines.status import DataStatus, with_last_run
from terminal.screen.run import warnings_of

NAME = "Quillfeather"


class Built:
    def __init__(self, given: WarehouseInput) -> None:
        self.documents = {d.file_name: d for d in given.documents}
        self.sightings = list(given.sightings)
        self.given = given
        self.issues: tuple[Issue, ...] = ()
        self.is_published, self.holdings = True, None


def build(given: WarehouseInput, places: Places, guard: object) -> Built:
    places.warehouse.write_text("built")
    return Built(given)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(jobs: Iterable[Job], data: Path, limits: Limits) -> Iterator[DocumentOutcome]:
        return (serve(Artefacts(data), job).outcome for job in jobs)

    monkeypatch.setattr(main_job, "work", work)
    monkeypatch.setattr(resaved, "work", work)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "documents"
    top.mkdir()
    return top


def pdf(words: str, *, bar: bool = False) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle("A review")
    canvas.drawString(72, 700, "An invented review")
    canvas.drawString(72, 660, f"Recommendation 1: The board should {words}.")
    if bar:
        canvas.drawString(72, 640, NAME)
        canvas.rect(60, 634, 120, 20, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


def go(data: Path, path: Path) -> Any:
    request = RunRequest(data, path=path, limits=Limits(workers=1), is_rebuild=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "build_warehouse", build)
        return ingest(request, Console(quiet=True))


def test_hidden_words_are_an_issue_that_names_file_and_page_and_no_words(
    tmp_path: Path, folder: Path
) -> None:
    (folder / "plan.pdf").write_bytes(pdf("listen", bar=True))
    report = go(tmp_path / "data", folder)
    (issue,) = [i for i in report.issues if i.code == "hidden_text"]
    assert (issue.severity, issue.page) == (Severity.WARNING, 1)
    assert "72 " in issue.message  # where it is
    assert NAME not in issue.message
    ((told, _),) = warnings_of(report)
    assert told.startswith("local, plan.pdf (")
    assert ", page 1: " in told
    assert "Tell the publisher" in told
    (counted,) = with_last_run(DataStatus(0, 0, {}, [], {}, {}), tmp_path / "data").issues
    assert counted.where == (f"plan.pdf ({issue.document_id[:12]}), page 1",)


def test_nothing_of_hidden_words_is_kept_beside_the_original(tmp_path: Path, folder: Path) -> None:
    (folder / "plan.pdf").write_bytes(pdf("listen", bar=True))
    report = go(tmp_path / "data", folder)
    document = report.build.documents["plan.pdf"]
    artefacts = Artefacts(tmp_path / "data")
    kept = stored_reading(artefacts, document.document_id)
    assert kept is not None
    assert kept.pages[0].hidden
    assert NAME not in repr(kept)
    assert NAME not in repr(document)


def test_a_file_saved_anew_keeps_its_names(tmp_path: Path, folder: Path) -> None:
    data, file = tmp_path / "data", folder / "plan.pdf"
    file.write_bytes(pdf("listen"))
    first = go(data, folder).build.documents["plan.pdf"]
    file.write_bytes(pdf("listen") + b"\n% saved anew\n")
    report = go(data, folder)
    second = report.build.documents["plan.pdf"]
    assert second == first
    assert [i.code for i in report.issues] == ["resaved"]
    # Both files are kept, and the ledger has seen the first document again.
    assert len(list(Originals(data).ids())) == 2
    (latest,) = Ledger(data).latest().values()
    assert (latest.document_id, latest.state) == (first.document_id, DocumentState.UNCHANGED)
    # The third time nothing is compared again.
    assert not [i for i in go(data, folder).issues if i.code == "resaved"]


@pytest.mark.parametrize("is_later", [True, False])
def test_the_same_words_under_another_name_are_the_same_document(
    tmp_path: Path, folder: Path, *, is_later: bool
) -> None:
    data = tmp_path / "data"
    (folder / "plan.pdf").write_bytes(pdf("listen"))
    (folder / "other.pdf").write_bytes(pdf("ask"))
    first = go(data, folder) if is_later else None
    (folder / "report-final.pdf").write_bytes(pdf("listen") + b"\n% saved under another name\n")
    report = go(data, folder)
    assert [i.code for i in report.issues] == ["resaved"]
    documents = {d.document_id for d in report.build.documents.values()}
    assert len(documents) == 2
    if first:
        assert documents == {d.document_id for d in first.build.documents.values()}
    # All bytes are kept, and both addresses are sightings of one document.
    assert len(list(Originals(data).ids())) == 3
    latest = {row.file_name: row for row in Ledger(data).latest().values()}
    assert latest["report-final.pdf"].document_id == latest["plan.pdf"].document_id
    assert not [i for i in go(data, folder).issues if i.code == "resaved"]


@pytest.mark.parametrize("status", [Status.OK, Status.PARTIAL])
def test_lines_that_another_program_breaks_elsewhere_say_the_same(status: Status) -> None:
    def reading(*lines: str) -> Reading:
        box = Box(60, 60, 400, 70)
        page = Page(1, 595, 842, tuple(Line(text, box, 10) for text in lines))
        return Reading("0" * 64, status, (page,), 1)

    words = "The invented board met and asked each school what it saw. " * 40
    one = reading(words + "The guid\u00ad", "ance was read.")
    other = reading(words, "The guidance was", "read.")
    assert resaved._is_read(one)
    assert resaved._words(one) == resaved._words(other)
    assert resaved._words(one) != resaved._words(reading(words, "The guidance was not", "read."))


def test_the_cover_of_other_files_says_nothing() -> None:
    cover = Page(1, 595, 842, (Line("Open this portfolio.", Box(60, 60, 400, 70), 10),))
    assert not resaved._is_read(Reading("0" * 64, Status.PARTIAL, (cover,), 1))


def test_a_file_with_other_words_is_another_document(tmp_path: Path, folder: Path) -> None:
    data, file = tmp_path / "data", folder / "plan.pdf"
    file.write_bytes(pdf("listen"))
    first = go(data, folder).build.documents["plan.pdf"]
    file.write_bytes(pdf("ask"))
    assert go(data, folder).build.documents["plan.pdf"].document_id != first.document_id


def test_a_mended_redaction_replaces_the_file_that_leaks(tmp_path: Path, folder: Path) -> None:
    data, file = tmp_path / "data", folder / "plan.pdf"
    file.write_bytes(pdf("listen", bar=True))
    first = go(data, folder).build.documents["plan.pdf"]
    file.write_bytes(pdf("listen"))
    report = go(data, folder)
    assert report.build.documents["plan.pdf"].document_id != first.document_id
    assert not [i for i in report.issues if i.code == "hidden_text"]


def test_a_purge_takes_what_was_saved_anew_with_it(tmp_path: Path, folder: Path) -> None:
    data, file = tmp_path / "data", folder / "plan.pdf"
    file.write_bytes(pdf("listen"))
    first = go(data, folder).build.documents["plan.pdf"]
    file.write_bytes(pdf("listen") + b"\n% saved anew\n")
    go(data, folder)
    delete(Archive(data), first.document_id)
    assert Archive(data).latest() == {}
    assert not list(Originals(data).ids())
    assert Resaved(data).of(first.document_id) == []
