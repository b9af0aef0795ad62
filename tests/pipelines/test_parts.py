"""Documents that come within another file are documents of their own; all are invented."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from archive.ledger import Ledger
from archive.originals import Originals
from pipelines.local import SAMPLE, collect_folder


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
