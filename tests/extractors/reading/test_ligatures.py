"""Letters set as one sign that the file gives no code; the texts are invented."""

from __future__ import annotations

import pytest
from coded_fonts import coded

from extractors.reading import read
from extractors.reading.ligatures import GAP, UNTOLD, with_ligatures
from models.records import Box, Line, Page, Status


def mended(*texts: str) -> Page:
    lines = tuple(
        Line(t, Box(60, 60 + 14.0 * i, 400, 70 + 14.0 * i), 10) for i, t in enumerate(texts)
    )
    return with_ligatures([Page(1, 595, 842, lines)])[0]


@pytest.mark.parametrize(
    ("gapped", "whole"),
    [
        ("how of~cers ~nd bene~ts", "how officers find benefits"),
        ("con~rmed identi~cation of con~icts", "confirmed identification of conflicts"),
        ("The e~ect on sta~ was su~cient", "The effect on staff was sufficient"),
        ("Di~culties were re~ected in pro~les", "Difficulties were reflected in profiles"),
        ("~ey say that ~is was", "~ey say that ~is was"),
        ("e~eithiol yn Nhre~an, Tre~an", "effeithiol yn Nhre~an, Tre~an"),
    ],
)
def test_words_that_are_known_are_reported(gapped: str, whole: str) -> None:
    page = mended(gapped.replace("~", GAP))
    assert page.lines[0].text == whole.replace("~", GAP)


def test_the_documents_own_words_count_too() -> None:
    page = mended(f"Ms Tref{GAP}an came.", "Ms Treffian left.")
    assert page.lines[0].text == "Ms Treffian came."


def test_unknown_words_follow_the_rest_where_all_gaps_are_one_sign() -> None:
    page = mended(f"{GAP}rst of{GAP}cers de{GAP}ne", f"Mr Gri{GAP}g")
    assert page.lines[1].text == "Mr Grifig"
    assert page.problem is None


def test_what_cannot_be_decided_is_a_problem() -> None:
    page = mended(f"{GAP}rst su{GAP}cient", f"Mr Gri{GAP}th")
    assert page.lines[1].text == f"Mr Gri{GAP}th"
    assert page.problem == UNTOLD


def test_a_lone_sign_is_no_gap() -> None:
    assert mended(f"{GAP} item", f"price {GAP} 4").problem is None


@pytest.mark.parametrize("target", [b"0000", b"FFFD", b"FB01", b"F001", b"0002", b"0003", b"001F"])
def test_a_sign_without_a_code_is_recognised_by_its_word(target: bytes) -> None:
    reading = read(
        coded(
            b"The of\x01cers should con\x01rm what was \x01rst seen.",
            b"1 beginbfchar <01> <" + target + b"> endbfchar",
        ),
        "0" * 64,
    )
    assert reading.pages[0].lines[0].text == "The officers should confirm what was first seen."
    assert reading.status is Status.OK


@pytest.mark.parametrize("target", [b"F001", b"E001", b"F0A1", b"E05F"])
def test_one_private_sign_for_all_ligatures_is_recognised_by_the_words(target: bytes) -> None:
    """Taken for "fi" everywhere, it would make "stafi"; left out, "sta"."""
    reading = read(
        coded(
            b"The of\x01cers told sta\x01 of the a\x01davit and a con\x01ict on the \x01oor plan.",
            b"1 beginbfchar <01> <" + target + b"> endbfchar",
        ),
        "0" * 64,
    )
    text = "The officers told staff of the affidavit and a conflict on the floor plan."
    assert reading.pages[0].lines[0].text == text


@pytest.mark.parametrize("target", [b"F0B7", b"F0FC", b"E001"])
def test_private_signs_that_are_bullets_are_left_out(target: bytes) -> None:
    reading = read(
        coded(
            b"\x01 The board met.\n\x01 It heard from all of the staff.",
            b"1 beginbfchar <01> <" + target + b"> endbfchar",
            glyph=b"bullet",
        ),
        "0" * 64,
    )
    texts = [line.text for line in reading.pages[0].lines]
    assert texts == ["The board met.", "It heard from all of the staff."]
    assert reading.status is Status.OK


def test_a_private_sign_that_no_word_decides_is_a_problem_of_its_page() -> None:
    reading = read(
        coded(
            b"Mr Gri\x01th and Ms Mor\x01dd came to see the carers.",
            b"1 beginbfchar <01> <E001> endbfchar",
        ),
        "0" * 64,
    )
    assert reading.pages[0].lines[0].text.count(GAP) == 2
    assert reading.status is Status.PARTIAL
    assert "page 1" in (reading.message or "")


def test_gaps_that_stay_make_a_document_partial() -> None:
    reading = read(
        coded(
            b"Mr Gri\x01th and Ms Mor\x01dd came to see the carers.",
            b"1 beginbfchar <01> <0000> endbfchar",
        ),
        "0" * 64,
    )
    assert reading.status is Status.PARTIAL
    assert "gaps" in (reading.message or "")
