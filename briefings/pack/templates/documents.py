"""The shipped handout.docx and facilitator.docx: styles, headings and the markers between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from briefings.pack import palette as p
from briefings.pack.fixed import fixed

HANDOUT = (
    ("Why this briefing", "why"),
    ("What the review in focus says", "focus"),
    ("What other reviews say", "elsewhere"),
    ("What worked", "worked"),
    ("Asked before, and asked again", "asked"),
    ("For your practice", "practice"),
    ("What boards and agencies were asked", "boards"),
    ("Talk about it", "talk"),
    ("Record it", "record"),
    ("Sources and licences", "sources"),
    ("How this was chosen, and what it leaves out", "chosen"),
)
FACILITATOR = (
    ("Before the session", "before"),
    ("Slides, minutes and pages to have open", "timetable"),
    ("Questions for breakout", "questions"),
    ("When it gets close", "close"),
    ("What not to read out", "quiet"),
    ("If somebody asks", "answers"),
    ("Left out, and why", "left out"),
    ("Afterwards", "afterwards"),
)


def build_handout(target: Path) -> None:
    """Write the template of the handout."""
    _build(target, "Handout", 10, HANDOUT, "Learning review briefing")


def build_facilitator(target: Path) -> None:
    """Write the template of the facilitator's notes."""
    _build(
        target,
        "Facilitator’s notes",
        9.5,
        FACILITATOR,
        "Facilitator’s notes, for the people who lead. Do not share.",
    )


def _build(
    target: Path, name: str, size: float, sections: tuple[tuple[str, str], ...], above: str
) -> None:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(17), Mm(15)
    section.header_distance = section.footer_distance = Mm(8)
    _styles(document, size)
    section.header.paragraphs[0].text = above
    section.header.paragraphs[0].style = document.styles["Small"]
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Small"]
    foot.add_run("{{ title }} · {{ day }} · page ")
    _page_number(foot)
    document.add_paragraph("{{ title }}", "Title")
    document.add_paragraph("{{ audience }}", "Subtitle")
    document.add_paragraph("{{ care }}", "Text")
    for heading, marker in sections:
        document.add_paragraph(heading, "Heading 1")
        document.add_paragraph(f"{{{{ {marker} }}}}", "Text")
    document.core_properties.author = ""
    target.write_bytes(fixed(document, name))


def _looks(size: float) -> dict[str, StyleLook]:
    """The paragraph styles that `render` asks for."""
    bar = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{p.ACCENT}"/>'
    return {
        "Title": StyleLook(22, p.DEEP, is_bold=True, after=1),
        "Subtitle": StyleLook(size + 1, p.QUIET, after=5),
        "Heading 1": StyleLook(size + 2.5, p.DEEP, is_bold=True, before=8, after=2),
        "Text": StyleLook(size, after=3),
        "Quotation": StyleLook(size, after=4, border=bar, indent=4),
        "List Bullet": StyleLook(size, after=3),
        "List Number": StyleLook(size, after=3),
        "Table head": StyleLook(size, p.WHITE, is_bold=True),
        "Small": StyleLook(size - 1.5, p.QUIET, after=2),
        "Care": StyleLook(size, after=5, border=_box("single", 4, p.DEEP), fill=p.TINT, indent=2),
        "For the author": StyleLook(
            size,
            p.YOURS_LINE,
            after=5,
            border=_box("dashed", 8, p.YOURS_LINE),
            fill=p.YOURS,
            indent=2,
        ),
    }


def _box(line: str, width: int, colour: str) -> str:
    edge = f'w:val="{line}" w:sz="{width}" w:space="4" w:color="{colour}"'
    return "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))


def _styles(document: Any, size: float) -> None:
    normal = document.styles["Normal"]
    _font(normal, size, p.INK)
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB"/>'))
    normal.paragraph_format.space_after = Pt(3)
    normal.paragraph_format.line_spacing = 1.08
    for name, look in _looks(size).items():
        _style(document, name, look)
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        document.styles["Title"].element.pPr.remove(border)
    document.styles["Subtitle"].font.italic = False
    for name in ("Title", "Subtitle"):  # Word spaces their letters out
        apart = document.styles[name].element.rPr.find(qn("w:spacing"))
        if apart is not None:
            document.styles[name].element.rPr.remove(apart)
    source = document.styles.add_style("Source", WD_STYLE_TYPE.CHARACTER)
    source.font.size, source.font.color.rgb = Pt(size - 1), RGBColor.from_string(p.QUIET)
    link = document.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(p.ACCENT), True
    _table(document)


class StyleLook(msgspec.Struct, frozen=True):
    """How a paragraph style looks: size in points, colour, borders and background."""

    size: float
    colour: str = p.INK
    is_bold: bool = False
    before: float = 0
    after: float = 0
    border: str = ""
    fill: str = ""
    indent: float = 0  # millimetres


def _style(document: Any, name: str, look: StyleLook) -> None:
    styles = document.styles
    known = {style.name for style in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style = styles["Normal"]
        style.quick_style = True
    _font(style, look.size, look.colour)
    style.font.bold = look.is_bold
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next = name == "Heading 1"
    if look.indent:
        form.left_indent, form.right_indent = Mm(look.indent), Mm(look.indent if look.fill else 0)
    properties = style.element.get_or_add_pPr()
    if look.border:
        _before_spacing(properties, f"<w:pBdr {nsdecls('w')}>{look.border}</w:pBdr>")
    if look.fill:
        ground = f'w:val="clear" w:color="auto" w:fill="{look.fill}"'
        _before_spacing(properties, f"<w:shd {nsdecls('w')} {ground}/>")


def _before_spacing(properties: Any, xml: str) -> None:
    """Word wants the parts of a paragraph's properties in its own order."""
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(parse_xml(xml))


def _font(style: Any, size: float, colour: str) -> None:
    style.font.name, style.font.size = "Arial", Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), "Arial")


def _table(document: Any) -> None:
    """A table style: a dark header row, thin lines between rows."""
    style = document.styles.add_style("Briefing table", WD_STYLE_TYPE.TABLE)
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{p.QUIET}"'
    edges = "".join(f"<w:{side} {line}/>" for side in ("top", "bottom", "insideH"))
    room = (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))
    inside = "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in room)
    head = f'<w:shd w:val="clear" w:color="auto" w:fill="{p.DEEP}"/>'
    look = f"<w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>{inside}</w:tblCellMar>"
    space = nsdecls("w")
    style.element.append(parse_xml(f"<w:tblPr {space}>{look}</w:tblPr>"))
    first = f'<w:tblStylePr {space} w:type="firstRow"><w:tcPr>{head}</w:tcPr></w:tblStylePr>'
    style.element.append(parse_xml(first))


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields
