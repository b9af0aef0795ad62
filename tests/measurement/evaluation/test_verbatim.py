"""Whether a quote stands on its pages, asked over small PDFs made here."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from measurement.evaluation.verbatim import verbatim
from models.records import Box, Evidence, Kind, Statement

DOC = "a" * 64
PAGES = (
    ("An invented report", "The board should ask how fathers are", "heard. The chair must"),
    ("Footer of an invented report", "report back within three months.", "Nothing3 else."),
)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verbatim") / "invented.pdf"
    canvas = Canvas(str(path), pagesize=(400, 400))
    for lines in PAGES:
        for i, line in enumerate(lines):
            canvas.drawString(50, 350 - 30 * i, line)
        canvas.showPage()
    canvas.save()
    return path


def stands(pdf: Path, text: str, first: int, last: int, *evidence: Evidence) -> bool:
    statement = Statement("s", DOC, Kind.FINDING, text, first, last, evidence, "rule", 1.0)
    return verbatim(pdf, (statement,), {})[0]


def test_lines_of_one_page_are_joined(pdf: Path) -> None:
    assert stands(pdf, "The board should ask how fathers are heard.", 1, 1)


def test_one_changed_word_is_noticed(pdf: Path) -> None:
    assert not stands(pdf, "The board should ask how mothers are heard.", 1, 1)


def test_the_wrong_page_is_noticed(pdf: Path) -> None:
    assert not stands(pdf, "The board should ask how fathers are heard.", 2, 2)


def test_a_statement_goes_on_over_a_footer(pdf: Path) -> None:
    assert stands(pdf, "The chair must report back within three months.", 1, 2)
    assert not stands(pdf, "The chair must resign within three months.", 1, 2)


def test_a_footnote_digit_is_forgiven_inside_the_evidence(pdf: Path) -> None:
    line = Evidence(2, Box(45, 98, 200, 116))
    assert stands(pdf, "Nothing else.", 2, 2, line)
    assert not stands(pdf, "Nothing more.", 2, 2, line)


def test_pages_of_an_image_are_held_against_what_was_read_from_it(pdf: Path) -> None:
    statement = Statement("s", DOC, Kind.FINDING, "From a scan.", 1, 1, (), "rule", 1.0)
    assert verbatim(pdf, (statement,), {1: "Words from a scan."}) == (True,)
    assert verbatim(pdf, (statement,), {1: "Other words."}) == (False,)
