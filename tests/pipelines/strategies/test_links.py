"""Addresses as publishers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.strategies.links import Shape, asset_key, identity_key, resolve, shape, unwrap

BASE = "https://board.example/reviews/list.html"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("report.pdf", "https://board.example/reviews/report.pdf"),
        ("../files/report.pdf", "https://board.example/files/report.pdf"),
        ("//cdn.example/report.pdf", "https://cdn.example/report.pdf"),
        (
            "./2026/HX SAR Elm report (1).pdf",
            "https://board.example/reviews/2026/HX%20SAR%20Elm%20report%20(1).pdf",
        ),
        (" report\n.pdf ", "https://board.example/reviews/report.pdf"),
        ("A & B.pdf", "https://board.example/reviews/A%20&%20B.pdf"),
        ("already%20escaped.pdf", "https://board.example/reviews/already%20escaped.pdf"),
        ("50% done.pdf", "https://board.example/reviews/50%25%20done.pdf"),
        ("get?a=1&amp;b=2", "https://board.example/reviews/get?a=1&b=2"),
        ("files\\report.pdf", "https://board.example/reviews/files/report.pdf"),
        ("Rhían.pdf", "https://board.example/reviews/Rh%C3%ADan.pdf"),
        ("javascript:window.open('/x/report.pdf')", "https://board.example/x/report.pdf"),
        ("", None),
        ("#top", None),
        ("mailto:board@board.example", None),
        ("javascript:void(0)", None),
        ("tel:01632960000", None),
        ("http://[broken", None),
    ],
)
def test_resolve_mends_what_pages_get_wrong(written: str, meant: str | None) -> None:
    assert resolve(written, BASE) == meant


@given(st.text(max_size=60))
def test_resolve_is_idempotent_and_never_fails(written: str) -> None:
    once = resolve(written, BASE)
    if once is not None:
        assert resolve(once, BASE) == once


@pytest.mark.parametrize(
    ("wrapped", "file"),
    [
        (
            "https://board.example/pdfjs/web/viewer.html?file=%2Fdocs%2Fr.pdf",
            "https://board.example/docs/r.pdf",
        ),
        (
            "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fb.example%2Fr.docx",
            "https://b.example/r.docx",
        ),
        (
            "https://docs.google.com/viewer?url=https%3A%2F%2Fb.example%2Fr.pdf&embedded=true",
            "https://b.example/r.pdf",
        ),
        (
            "https://drive.google.com/file/d/1AbC_d-9/view?usp=sharing",
            "https://drive.google.com/uc?export=download&id=1AbC_d-9",
        ),
        ("https://www.dropbox.com/s/abc/r.pdf?dl=0", "https://www.dropbox.com/s/abc/r.pdf?dl=1"),
        ("https://board.example/search?url=x", "https://board.example/search?url=x"),
    ],
)
def test_viewers_are_unwrapped(wrapped: str, file: str) -> None:
    assert unwrap(wrapped) == file


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://b.example/r.PDF?t=1", Shape.FILE),
        ("https://b.example/media/abcdef/r.pdf#page=3", Shape.FILE),
        ("https://b.example/r.docx", Shape.FILE),
        ("https://b.example/download/68399bfc5b9a927d270f15e5", Shape.DOWNLOAD),
        ("https://b.example/downloads/file/1234/overview", Shape.DOWNLOAD),
        ("https://b.example/downloads/download/253/reviews", Shape.LANDING),
        ("https://b.example/?wpdmdl=77", Shape.DOWNLOAD),
        ("https://b.example/DownloadableDoc?id=9", Shape.DOWNLOAD),
        ("https://b.example/documents/s12345/Report.pdf", Shape.FILE),
        ("https://b.example/mgConvert2PDF.aspx?ID=49857&ISATT=1", Shape.DOWNLOAD),
        ("https://b.sharepoint.example/x/r?download=1", Shape.DOWNLOAD),
        ("https://b.example/media/512/download", Shape.DOWNLOAD),
        ("https://b.example/assets/1/0aa1bb2cc3dd4ee5ff", Shape.DOWNLOAD),
        ("https://b.example/slides.pptx", Shape.OTHER_FILE),
        ("https://b.example/reviews/", Shape.PAGE),
        ("https://b.example/downloads", Shape.PAGE),
    ],
)
def test_shapes(url: str, expected: Shape) -> None:
    assert shape(url) is expected


def test_spellings_of_one_address_share_their_key() -> None:
    spellings = [
        "https://www.board.example/r%20one.pdf",
        "http://board.example/r one.pdf",
        "https://board.example//r%20one.pdf?v=3&utm_source=x#page=2",
        "https://BOARD.example:443/r%20one.pdf?t=99",
    ]
    assert len({identity_key(url) for url in spellings}) == 1


def test_a_query_that_chooses_the_file_is_kept() -> None:
    assert identity_key("https://b.example/get?id=1") != identity_key("https://b.example/get?id=2")
    assert identity_key("https://b.example/get?v=1") != identity_key("https://b.example/get?v=2")


def test_an_asset_id_survives_a_new_file_name() -> None:
    base = "https://assets.example/media/0123456789abcdef01234567/"
    assert asset_key(base + "old.pdf") == asset_key(base + "new.pdf")
