"""Any folder of PDFs measured without anybody's annotations; the files are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from measurement.collection import main, measured


def pdf(path: Path, *, drawn: bool = False, white: bool = False) -> Path:
    canvas = Canvas(str(path), invariant=1)
    for i in range(20):
        canvas.drawString(72, 750 - 20 * i, "The invented board met and heard everybody.")
    if drawn:
        for i in range(200):
            canvas.rect(72 + i, 100, 0.5, 150, fill=1)
    if white:
        canvas.setFillGray(1)
        canvas.drawString(72, 60, "Nobody can see these words.")
    canvas.save()
    return path


def test_a_plain_document_agrees(tmp_path: Path) -> None:
    found = measured(pdf(tmp_path / "plain.pdf"))
    assert (found.status, found.pages, found.words) == ("ok", 1, 140)
    assert (found.missing, found.extra, found.blank, found.hidden) == (0, 0, 0, 0)
    assert found.uncovered < 0.02


def test_what_no_line_covers_and_what_is_hidden_is_reported(tmp_path: Path) -> None:
    plain = measured(pdf(tmp_path / "plain.pdf"))
    drawn = measured(pdf(tmp_path / "drawn.pdf", drawn=True))
    white = measured(pdf(tmp_path / "white.pdf", white=True))
    assert drawn.uncovered > 0.5
    assert (white.hidden, white.missing > 0) == (1, True)
    assert drawn.badness > plain.badness
    assert white.badness > plain.badness


def test_the_worst_come_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf(tmp_path / "plain.pdf")
    (tmp_path / "page.pdf").write_text("<html>")
    assert main([str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert out.index("page.pdf") < out.index("plain.pdf")
    assert "1 ok, 1 not_pdf" in out or "1 not_pdf, 1 ok" in out


def test_a_folder_without_documents_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "no PDF" in capsys.readouterr().out
