"""What `reviews inspect` shows and draws, over an invented one-page review."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from archive.errors import UserError
from models.records import (
    Box,
    Evidence,
    Extraction,
    Hidden,
    HiddenKind,
    Kind,
    Labelled,
    Line,
    Metadata,
    Origin,
    Page,
    Reading,
    Stated,
    Statement,
    Status,
    ThemeLabel,
)
from terminal.inspection import Inspected, draw_pages, find_document, show

DOC = "b" * 64
BOX = Box(72, 100, 300, 112)


@pytest.fixture
def inspected(tmp_path: Path) -> Inspected:
    path = tmp_path / "invented.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.drawString(72, 190, "The board should listen [sic].")
    canvas.save()
    statement = Statement(
        "s" * 16, DOC, Kind.RECOMMENDATION, "The board should listen [sic].", 1, 1,
        (Evidence(1, BOX),), "label:word", 0.9, number="7", addressee="The board",
    )  # fmt: skip
    return Inspected(
        path,
        Reading(DOC, Status.OK, (Page(1, 400, 300, (Line("The board should", BOX, 12),)),), 1),
        Extraction(DOC, Metadata(title=Stated("An invented review", 0.9, 1)), (), (statement,)),
        Labelled(DOC, (ThemeLabel("s" * 16, "family.voice", 0.8, Origin.RULE, "listen", 17, 23),)),
    )


def shown(inspected: Inspected, pages: tuple[int, ...] = ()) -> str:
    screen = io.StringIO()
    show(inspected, Console(file=screen, width=160), pages)
    return screen.getvalue()


def test_the_listing_shows_metadata_statements_and_themes(inspected: Inspected) -> None:
    text = shown(inspected)
    for word in ("An invented review", "The board should listen [sic].", "label:word", "p. 1",
                 "recommendation 7", "to: The board", "family.voice 0.80"):  # fmt: skip
        assert word in text
    assert "Page 1" not in text
    assert "Page 1" in shown(inspected, (1,))


def test_the_listing_counts_hidden_words_by_kind(inspected: Inspected) -> None:
    assert "Words" not in shown(inspected)
    covered = Hidden(HiddenKind.COVERED, BOX)
    (page,) = inspected.reading.pages
    pages = (
        replace(page, hidden=(covered, covered, Hidden(HiddenKind.DELETED))),
        replace(page, number=2, hidden=(covered,)),
    )
    text = shown(replace(inspected, reading=replace(inspected.reading, pages=pages)))
    assert "Words that are covered are still in the file: 3 places on pages 1, 2." in text
    assert "Words deleted or moved with tracked changes are still in the file: 1 place." in text


def test_a_statement_is_outlined_where_it_is(inspected: Inspected, tmp_path: Path) -> None:
    (drawn,) = draw_pages(inspected, tmp_path / "png", dpi=72)
    with Image.open(drawn) as image:
        assert image.size == (400, 300)
        edge = image.getpixel((int(BOX.x0) + 40, int(BOX.bottom) + 2))
        inside = image.getpixel((200, 250))
    assert edge == (0xD5, 0, 0)  # the colour of recommendations
    assert inside == (255, 255, 255)


def test_a_scan_is_drawn_as_it_was_turned_to_be_read(inspected: Inspected, tmp_path: Path) -> None:
    (page,) = inspected.reading.pages
    reading = replace(inspected.reading, pages=(replace(page, turned=90.0),))
    (drawn,) = draw_pages(replace(inspected, reading=reading), tmp_path / "png", dpi=72)
    with Image.open(drawn) as image:
        assert image.size == (300, 400)
        assert image.getpixel((int(BOX.x0) + 40, int(BOX.bottom) + 2)) == (0xD5, 0, 0)


def test_a_page_that_is_not_there_is_reported(inspected: Inspected, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no page 9"):
        list(draw_pages(inspected, tmp_path / "png", [9]))


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("abcdef0", "No document in the store"),
        ("zzz.pdf", "There is no file"),
        ("abc", "There is no file"),
    ],
)
def test_what_is_not_there_is_reported(tmp_path: Path, wanted: str, says: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with pytest.raises(UserError, match=says), find_document(wanted, data):
        pass
