"""What a writer took out of a Word file is not text, in whatever form the file was saved."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from extractors import read
from extractors.reading import word_types
from extractors.reading.hidden.changes import accepted, may_have_changes
from extractors.reading.hidden.cuts import Cut, XmlError, cut
from models.records import HiddenKind, Reading, Status

NAME = "Quillfeather"
BY = 'w:id="1" w:author="A" w:date="2030-01-01T00:00:00Z"'
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def run(words: str, look: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def docx(*paragraphs: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p>{content}</w:p>" for content in paragraphs)
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = word_types.DOCX + ".main+xml"
    of_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml"'
        f' ContentType="application/xml"/><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{of_office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


DELETED = f"<w:del {BY}>{run(NAME + ' ', tag='delText')}</w:del>"
MOVED = (
    f'<w:moveFromRangeStart {BY} w:name="m"/><w:moveFrom {BY}>{run(NAME + " ")}</w:moveFrom>'
    '<w:moveFromRangeEnd w:id="1"/>'
)
ADDED = f"<w:ins {BY}>{run('Rowan ')}</w:ins>"
HIDDEN = {
    "deleted": (DELETED + ADDED, HiddenKind.DELETED, "The mother, Rowan is heard."),
    "moved": (MOVED + ADDED, HiddenKind.DELETED, "The mother, Rowan is heard."),
    "blackened": (
        run(NAME + " ", '<w:highlight w:val="black"/>'),
        HiddenKind.BLACKED_OUT,
        "The mother, [redacted] is heard.",
    ),
    "white": (
        run(NAME + " ", '<w:color w:val="FFFFFF"/>'),
        HiddenKind.BACKGROUND_COLOUR,
        "The mother, is heard.",
    ),
    "squeezed": (
        run(NAME, '<w:spacing w:val="-200"/>') + run(" "),
        HiddenKind.NO_INK,
        "The mother, is heard.",
    ),
    "struck": (run(NAME, "<w:strike/>") + run(" "), HiddenKind.STRUCK, "The mother, is heard."),
}


# Nobody knows on which page these stood: they are told on the first.
OF_THE_FILE = {HiddenKind.DELETED, HiddenKind.NO_INK}
NEXT_PAGE = '<w:r><w:br w:type="page"/></w:r>'


def with_hidden(*ways: str) -> bytes:
    """A page for each way."""
    paragraphs = []
    for how in ways:
        new_page = NEXT_PAGE if paragraphs else ""
        paragraphs += [
            new_page + run("The invented board met. ") + run("It heard everybody."),
            run("The mother, ") + HIDDEN[how][0] + run("is heard."),
        ]
    return docx(*paragraphs)


def assert_hidden(reading: Reading, ways: Iterable[str]) -> None:
    """Each page reads as its way leaves it, and tells what it lacks; LibreOffice starts once."""
    expected = [HIDDEN[how] for how in ways]
    assert NAME not in text_of(reading)
    for page, (_, kind, left) in zip(reading.pages, expected, strict=True):
        assert left in [line.text for line in page.lines]
        of_page = [place.kind for place in page.hidden if place.kind not in OF_THE_FILE]
        assert of_page == ([] if kind in OF_THE_FILE else [kind])
    of_file = [place.kind for place in reading.pages[0].hidden if place.kind in OF_THE_FILE]
    assert sorted(of_file) == sorted(kind for _, kind, _ in expected if kind in OF_THE_FILE)


def text_of(reading: Reading) -> str:
    return "\n".join(line.text for page in reading.pages for line in page.lines)


@needs_libreoffice
def test_what_a_docx_takes_out_is_not_read() -> None:
    reading = read(with_hidden(*HIDDEN), "0" * 64)
    assert reading.status is Status.OK
    assert_hidden(reading, HIDDEN)


FORMS = {"odt": "odt:writer8", "doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format"}
SAVED = ("deleted", "blackened", "squeezed")


@needs_libreoffice
@pytest.mark.parametrize("form", FORMS)
def test_nor_in_any_other_form(form: str, tmp_path: Path) -> None:
    source = tmp_path / "saved.docx"
    source.write_bytes(with_hidden(*SAVED))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", FORMS[form], "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert_hidden(read(source.with_suffix(f".{form}"), "0" * 64), SAVED)


def test_a_file_without_changes_stays_as_it_is() -> None:
    data = docx(run("The invented board met."))
    assert accepted(data, is_odt=False) == (data, (0, 0, 0))


def test_a_deletion_in_an_insertion_counts_once() -> None:
    data = docx(f"<w:ins {BY}>{run('Kept')}{DELETED}</w:ins><w:rPr><w:del {BY}/></w:rPr>")
    clean, (count, _, _) = accepted(data, is_odt=False)
    xml = zipfile.ZipFile(io.BytesIO(clean)).read("word/document.xml").decode()
    assert count == 1
    assert NAME not in xml
    assert "Kept" in xml
    assert "w:ins" not in xml


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(words: str, of_row: str = "", of_cell: str = "") -> str:
    cell = f"<w:tc><w:tcPr>{of_cell}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"
    return f"<w:tr><w:trPr>{of_row}</w:trPr>{cell}</w:tr>"


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        (row(NAME, f"<w:del {BY}/>"), (1, 0)),
        (row(NAME, of_cell=f"<w:cellDel {BY}/>"), (1, 0)),
        (row(NAME, "<w:hidden/>"), (0, 1)),
    ],
)
def test_rows_and_cells_go_with_what_they_hold(gone: str, found: tuple[int, int]) -> None:
    data = docx(f"</w:p>{table(row('Kept'), gone)}{table(gone)}<w:p>")
    clean, counted = accepted(data, is_odt=False)
    xml = zipfile.ZipFile(io.BytesIO(clean)).read("word/document.xml").decode()
    assert NAME not in xml
    assert "Kept" in xml
    assert xml.count("<w:tbl>") == (2 if "cellDel" in gone else 1)
    assert counted == (*(2 * n for n in found), 0)


@pytest.mark.parametrize("root", ["tcPr", "rPr", "tbl", "trPr"])
def test_parts_that_are_no_document_stay_as_they_are(root: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:{root} xmlns:w="w"><w:hidden /></w:{root}>')
    assert not any(accepted(out.getvalue(), is_odt=False).found)


def test_hidden_words_of_a_docx_are_counted_and_hidden_rows_may_be_shown() -> None:
    shown = table(row("Kept", '<w:hidden w:val="0"/>'))
    data = docx(run(NAME, "<w:vanish/>") + run("Seen", '<w:vanish w:val="0"/>'), shown)
    assert accepted(data, is_odt=False).found == (0, 1, 0)


def test_a_hidden_paragraph_of_an_odt_is_cut() -> None:
    mark = '<text:hidden-paragraph text:condition="x" text:is-hidden="{}"/>'
    paragraphs = [f"<text:p>{mark.format(is_hidden)}{words}</text:p>"
                  for is_hidden, words in (("true", NAME), ("false", "Kept"))]  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", word_types.ODT)
        archive.writestr("content.xml", f'<a xmlns:text="t">{"".join(paragraphs)}</a>')
    clean, found = accepted(out.getvalue(), is_odt=True)
    xml = zipfile.ZipFile(io.BytesIO(clean)).read("content.xml").decode()
    assert NAME not in xml
    assert "Kept" in xml
    assert found == (0, 1, 0)


@pytest.mark.parametrize("how", ['text:display="none"', 'text:is-hidden="true"'])
def test_a_hidden_section_of_an_odt_is_cut_and_counted(how: str) -> None:
    sections = "".join(f'<text:section text:name="s" {look}><text:p>{words}</text:p></text:section>'
                       for look, words in ((how, NAME), ("", "Kept")))  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", word_types.ODT)
        archive.writestr("content.xml", f'<a xmlns:text="t">{sections}</a>')
    clean, found = accepted(out.getvalue(), is_odt=True)
    xml = zipfile.ZipFile(io.BytesIO(clean)).read("content.xml").decode()
    assert NAME not in xml
    assert "Kept" in xml
    assert found == (0, 1, 0)


def test_an_older_file_is_looked_into_where_it_may_have_changes() -> None:
    assert may_have_changes(rb"{\rtf1 {\deleted\revauthdel1 Quillfeather}}", is_rtf=True)
    assert may_have_changes(rb"{\rtf1 {\highlight1 Quillfeather}}", is_rtf=True)
    assert may_have_changes(rb"{\rtf1 {\expndtw-200 Quillfeather}}", is_rtf=True)
    assert not may_have_changes(rb"{\rtf1 {\expndtw-2 The board met.}}", is_rtf=True)
    assert may_have_changes(b"..\x00\x08\x01..", is_rtf=False)
    assert may_have_changes(b"..\x40\x88\x38\xff..", is_rtf=False)
    assert not may_have_changes(b"..\x40\x88\xf6\xff..", is_rtf=False)
    assert not may_have_changes(b"\xec\xa5 no such mark", is_rtf=False)


def test_cuts_leave_every_other_byte_as_it_was() -> None:
    xml = b"<a x='1>2'><b/>one<c>two<b>three</b></c><d >four</d ></a>"
    found = cut(xml, lambda e, at, end, _: [Cut(e.start, end)] if e.name in {"b", "d"} else [])
    assert found == b"<a x='1>2'>one<c>two</c></a>"
    with pytest.raises(XmlError):
        cut(b"<a><b></a>", lambda *_: [])


def test_an_odt_whose_mimetype_is_not_first_is_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", "<x/>" * 100)
        archive.writestr("mimetype", word_types.ODT)
    assert word_types.word_type(out.getvalue()) == word_types.ODT
    first, *_ = zipfile.ZipFile(io.BytesIO(accepted(out.getvalue(), is_odt=True).data)).namelist()
    assert first == "mimetype"
