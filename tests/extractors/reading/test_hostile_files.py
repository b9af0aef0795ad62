"""Files that are broken or ill-meant end in a status and a message."""

from __future__ import annotations

import io
import zipfile

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractors.reading import office, read
from models.records import Status

ID = "0" * 64


def written(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of the given numbered objects, without a cross-reference table."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root %d 0 R>>\n%%%%EOF\n" % root


def small(**options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **options)
    canvas.drawString(60, 700, "The invented board should act.")
    canvas.save()
    return out.getvalue()


def stream(head: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (head, len(content), content)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
    b"/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
)
HUGE = (
    b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"
)

FILES = {
    "empty": (b"", Status.NOT_PDF),
    "html": (b"<!doctype html><p>Page not found", Status.NOT_PDF),
    "encrypted": (small(encrypt=StandardEncryption("secret")), Status.ENCRYPTED),
    "truncated": (small()[:300], Status.UNREADABLE),
    "no pages": (written(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), Status.UNREADABLE),
    "page tree in a circle": (
        written(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        None,
    ),
    "drawing that draws itself": (
        written(
            CATALOG,
            ONE_PAGE,
            PAGE,
            stream(b"", b"/X Do"),
            stream(
                b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>",
                b"/X Do",
            ),
        ),
        None,
    ),
    "nested arrays": (
        written(CATALOG, ONE_PAGE, PAGE, stream(b"", b"[" * 100_000), b"[" * 100_000),
        None,
    ),
    "vast picture": (
        written(
            CATALOG,
            ONE_PAGE,
            PAGE,
            stream(b"", b"595 0 0 842 0 0 cm /X Do"),
            stream(HUGE, b"0"),
        ),
        None,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_ends_in_a_status(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # What Tesseract makes of a picture is another test's; here the file must not get that far.
    monkeypatch.setattr("extractors.reading.ocr.is_available", lambda: False)
    data, expected = FILES[name]
    reading = read(data, ID)
    if expected is not None:
        assert reading.status is expected
    assert reading.status is not Status.OK
    assert reading.message


def test_no_more_than_the_first_pages_of_a_file_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extractors.reading.pdf.MAX_PAGES", 5)
    out = io.BytesIO()
    canvas = Canvas(out)
    for n in range(12):
        canvas.drawString(60, 700, f"Invented page {n}")
        canvas.showPage()
    canvas.save()
    reading = read(out.getvalue(), ID)
    assert (reading.status, len(reading.pages), reading.n_pages) == (Status.PARTIAL, 5, 12)


def test_word_file_that_unpacks_without_end_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/nowhere/{name}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 5_000_000)
    reading = read(out.getvalue(), ID)
    assert reading.status is Status.UNREADABLE
    assert reading.media_type == office.DOCX
    assert "unpacks" in (reading.message or "")


def test_word_file_without_libreoffice_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    reading = read(b"{\\rtf1 An invented report.}", ID)
    assert (reading.status, reading.media_type) == (Status.UNREADABLE, office.RTF)
    assert "libreoffice" in (reading.message or "")
