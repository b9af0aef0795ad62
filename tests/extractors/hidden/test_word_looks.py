"""What a Word file hides by how its words are set, where LibreOffice would print them."""

from __future__ import annotations

import io
import zipfile

import pytest
from test_word_files import NAME, docx, needs_libreoffice, run, text_of

from extractors import read
from extractors.reading import word_types
from extractors.reading.hidden.changes import accepted, may_have_changes
from extractors.reading.hidden.word_part import word_part
from models.records import HiddenKind, Status

HEAD, TAIL = run("The mother, "), run("is heard.")
FILL = '<w14:textFill xmlns:w14="w14">{}</w14:textFill>'
CLEAR = FILL.format('<w14:solidFill><w14:a><w14:alpha w14:val="{}"/></w14:a></w14:solidFill>')
STYLE = (
    '<w:style w:type="character" w:styleId="{0}"><w:name w:val="{0}"/>{1}'
    "<w:rPr>{2}</w:rPr></w:style>"
)
FLAT = '<w:pPr><w:spacing w:line="{}" w:lineRule="exact"/></w:pPr>'


def styled(words: str, *styles: str) -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    source = zipfile.ZipFile(io.BytesIO(docx(run("It met."), HEAD + words + TAIL)))
    parts = {name: source.read(name) for name in source.namelist()}
    types = b'<Override PartName="/word/styles.xml" ContentType="%b"/></Types>' % kind
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts["word/styles.xml"] = f"<w:styles {space}>{''.join(styles)}</w:styles>".encode()
    of_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{of_office}/styles" Target="styles.xml"/></Relationships>'
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def document_of(data: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


BLACK = STYLE.format("Bar", "", '<w:highlight w:val="black"/>')
BASED = STYLE.format("Mask", '<w:basedOn w:val="Bar"/>', "")
WHITE = STYLE.format("Bar", "", '<w:highlight w:val="black"/><w:color w:val="FFFFFF"/>')


@needs_libreoffice
@pytest.mark.parametrize(
    ("style", "styles", "is_seen"),
    [("Bar", [BLACK], False), ("Mask", [BASED, BLACK], False), ("Bar", [WHITE], True)],
)
def test_a_black_ground_may_come_from_a_style(
    style: str, styles: list[str], *, is_seen: bool
) -> None:
    words = run(NAME + " ", f'<w:rStyle w:val="{style}"/>')
    reading = read(styled(words, *styles), "0" * 64)
    kinds = {place.kind for page in reading.pages for place in page.hidden}
    assert (NAME in text_of(reading)) is is_seen
    assert kinds == (set() if is_seen else {HiddenKind.BLACKED_OUT})


HIDE = STYLE.format("Gone", "", "<w:vanish/>")
HIDE_TOO = STYLE.format("Away", '<w:basedOn w:val="Gone"/>', "")
SHOW = STYLE.format("Back", '<w:basedOn w:val="Gone"/>', '<w:vanish w:val="0"/>')
GONE = '<w:rStyle w:val="Gone"/>'


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (run(NAME, GONE), 1),
        (run(NAME, '<w:rStyle w:val="Away"/>'), 1),
        (run(NAME, '<w:rStyle w:val="Back"/>'), 0),
        (run(NAME, GONE + '<w:vanish w:val="0"/>'), 0),
        (run(NAME, GONE + "<w:vanish/>"), 1),
        (f"<w:r><w:rPr>{GONE}</w:rPr><w:tab/></w:r>", 0),
    ],
)
def test_words_that_a_style_hides_are_counted(words: str, count: int) -> None:
    found = accepted(styled(words, HIDE, HIDE_TOO, SHOW), is_odt=False).found
    assert found.hidden == count


@needs_libreoffice
def test_words_that_a_style_hides_are_reported() -> None:
    reading = read(styled(run(NAME + " ", GONE), HIDE), "0" * 64)
    assert NAME not in text_of(reading)
    assert {place.kind for page in reading.pages for place in page.hidden} == {HiddenKind.NO_INK}


def anchored(right: int, words: str) -> str:
    """A box with words, so far right of the page's left edge: 360,000 are a centimetre."""
    return (
        '<w:r><w:drawing xmlns:wp="wp"><wp:anchor><wp:positionH relativeFrom="page">'
        f'<wp:posOffset>{right}</wp:posOffset></wp:positionH><wp:extent cx="900000" cy="900000"/>'
        f"<w:txbxContent><w:p>{words}</w:p></w:txbxContent></wp:anchor></w:drawing></w:r>"
    )


@pytest.mark.parametrize(
    ("right", "words", "count"),
    [
        (9_900_000, run(NAME), 1),
        (-900_000, run(NAME), 1),
        (7_000_000, run(NAME), 0),
        (-800_000, run(NAME), 0),
        (9_900_000, "", 0),
    ],
)
def test_boxes_with_words_off_the_page_are_counted(right: int, words: str, count: int) -> None:
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    part = document_of(styled(anchored(right, words))).replace("</w:body>", page + "</w:body>")
    assert word_part(part.encode(), {})[1].hidden == count


def test_a_ring_of_styles_is_no_trap() -> None:
    ring = [STYLE.format(a, f'<w:basedOn w:val="{b}"/>', "") for a, b in (("A", "B"), ("B", "A"))]
    data = styled(run(NAME, '<w:rStyle w:val="A"/>'), *ring, BLACK)
    assert not any(accepted(data, is_odt=False).found)


@pytest.mark.parametrize(
    ("look", "is_hidden"),
    [
        (FILL.format("<w14:noFill/>"), True),
        (CLEAR.format(100000), True),
        (CLEAR.format(40000), False),
        (FILL.format("<w14:noFill/>") + '<w14:textOutline xmlns:w14="w14"/>', False),
    ],
)
def test_letters_without_a_fill_are_hidden(look: str, *, is_hidden: bool) -> None:
    clean, found = accepted(docx(HEAD + run(NAME, look) + TAIL), is_odt=False)
    assert ("<w:vanish/>" in document_of(clean)) is is_hidden
    assert found.hidden == is_hidden


CLOSER = '<w:spacing w:val="{}"/>'


@pytest.mark.parametrize(
    ("look", "is_hidden"),
    [
        (CLOSER.format(-200), True),
        (CLOSER.format(-20), False),
        (CLOSER.format(200), False),
        (CLOSER.format(-80) + '<w:sz w:val="16"/>', True),
        (CLOSER.format(-80) + '<w:sz w:val="56"/>', False),
    ],
)
def test_letters_that_lie_over_each_other_are_hidden(look: str, *, is_hidden: bool) -> None:
    clean, found = accepted(docx(HEAD + run(NAME, look) + TAIL), is_odt=False)
    assert ("<w:vanish/>" in document_of(clean)) is is_hidden
    assert found.hidden == is_hidden


def test_a_paragraph_mark_with_such_a_look_joins_no_paragraphs() -> None:
    mark = f"<w:pPr><w:rPr>{CLOSER.format(-200)}</w:rPr></w:pPr>"
    clean, found = accepted(docx(mark + run("The mother is heard.")), is_odt=False)
    assert "<w:vanish/>" not in document_of(clean)
    assert found.hidden == 0


@pytest.mark.parametrize(
    ("look", "is_hidden"),
    [
        ('fo:letter-spacing="-0.353cm"', True),
        ('fo:letter-spacing="-0.139in" fo:font-size="11pt"', True),
        ('fo:letter-spacing="-1pt"', False),
        ('fo:letter-spacing="-5pt" fo:font-size="30pt"', False),
        ('fo:letter-spacing="0.353cm"', False),
    ],
)
def test_so_are_those_of_an_odt(look: str, *, is_hidden: bool) -> None:
    style = f"<t:style><t:text-properties {look}/></t:style>"
    clean, found = accepted(odt(style), is_odt=True)
    xml = document_of(clean, "content.xml")
    assert ('text:display="none"/>' in xml) is is_hidden
    assert found.hidden == is_hidden


@pytest.mark.parametrize(("height", "is_seen"), [(20, False), (240, True)])
def test_lines_that_are_too_low_to_read_are_hidden(height: int, *, is_seen: bool) -> None:
    clean, found = accepted(docx(FLAT.format(height) + run(NAME), HEAD), is_odt=False)
    assert (NAME in document_of(clean)) is is_seen
    assert found.hidden == (not is_seen)
    assert "The mother" in document_of(clean)


@needs_libreoffice
def test_a_file_put_into_another_whole_is_reported() -> None:
    reading = read(docx(run("It met."), "</w:p><w:altChunk/><w:p>"), "0" * 64)
    assert reading.status is Status.PARTIAL
    assert "save it as a PDF" in (reading.message or "")


def odt(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", word_types.ODT)
        archive.writestr("content.xml", f'<a xmlns:t="t" xmlns:l="l">{content}</a>')
    return out.getvalue()


TABLE = (
    '<t:table><t:table-column t:number-columns-repeated="2"/>'
    '<t:table-column t:visibility="collapse"/><t:table-row>'
    '<t:table-cell t:number-columns-repeated="2">Kept</t:table-cell>{}</t:table-row></t:table>'
)


def cell(words: str) -> str:
    return f"<t:table-cell>{words}</t:table-cell>"


@pytest.mark.parametrize(
    "content",
    [
        f'<t:table-row t:visibility="collapse">{cell(NAME)}</t:table-row>',
        f'<t:table-row t:visibility="filter">{cell(NAME)}</t:table-row>',
        TABLE.format(cell(NAME)),
    ],
)
def test_rows_and_columns_that_are_folded_away_are_cut(content: str) -> None:
    clean, found = accepted(odt(content + "Kept"), is_odt=True)
    xml = document_of(clean, "content.xml")
    assert NAME not in xml
    assert "Kept" in xml
    assert found.hidden == 1


WML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def renamed(data: bytes, names: dict[str, str]) -> bytes:
    """The file with other names in its text and for its parts."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            for old, new in names.items():
                text = text.replace(old, new)
            archive.writestr(names.get(name, name), text)
    return out.getvalue()


DELETED = f'<w:del w:id="1" w:author="A">{run(NAME, tag="delText")}</w:del>'
MARKED = HEAD + run(NAME + " ", '<w:highlight w:val="black"/>') + TAIL


@needs_libreoffice
def test_a_text_that_has_another_name_in_its_package_is_read_as_word_shows_it() -> None:
    """Word's web version calls it document2.xml."""
    data = renamed(docx(HEAD + DELETED + TAIL), {"word/document.xml": "word/document2.xml"})
    assert word_types.word_type(data) == word_types.DOCX
    reading = read(data, "0" * 64)
    assert text_of(reading) == "The mother, is heard."
    assert [place.kind for place in reading.pages[0].hidden] == [HiddenKind.DELETED]


@needs_libreoffice
def test_a_black_ground_is_found_where_the_format_has_another_prefix() -> None:
    """As Python's own library writes XML; what was put in made a file that nothing could open."""
    data = renamed(docx(MARKED), {"w:": "ns0:", "xmlns:w=": "xmlns:ns0="})
    assert f'xmlns:ns0="{WML}"' in document_of(data)
    reading = read(data, "0" * 64)
    assert text_of(reading) == "The mother, [redacted] is heard."


def test_a_part_in_two_bytes_to_a_letter_is_looked_through() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{WML}">{DELETED}'
    clean, found = word_part(f"{xml}</w:document>".encode("utf-16"), {})
    assert clean is not None
    assert NAME.encode() not in clean
    assert found.deletions == 1


def test_a_deleted_part_of_a_formula_is_cut() -> None:
    formula = f'<m:oMath xmlns:m="m"><m:r><w:rPr><w:del/></w:rPr><m:t>{NAME}</m:t></m:r></m:oMath>'
    clean, found = accepted(docx(HEAD + formula), is_odt=False)
    assert NAME not in document_of(clean)
    assert found.deletions == 1


def test_any_part_that_is_printed_is_looked_through() -> None:
    source = zipfile.ZipFile(io.BytesIO(docx(HEAD)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        for name in ("word/head.xml", "word/comments.xml"):
            archive.writestr(name, f'<w:hdr xmlns:w="{WML}"><w:p>{DELETED}</w:p></w:hdr>')
    clean, found = accepted(out.getvalue(), is_odt=False)
    assert NAME not in document_of(clean, "word/head.xml")
    assert found.deletions == 1


def test_hidden_letters_of_an_odt_are_counted_and_its_programs_cut() -> None:
    style = '<t:text-properties t:display="none"/>'
    clean, found = accepted(odt(f"{style}Kept<t:script>{NAME}</t:script>"), is_odt=True)
    xml = document_of(clean, "content.xml")
    assert style in xml
    assert NAME not in xml
    assert found.hidden == 1


@pytest.mark.parametrize(("sign", "is_one"), [(b"\\v Q", True), (b"\\v0 Q", False)])
def test_hidden_letters_of_an_rtf_are_a_sign(sign: bytes, *, is_one: bool) -> None:
    assert may_have_changes(b"{\\rtf1\\viewkind1 " + sign + b"}", is_rtf=True) is is_one


def test_letters_that_strike_words_through_in_an_odt_become_a_line() -> None:
    style = '<t:text-properties t:text-line-through-style="solid"{}/>'
    clean, _ = accepted(odt(style.format(' t:text-line-through-text="X"')), is_odt=True)
    assert style.format("") in document_of(clean, "content.xml")
