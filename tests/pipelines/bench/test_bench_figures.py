"""Figures know whether they meet their aim; the words bench measures the same pages twice."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from pipelines.bench import Figure, show
from pipelines.bench.words import words_figures


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


def test_both_readers_are_measured_over_the_same_pages(tmp_path: Path) -> None:
    path = tmp_path / "invented.pdf"
    canvas = Canvas(str(path))
    for page in range(6):
        canvas.drawString(72, 700, f"An invented page {page} of words to be read")
        canvas.showPage()
    canvas.save()
    ours, plumbers, ratio = words_figures([path], most_pages=3)
    assert ours.value > 0
    assert ratio.value == pytest.approx(ours.value / plumbers.value)
