"""Recommendations whose lines have a frame each, and a table that looks alike; all is invented."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from extractors import extract, read
from models.records import Kind

ADVISED = [
    "The board should ask each of its partners how they tell a family that a child was missed.",
    "The trust should check that its nurses see whether a child was at a dentist in the last year.",
]
LABEL = 105.0  # points that "Recommendation 1: " takes


def paper(*, begins: float) -> bytes:
    """A frame round each line, as for letters with a border; the first begins at `begins`."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 770, "Recommendations")
    canvas.setFont("Helvetica", 11)
    y = 740
    for number, text in enumerate(ADVISED, 1):
        for at, line in enumerate(
            simpleSplit(f"Recommendation {number}: {text}", "Helvetica", 11, 420)
        ):
            canvas.drawString(60, y, line)
            frame = begins if at == 0 else 58
            canvas.rect(frame, y - 4, 62 + canvas.stringWidth(line) - frame, 15)
            y -= 15
        y -= 20
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("begins", [58.0, 58.0 + LABEL])
def test_a_frame_round_each_line_does_not_cut_a_recommendation(begins: float) -> None:
    found = extract(read(paper(begins=begins), "0" * 64)).statements
    advised = [s.text for s in found if s.kind is Kind.RECOMMENDATION]
    assert advised == ADVISED


def test_rows_with_a_line_each_stay_rows() -> None:
    rows = ["The board should ask its partners.", "The trust should check its records.",
            "The council should tell the family."]  # fmt: skip
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 770, "Recommendations")
    canvas.setFont("Helvetica", 11)
    for at, row in enumerate(rows):
        canvas.drawString(60, 740 - 15 * at, row)
        canvas.rect(58, 736 - 15 * at, 240, 15)
    canvas.save()
    found = extract(read(out.getvalue(), "0" * 64)).statements
    assert [s.text for s in found] == rows
