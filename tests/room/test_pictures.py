"""What a page does not show does not come back in its picture."""

import io

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas
from rich.console import Console

from archive.places import Places
from pipelines.request import RunRequest
from pipelines.run import ingest
from room.pictures import DPI, Pictures
from warehouse.desk import Desk

_TOP = 300  # points from the top of the page to the line that is hidden


def _report(path):
    page = canvas.Canvas(str(path), pagesize=A4)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(72, A4[1] - 90, "Safeguarding Adults Review: Mr Invented")
    page.setFont("Helvetica", 11)
    page.drawString(72, A4[1] - 120, "An invented review for tests. Recommendations")
    page.drawString(72, A4[1] - 150, "1. The board should ask its members to show how they listen.")
    page.setFillColorRGB(1, 1, 1)  # white on white
    page.drawString(72, A4[1] - _TOP, "A name that nobody is meant to read")
    page.save()


def test_hidden_words_are_painted_over(tmp_path, in_this_process):
    _report(tmp_path / "review.pdf")
    data = tmp_path / "data"
    ingest(RunRequest(data, path=tmp_path / "review.pdf"), Console(quiet=True))
    places = Places(data)
    desk = Desk(places.warehouse, places.builds)
    pictures = Pictures(data, desk)
    document = desk.rows("select document_id as d from documents")[0]["d"]
    hidden = pictures.sheets(document)[1].hidden
    assert hidden
    drawn = Image.open(io.BytesIO(pictures.picture(document, 1) or b"")).convert("RGB")
    box = hidden[0].box
    scale = DPI / 72
    middle = drawn.getpixel(
        (int((box.x0 + box.x1) / 2 * scale), int((box.top + box.bottom) / 2 * scale))
    )
    assert max(middle) < 130, "the place is painted"
    assert min(drawn.getpixel((20, 20))) > 240, "and the rest of the page is not"


def test_kept_pictures_stay_within_their_limit(data, monkeypatch):
    monkeypatch.setattr("room.pictures._MOST_BYTES", 100_000)
    places = Places(data)
    desk = Desk(places.warehouse, places.builds)
    pictures = Pictures(data, desk)
    row = desk.rows("select document_id as d, n_pages as n from documents order by n desc limit 1")[
        0
    ]
    for page in range(1, row["n"] + 1):
        assert pictures.picture(row["d"], page)
    assert pictures._bytes <= 100_000 or len(pictures._pictures) == 1
    assert pictures._bytes == sum(map(len, pictures._pictures.values()))


def test_a_page_that_was_not_read_is_not_drawn(data):
    places = Places(data)
    desk = Desk(places.warehouse, places.builds)
    row = desk.rows("select document_id as d, n_pages as n from documents limit 1")[0]
    assert Pictures(data, desk).picture(row["d"], row["n"] + 1) is None
