"""Small invented inputs that once failed, kept outside the repository: skipped where absent.

The same kinds are made by code in the other tests of this folder and in ../layouts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from test_ocr import needs_tesseract

from extractors import extract
from extractors.reading import read
from models.records import Extraction, Kind, Reading, Status

INPUTS = Path(__file__).resolve().parents[4] / "shared" / "inputs"


@cache
def taken(name: str) -> tuple[Reading, Extraction]:
    path = next((p for p in (INPUTS / "fail" / name, INPUTS / "pass" / name) if p.exists()), None)
    if path is None:
        pytest.skip(f"../shared/inputs/*/{name} is not there")
    reading = read(path, "0" * 64)
    return reading, extract(reading)


def recommendations(name: str) -> list[str]:
    return [s.text for s in taken(name)[1].statements if s.kind is Kind.RECOMMENDATION]


@pytest.mark.parametrize(
    "name", ["two_columns_line_ends_in_gutter.pdf", "two_columns_plain.pdf",
             "table_row_split_a.pdf", "table_row_split_ok.pdf"],
)  # fmt: skip
def test_ten_recommendations_are_ten_whole_sentences(name: str) -> None:
    found = recommendations(name)
    assert len(found) == 10
    assert all(text[0].isupper() and text.endswith(".") for text in found)


def test_fields_are_read_and_a_footer_is_no_recommendation() -> None:
    found = recommendations("acroform.pdf")
    assert len(found) == 2
    assert all("FORMVALUE" in text for text in found)


def test_ligatures_without_a_code_are_reported() -> None:
    assert "how officers find the benefits office" in recommendations("ligature_nul.pdf")[0]


@needs_tesseract
def test_a_heading_of_a_scan_parts_from_the_finding_above_it() -> None:
    _, extraction = taken("scan_heading_joins_finding.pdf")
    assert not any("Recommendations" in s.text for s in extraction.statements)
    assert any("Recommendations" in s.heading for s in extraction.sections)


@pytest.mark.parametrize("name", ["junk_500.pdf", "junk_3000.pdf", "zip_as.pdf", "junk_after.pdf"])
def test_wrapped_pdfs_are_read(name: str) -> None:
    reading, extraction = taken(name)
    assert reading.status is Status.OK
    assert extraction.statements


def test_a_portfolio_is_partial_and_says_what_to_do() -> None:
    reading, _ = taken("portfolio.pdf")
    assert reading.status is Status.PARTIAL
    assert "attached" in (reading.message or "")


def test_suspended_hyphens_keep_their_space() -> None:
    assert "under- and over-fives" in recommendations("hyph.pdf")[0]


@pytest.mark.parametrize(
    "name", ["doubled_0.3.pdf", "doubled_1.5.pdf", "glyph_twice_11_0.35.pdf", "note_annot.pdf",
             "watermark_diagonal.pdf", "watermark_level.pdf", "rotate90.pdf",
             "sideways_not_rotated.pdf", "running_header_in_sentence.pdf"],
)  # fmt: skip
def test_what_worked_stays_so(name: str) -> None:
    reading, extraction = taken(name)
    assert reading.status is Status.OK
    assert extraction.statements
    assert all(s.text.endswith(".") for s in extraction.statements)


@needs_tesseract
@pytest.mark.parametrize(
    "name", ["skew3.pdf", "skew-6.pdf", "upside_down.pdf", "quarter.pdf", "quarter_with_rotate.pdf"]
)
def test_turned_scans_are_read(name: str) -> None:
    reading, extraction = taken(name)
    assert (reading.pages[0].ocr_confidence or 0) > 0.85
    assert extraction.statements
