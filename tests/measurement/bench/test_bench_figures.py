"""Figures know whether they meet their aim; both readers are measured over the same pages."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from measurement.bench import Figure, show
from measurement.bench.agreement import HYPHEN, SPACING, TURNED
from measurement.bench.measuring import measured
from measurement.bench.runs import memory_figures, statements_figures
from measurement.bench.scans import scan_figures
from measurement.bench.words import agreement_figures, words_figures
from pipelines.local import SAMPLE_FOLDER


@pytest.mark.parametrize(
    ("figure", "is_met"),
    [
        (Figure("a", 30, "times", at_least=25), True),
        (Figure("a", 20, "times", at_least=25), False),
        (Figure("a", 2.9, "%", at_most=3), True),
        (Figure("a", 3.1, "%", at_most=3), False),
        (Figure("a", 3.1, "%"), None),
    ],
)
def test_an_aim_is_met_or_not(figure: Figure, is_met: bool | None) -> None:
    assert figure.is_met is is_met
    screen = io.StringIO()
    show("Bench", [figure], Console(file=screen, width=100))
    assert ("NO" in screen.getvalue()) is (is_met is False)


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """Six pages; on the last one a split word, turned text and a gap too narrow for a space."""
    path = tmp_path / "invented.pdf"
    canvas = Canvas(str(path))
    for page in range(5):
        canvas.drawString(72, 700, f"An invented page {page} of words to be read")
        canvas.showPage()
    canvas.drawString(72, 700, "What the invented part-")
    canvas.drawString(72, 686, "nership heard of it")
    canvas.drawString(72, 640, "12.")
    canvas.drawString(72 + canvas.stringWidth("12.") + 1.2, 640, "Managers")
    canvas.rotate(90)
    canvas.drawString(300, -500, "turned words")
    canvas.save()
    return path


def test_both_readers_are_measured_over_the_same_pages(printed: Path) -> None:
    ours, plumbers, ratio = words_figures([printed], most_pages=3)
    assert ours.value > 0
    assert ratio.value == pytest.approx(ours.value / plumbers.value)
    pages, times = statements_figures([printed])
    assert pages.value > 0
    assert times.value > 0


def test_words_that_differ_are_recognised_by_class(printed: Path) -> None:
    share, spoilt, *classes = agreement_figures([printed])
    found = {figure.what.rsplit(": ", 1)[1]: figure.value for figure in classes}
    assert share.value == 100.0
    assert spoilt.value == 1  # the page with turned text
    assert TURNED in found
    assert SPACING in found
    assert found.get(HYPHEN, 0) == 0  # both read the hyphen as it is printed


def test_a_command_is_measured_with_its_children() -> None:
    held = bytearray(400_000_000)  # what this process holds is not the command's
    child = "b = bytearray(150_000_000); sum(range(3_000_000))"
    code = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    )
    taken = measured(["-c", code])
    assert taken.output.strip() == b"done"
    assert 140 < taken.peak_mb < len(held) / 2**20
    assert taken.processor > 0
    with pytest.raises(RuntimeError, match="ended with 3"):
        measured(["-c", "raise SystemExit(3)"])


def test_memory_is_that_of_the_largest_file(printed: Path) -> None:
    small = printed.with_name("small.pdf")
    small.write_bytes(b"%PDF-1.4")
    (figure,) = memory_figures([small, printed])
    assert figure.value > 20
    assert figure.is_met


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_scans_are_drawn_from_the_sample_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("measurement.bench.scans._PAGES", 1)
    _, _, read = scan_figures(next(SAMPLE_FOLDER.glob("*.pdf")))
    assert 90 < read.value < 110
