"""Labels in the margin that say what stands beside them; the pages are invented."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import read
from models.records import Line, LineRole

_TEXT = "The school wrote to both of the parents in plain words that week."


def _page(label: str, *, x: float) -> list[Line]:
    """Numbered paragraphs, with a label in coloured bold at `x`, level with the third line."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for i in range(12):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(120 if i % 3 else 84, 740 - 16 * i, _TEXT if i % 3 else f"4.{i} {_TEXT}")
    canvas.setFont("Helvetica-Bold", 9)
    canvas.setFillColorRGB(0.7, 0, 0)
    canvas.drawString(x, 740 - 16 * 3, label)
    canvas.save()
    return list(read(out.getvalue(), "0" * 64).pages[0].lines)


@pytest.mark.parametrize("x", [8.0, 434.0])
def test_a_numbered_label_heads_what_it_is_beside(x: float) -> None:
    lines = _page("Finding One", x=x)
    texts = [line.text for line in lines if line.role is LineRole.BODY]
    assert texts.index("Finding One") + 1 == texts.index(f"4.3 {_TEXT}")


def test_another_label_is_no_part_of_the_lines_beside_it() -> None:
    lines = _page("Good practice", x=434)
    assert [line.text for line in lines if line.role is LineRole.MARGIN] == ["Good practice"]
    assert f"4.3 {_TEXT}" in [line.text for line in lines]


def test_a_label_without_a_number_left_of_the_text_may_be_a_heading() -> None:
    lines = _page("Good practice", x=8)
    assert [line.role for line in lines if line.text == "Good practice"] == [LineRole.BODY]


def test_a_heading_in_a_column_is_no_label_of_the_column_beside_it() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for i in range(12):
        canvas.setFont("Helvetica-Bold" if i == 5 else "Helvetica", 11 if i == 5 else 10)
        canvas.drawString(
            60, 740 - 16 * i, "Good practice" if i == 5 else "The nurse went back each week"
        )
        canvas.setFont("Helvetica", 10)
        canvas.drawString(320, 740 - 16 * i, "and wrote down what she was told")
    canvas.save()
    lines = read(out.getvalue(), "0" * 64).pages[0].lines
    assert [line.role for line in lines if line.text == "Good practice"] == [LineRole.BODY]
