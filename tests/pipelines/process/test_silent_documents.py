"""A long document that gives no statement is somebody's warning; all documents are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from archive.artefacts import Artefacts
from models.records import Severity
from pipelines.process import is_done, process_document


def written(path: Path, pages: int, line: str) -> Path:
    canvas = Canvas(str(path), invariant=1)
    for page in range(pages):
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 760, f"Chapter {page + 1}")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700 - 40 * page, f"{line} It is told {page + 1} times over.")
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize(
    ("pages", "line", "codes"),
    [
        (6, "The invented hall was built in 1931 and has a clock.", ["no_statements"]),
        (5, "The invented hall was built in 1931 and has a clock.", []),
        (6, "Recommendation 1: The board should ask each agency how it keeps its promise.", []),
    ],
)
def test_silence_is_reported_with_what_was_there(
    tmp_path: Path, pages: int, line: str, codes: list[str]
) -> None:
    artefacts = Artefacts(tmp_path / "data")
    document = written(tmp_path / "hall.pdf", pages, line)
    first = process_document(artefacts, "a" * 64, document)
    again = is_done(artefacts, "a" * 64)
    assert again is not None
    assert [issue.code for issue in first.issues] == [issue.code for issue in again.issues] == codes
    for issue in first.issues:
        assert issue.severity is Severity.WARNING
        assert "in 6 pages with" in issue.message
        assert "hall" not in issue.message  # no report text


@pytest.mark.parametrize(
    ("title", "codes"), [("", ["no_statements"]), ("Elm Bruising Protocol", [])]
)
def test_a_short_document_that_promises_recommendations_and_gives_none_is_reported(
    tmp_path: Path, title: str, codes: list[str]
) -> None:
    path = tmp_path / "short.pdf"
    canvas = Canvas(str(path), invariant=1)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(72, 790, title)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 740, "3. Recommendations")
    canvas.setFont("Helvetica", 11)
    told = "The partnership should ensure that the Elm protocol is used by every school."
    canvas.drawString(72, 700, f"Recommendation 1: {told}")
    canvas.showPage()
    canvas.save()
    done = process_document(Artefacts(tmp_path / "data"), "b" * 64, path)
    assert [issue.code for issue in done.issues] == codes
