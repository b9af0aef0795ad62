"""Text that is not in the page itself, and files that hold other files; all of it is invented."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as raw
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors import extract
from extractors.reading import ocr, read
from extractors.reading.containers import parts_of
from extractors.reading.word_types import DOCX, ODT, word_type
from models.records import HiddenKind, Reading, Status

ID = "0" * 64
WORDS = "The invented Board should ask each school what it saw."


def page(draw: Callable[[Canvas], object]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, pageCompression=0)
    canvas.drawString(60, 780, "Serious Case Review: Hazel (fictional)")
    canvas.drawString(60, 740, "Recommendation 1:")
    draw(canvas)
    canvas.save()
    return out.getvalue()


def report(words: str = WORDS) -> bytes:
    return page(lambda canvas: canvas.drawString(60, 720, words))


def text_of(reading: Reading) -> str:
    return " ".join(line.text for p in reading.pages for line in p.lines)


def test_a_filled_field_is_read_where_it_is() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            name="r1", value=WORDS, x=60, y=690, width=460, height=40, fieldFlags="multiline"
        )
        canvas.drawString(60, 660, "Written by the invented panel.")

    reading = read(page(field), ID)
    assert f"Recommendation 1: {WORDS} Written by" in text_of(reading)
    assert [s.text for s in extract(reading).statements] == [WORDS]


def test_a_text_box_without_a_drawing_is_read() -> None:
    box = b"/Annots [ << /Type /Annot /Subtype /FreeText /Rect [60 690 300 720] /F 4 /DA (%b) "
    text = b"/Contents (The invented panel \\(all of it\\) agreed with each of the steps.) >> ]"
    plain, white = b"/Helv 11 Tf 0 g", b"/Helv 11 Tf 1 g"
    for style, is_read in ((plain, True), (white, False)):
        data = report().replace(b"/Type /Page\n", b"/Type /Page " + box % style + text + b"\n")
        found = "panel (all of it) agreed with each of the steps." in text_of(read(data, ID))
        assert found is is_read


def test_a_note_that_opens_on_a_click_is_no_text() -> None:
    data = page(lambda canvas: canvas.textAnnotation("Ask the lawyer first", (60, 690, 90, 720)))
    assert "lawyer" not in text_of(read(data, ID))


def with_catalog(data: bytes, entries: bytes) -> bytes:
    """The file with more in its catalogue; its table of places no longer fits, as PDFium bears."""
    return data.replace(b"/Type /Catalog", b"/Type /Catalog " + entries, 1)


def test_a_form_that_only_one_program_shows_is_reported() -> None:
    xfa = b"/NeedsRendering true /AcroForm << /Fields [] /XFA (xdp) >>"
    reading = read(with_catalog(report("Please wait ..."), xfa), ID)
    assert reading.status is Status.PARTIAL
    assert "XFA" in (reading.message or "")


def test_so_is_one_that_does_not_say_it_needs_drawing() -> None:
    xfa = b"/AcroForm << /Fields [] /XFA (xdp) >>"
    waiting = read(with_catalog(report("Please wait ..."), xfa), ID)
    assert waiting.status is Status.PARTIAL
    assert "XFA" in (waiting.message or "")
    filled = page(lambda canvas: canvas.acroForm.textfield(value="Ask them", x=60, y=690))
    with_fields = filled.replace(b"/Fields [", b"/XFA (xdp) /Fields [", 1)
    assert with_fields != filled
    assert read(with_fields, ID).status is Status.OK


@pytest.mark.ocr
def test_a_scan_on_which_somebody_typed_is_read_from_its_picture() -> None:
    if ocr.engine() is None:
        pytest.skip("Tesseract is not installed")
    picture = pypdfium2.PdfDocument(report())[0].render(scale=2).to_pil()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, pageCompression=0)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.acroForm.textfield(
        value="Typed on this copy by the clerk of the invented board in the month of May.",
        x=60, y=600, width=460, height=20, fontSize=10,
    )  # fmt: skip
    canvas.save()
    text = text_of(read(out.getvalue(), ID))
    assert WORDS in text
    assert "by the clerk of the invented board" in text


@pytest.mark.parametrize("off", [True, False])
def test_a_text_box_in_a_layer_is_read_where_no_layer_can_be_off(off: bool) -> None:
    box = (
        b"/Annots [ << /Type /Annot /Subtype /FreeText /Rect [60 690 500 720] /F 4 /OC 90 0 R"
        b" /DA (/Helv 11 Tf 0 g) /Contents (The invented panel agreed to it.) >> ]"
    )
    data = report().replace(b"/Type /Page\n", b"/Type /Page " + box + b"\n")
    state = b"/OFF [90 0 R]" if off else b""
    layers = b"/OCProperties << /OCGs [90 0 R] /D << /ON [] " + state + b" >> >>"
    reading = read(with_catalog(data, layers), ID)
    assert ("agreed to it" in text_of(reading)) is not off
    kinds = [place.kind for place in reading.pages[0].hidden]
    assert kinds == [HiddenKind.LAYER_OFF] * off


def test_a_covering_letter_says_what_is_pinned_to_it() -> None:
    document = pypdfium2.PdfDocument(report("The invented report is attached to this letter."))
    page_ = document[0]
    note = raw.FPDFPage_CreateAnnot(page_.raw, raw.FPDF_ANNOT_FILEATTACHMENT)
    name = ctypes.create_string_buffer("report.pdf".encode("utf-16-le") + b"\0\0")
    held = raw.FPDFAnnot_AddFileAttachment(note, ctypes.cast(name, raw.FPDF_WIDESTRING))
    pypdfium2.PdfAttachment(held, document).set_data(report())
    raw.FPDFPage_CloseAnnot(note)
    page_.close()
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue(), ID)
    assert reading.status is Status.PARTIAL
    assert [part.name for part in parts_of(out.getvalue())] == ["report.pdf"]


def test_a_word_file_that_lies_unpacked_in_an_archive_is_read() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("review.docx", inner.getvalue())
    assert word_type(inner.getvalue()) == DOCX
    assert word_type(outer.getvalue()) is None
    assert [part.name for part in parts_of(outer.getvalue())] == ["review.docx"]


def test_a_portfolio_names_its_documents_and_gives_them() -> None:
    document = pypdfium2.PdfDocument(report("Open this portfolio in a newer program."))
    for name, content in (("report.pdf", report()), ("logo.png", b"\x89PNG")):
        document.new_attachment(name).set_data(content)
    out = io.BytesIO()
    document.save(out)
    reading = read(out.getvalue(), ID)
    assert reading.status is Status.PARTIAL
    assert "attached" in (reading.message or "")
    assert [part.name for part in parts_of(out.getvalue())] == ["report.pdf"]
    assert WORDS in text_of(read(parts_of(out.getvalue())[0].content, ID))


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_an_archive_of_one_report_is_read_and_reported() -> None:
    reading = read(zipped(report=report(), readme=b"see the report"), ID)
    assert reading.status is Status.OK
    assert "zip archive" in (reading.message or "")
    assert [s.text for s in extract(reading).statements] == [WORDS]


@pytest.mark.parametrize(
    ("data", "said"),
    [(zipped(a=report(), b=report("Another.")), "2 documents. They are read"),
     (zipped(a=b"text"), "no PDF"),
     (b"PK\x03\x04 cut off", "no PDF")],
)  # fmt: skip
def test_an_archive_of_none_or_several_says_what_to_do(data: bytes, said: str) -> None:
    reading = read(data, ID)
    assert reading.status is Status.NOT_PDF
    assert said in (reading.message or "")


def test_a_bomb_is_not_unpacked() -> None:
    assert parts_of(zipped(bomb=b"%PDF-" + b"\0" * 5_000_000)) == ()


@pytest.mark.parametrize("length", [500, 3_000, 40_000])
def test_a_pdf_behind_a_web_servers_answer_is_read(length: int) -> None:
    head = b"HTTP/1.1 200 OK\r\n" + b"X-Filler: a\r\n" * (length // 13)
    assert WORDS in text_of(read(head + report(), ID))


def test_encryption_for_certificates_is_no_damage() -> None:
    data = report().replace(
        b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Adobe.PubSec /V 4 >>", 1
    )
    reading = read(data, ID)
    assert reading.status is Status.ENCRYPTED
    assert "keys" in (reading.message or "")


def test_an_odt_whose_type_is_last_is_a_word_file() -> None:
    assert word_type(zipped(**{"content.xml": b"<a/>", "mimetype": ODT.encode()})) == ODT
