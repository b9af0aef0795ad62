"""Documents that come within another file are documents of their own; all are invented."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from archive.ledger import Ledger
from archive.originals import Originals
from models.records import DocumentState
from pipelines import parts
from pipelines.local import LOCAL, SAMPLE, collect_folder
from pipelines.sources import load_sources


def pdf(path: Path, words: str) -> bytes:
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(72, 700, words)
    canvas.save()
    return path.read_bytes()


def test_attached_and_zipped_reports_name_the_file_that_they_came_in(tmp_path: Path) -> None:
    reports = [pdf(tmp_path / f"{n}.pdf", f"An invented review, {n}") for n in ("a", "b", "c")]
    folder = tmp_path / "in"
    folder.mkdir()
    cover = pypdfium2.PdfDocument(pdf(tmp_path / "cover.pdf", "Open in a newer program"))
    cover.new_attachment("overview report.pdf").set_data(reports[0])
    cover.save(str(folder / "cover.pdf"))
    with zipfile.ZipFile(folder / "many.pdf", "w") as archive:
        archive.writestr("b.pdf", reports[1])
        archive.writestr("c.pdf", reports[2])
    with zipfile.ZipFile(folder / "one.pdf", "w") as archive:
        archive.writestr("b.pdf", reports[1])

    data = tmp_path / "data"
    found, issues = collect_folder(Originals(data), Ledger(data), SAMPLE, folder, "run")

    rows = [row for row in Ledger(data).latest().values() if row.page_url]
    names = {row.file_name: row.message for row in rows}
    assert names == {
        "overview report.pdf": "It came with cover.pdf.",
        "b.pdf": "It came with many.pdf.",
        "c.pdf": "It came with many.pdf.",
    }
    assert len(found) == 6  # the three files, and what the first two hold
    assert not issues


def cover(path: Path, *attached: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf(path, "Open in a newer program"))
    for number, content in enumerate(attached):
        document.new_attachment(f"{number}.pdf").set_data(content)
    document.save(str(path))


def test_what_a_file_holds_is_known_until_the_file_or_the_rules_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [pdf(tmp_path / f"{n}.pdf", f"An invented review, {n}") for n in ("a", "b")]
    folder, data, opened = tmp_path / "in", tmp_path / "data", []
    folder.mkdir()
    cover(folder / "cover.pdf", *reports)
    look = parts.parts_of
    monkeypatch.setattr(parts, "parts_of", lambda data: opened.append(1) or look(data))
    store, ledger = Originals(data), Ledger(data)

    def run(name: str, *looked_into: str) -> list[str]:
        return collect_folder(store, ledger, SAMPLE, folder, name, frozenset(looked_into))[0]

    first = run("1")
    assert run("2", "1") == first
    assert len(opened) == 1
    latest = ledger.latest().values()
    assert {(row.run_id, row.state) for row in latest} == {("2", DocumentState.UNCHANGED)}
    assert run("3", "1") == first  # the rules of run 2 were others
    store.purge(first[1])
    assert run("4", "3") == first  # a part was lost
    assert store.has(first[1])
    cover(folder / "cover.pdf", reports[1])
    assert run("5", "4")[1:] == first[2:]
    assert run("6", "5")[1:] == first[2:]  # and not what the older file held
    assert len(opened) == 4


def test_the_source_of_local_files_is_said_as_its_file_says_it() -> None:
    described = load_sources()["local"].info()
    assert (LOCAL.source_id, LOCAL.title) == (described.source_id, described.title)
