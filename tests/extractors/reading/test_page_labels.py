"""The numbers that are printed on pages; all pages are invented."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors import extract
from extractors.reading import read

ID = "0" * 64


def report(*feet: str) -> bytes:
    """A page for each footer, with a numbered recommendation on each."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for i, foot in enumerate(feet, 1):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(
            60, 700, f"Recommendation {i}: The invented Board should write to school {i}."
        )
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 30, foot)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("feet", "labels"),
    [
        (["Page 9 of 31", "Page 10 of 31", "Page 11 of 31"], ["9", "10", "11"]),
        (["Hazel 2021 | 7", "Hazel 2021 | 8", "Hazel 2021 | 9"], ["7", "8", "9"]),
        (["Hazel 2021", "Hazel 2021", "Hazel 2021"], [None, None, None]),
        (["i", "ii", "1", "2", "3"], ["i", "ii", "1", "2", "3"]),
        (["", "2", "3"], [None, "2", "3"]),
        (["Version 1.4, 12/03/2021", "Version 1.4, 12/03/2021"], [None, None]),
    ],
)  # fmt: skip
def test_the_printed_number_is_the_one_that_goes_up(
    feet: list[str], labels: list[str | None]
) -> None:
    assert [page.label for page in read(report(*feet), ID).pages] == labels


def test_statements_carry_the_printed_numbers_of_their_pages() -> None:
    statements = extract(read(report("Page 9 of 31", "Page 10 of 31"), ID)).statements
    found = [(s.page_first, s.page_label_first, s.page_label_last) for s in statements]
    assert found == [(1, "9", "9"), (2, "10", "10")]


@pytest.mark.parametrize(("prefix", "label"), [(b"A-", "A-1"), (b"Quillfeather ", None)])
def test_a_name_in_words_that_is_on_no_page_is_none(prefix: bytes, label: str | None) -> None:
    named = b"/Type /Catalog /PageLabels << /Nums [0 << /P (%b) /S /D >>] >>" % prefix
    data = report("").replace(b"/Type /Catalog", named, 1)
    assert read(data, ID).pages[0].label == label
