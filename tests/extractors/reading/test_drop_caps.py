"""Large capitals at the beginning of a text; the pages are invented."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read


def _page(capital: str, first: str) -> list[str]:
    """The lines of a page whose text begins with a capital as high as two lines of it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    lines = [
        f"{first} heard from each of the services that knew the family, and then",
        "asked in plain words what had changed for the children since.",
        "Nobody could say. In the files there was a note, and it was kept.",
    ]
    for i, text in enumerate(lines):
        canvas.drawString(92 if i < 2 else 72, 700 - 14 * i, text)
    canvas.setFont("Helvetica", 30)
    canvas.drawString(72, 686, capital)
    canvas.save()
    return [line.text for line in read(out.getvalue(), "0" * 64).pages[0].lines]


@pytest.mark.parametrize(
    ("capital", "first", "expected"),
    [
        ("T", "he panel", "The panel"),
        ("T", "hey", "They"),
        ("A", "fter that it", "After that it"),
        ("A", "panel", "A panel"),
        ("I", "n May it", "In May it"),
        ("I", "have", "I have"),
        ("A", "services", "A services"),
    ],
)
def test_a_large_capital_begins_the_first_line(capital: str, first: str, expected: str) -> None:
    found = _page(capital, first)
    assert len(found) == 3
    assert found[0].startswith(f"{expected} heard from")
