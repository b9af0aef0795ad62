"""The fields of Word files keep the words that were saved with them: those are what readers saw."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest

from extractors import read
from extractors.reading import word_types
from models.records import Reading

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org"
# Each kind of field with the words that this invented report was saved with.
SAVED = {
    "COMMENTS": "the invented board",
    "title \\* MERGEFORMAT": "Report on Wren",
    "FILENAME \\p": "wren-final",
    "SUBJECT": "a school",
    "SAVEDATE": "3 March 2031",
    "IF 1 = 2 &quot;x&quot; &quot;y&quot;": "no longer open",
    "REF gone \\h": "paragraph 4.2",
    "AUTHOR": "Ottoline Marsh",
}
HIDDEN = "Quillfeather"  # in the properties of the file, which no page shows


def simple(kind: str, saved: str) -> str:
    return f'<w:fldSimple w:instr=" {kind} "><w:r><w:t>{saved}</w:t></w:r></w:fldSimple>'


def mark(change: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{change}"/></w:r>'


def of_runs(kind: str, saved: str) -> str:
    result = mark("separate") + f"<w:r><w:t>{saved}</w:t></w:r>" if saved else ""
    instruction = f'<w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>'
    return mark("begin") + instruction + result + mark("end")


def within(kind: str, saved: str) -> str:
    """A field whose instruction holds another, with words of its own that are no result."""
    return of_runs(f"IF </w:instrText></w:r>{of_runs(kind, 'Not shown')}<w:r><w:instrText>", saved)


def docx(*paragraphs: str) -> bytes:
    kind = f"{word_types.DOCX}.main+xml"
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    types = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    types += f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    names = ("title", "creator", "subject", "description")
    told = "".join(f"<dc:{name}>{HIDDEN}</dc:{name}>" for name in names)
    body = "".join(f"<w:p>{content}</w:p>" for content in paragraphs)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default'
        f' Extension="rels" ContentType="{rels}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument/2006/relationships/officeDocument"'
        f' Target="word/document.xml"/><Relationship Id="r2" Type="{OFFICE}/package/2006'
        '/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACE}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata'
        f'/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{told}</cp:coreProperties>',
    }
    return packed(files)


def packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def text_of(reading: Reading) -> str:
    return "\n".join(line.text for page in reading.pages for line in page.lines)


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@needs_libreoffice
@pytest.mark.parametrize("field", [simple, of_runs, within])
def test_a_docx_keeps_what_its_fields_were_saved_with(field: object) -> None:
    assert callable(field)
    paragraphs = [words("This names ") + field(k, saved) + words(".") for k, saved in SAVED.items()]
    text = text_of(read(docx(*paragraphs), "0" * 64))
    assert text.split("\n") == [f"This names {saved}." for saved in SAVED.values()]


@needs_libreoffice
def test_a_field_without_a_saved_result_shows_nothing() -> None:
    paragraphs = [words("Written by ") + of_runs(kind, "") + words("us.") for kind in SAVED]
    text = text_of(read(docx(*paragraphs), "0" * 64))
    assert text.split("\n") == ["Written by us."] * len(SAVED)


@needs_libreoffice
def test_page_numbers_are_still_counted() -> None:
    text = text_of(read(docx(words("Page ") + simple("PAGE", "77") + words(".")), "0" * 64))
    assert text == "Page 1."


@needs_libreoffice
def test_an_rtf_keeps_what_its_fields_were_saved_with() -> None:
    looks = r"\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid77 "
    fields = "".join(
        rf"This names {{\field{{\*\fldinst {{{looks} {kind.replace('&quot;', '')} }}}}"
        rf"{{\fldrslt {{{looks}{saved}}}}}}}.\par "
        for kind, saved in SAVED.items()
    )
    info = rf"{{\info{{\title {HIDDEN}}}{{\doccomm {HIDDEN}}}{{\subject {HIDDEN}}}}}"
    text = text_of(read(rf"{{\rtf1\ansi{info}{fields}}}".encode(), "0" * 64))
    assert text.split("\n") == [f"This names {saved}." for saved in SAVED.values()]


@needs_libreoffice
def test_an_odt_keeps_what_its_fields_were_saved_with() -> None:
    names = ("title", "description", "author-name", "file-name", "subject", "conditional-text")
    told = "".join(
        f"<text:p>This names <text:{name}>wren {name}</text:{name}>.</text:p>" for name in names
    )
    space = 'office:version="1.2"'
    for name in ("office", "text", "meta"):
        space += f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    files = {
        "mimetype": word_types.ODT,
        "content.xml": f"<office:document-content {space}><office:body><office:text>{told}"
        "</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:'
        f'manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{word_types.ODT}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
    }
    text = text_of(read(packed(files), "0" * 64))
    assert text.split("\n") == [f"This names wren {name}." for name in names]
