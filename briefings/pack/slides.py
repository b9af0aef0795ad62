"""The plan as a PowerPoint file: a slide for each entry, on the layouts of a template."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from briefings.pack.deck import open_template
from briefings.pack.fixed import fixed
from briefings.pack.letters import lines_of
from briefings.pack.plan import Slide
from briefings.pack.plan.tables import SIZE
from briefings.pack.wording import printable

_SMALLEST = 18  # points, for sources too: smaller letters cannot be read across a room
_LARGER = 8  # points by which a short quote may be set larger than the template says
_WIDER = 1.02  # than calculated, because other programs' letters are wider
_LINE = 1.22
_FAINTER = 0.25  # how much fainter than the text the source below a quote is
_CLOSE, _APART = 4, 20  # points below a quote, before its source, and below that
_AUTHOR = "author"
_AS_THEY_ARE = ("citation", "label", "minutes", "notice")


def slides(made: tuple[Slide, ...], title: str, template: Path | None = None) -> bytes:
    """The slides with their speaker notes.

    Raises PackError if the template lacks a layout or a placeholder.
    """
    deck = open_template(template)
    while len(deck.slides):  # slides that a team left in its template
        _drop_first(deck)
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    for entry in made:
        _add(deck, layouts[entry.layout], entry)
    return fixed(deck, title)


def _drop_first(deck: Any) -> None:
    listed = deck.slides._sldIdLst  # noqa: SLF001 - python-pptx has no call for it
    deck.part.drop_rel(listed[0].rId)
    listed.remove(listed[0])


def _add(deck: Any, layout: Any, entry: Slide) -> None:
    slide = deck.slides.add_slide(layout)
    names = {shape.placeholder_format.idx: shape.name for shape in layout.placeholders}
    fields = {**entry.fields, "title": (entry.title,)}
    if entry.end > entry.start:
        fields["minutes"] = (f"Minutes {entry.start} to {entry.end}",)
    for shape in list(slide.placeholders):
        name = names[shape.placeholder_format.idx]
        shape.name = name.capitalize()
        if name == "table" and entry.rows:
            _fill_table(shape, entry)
        elif any(fields.get(name, ())):
            _fill(shape, name, fields[name], entry.links)
        elif name != _AUTHOR:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001
    _number(slide, layout)
    frame = slide.notes_slide.notes_text_frame
    frame.text = printable("\n".join([_heading(entry), *entry.notes]))
    _in_english(slide._element, slide.notes_slide._element)  # noqa: SLF001


def _heading(entry: Slide) -> str:
    spent = entry.end - entry.start
    if not spent:
        if entry.weight:
            return "Less than a minute."
        if entry.is_spare:
            return "Spare: show it if there is time."
        return "Not presented: for reading afterwards." if entry.rows else "Before the start."
    also = " If time is short, leave this one out." if entry.can_go else ""
    return f"Minutes {entry.start} to {entry.end} ({spent} min).{also}"


def _fill(shape: Any, name: str, lines: tuple[str, ...], links: dict[str, str]) -> None:
    frame = shape.text_frame
    for at, line in enumerate(lines):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.text = printable(line)
        if line in links:
            paragraph.runs[0].hyperlink.address = links[line]
    if not name.startswith(_AS_THEY_ARE):
        _size(shape, frame, lines, name)


def _size(shape: Any, frame: Any, lines: tuple[str, ...], name: str) -> None:
    """Set the text as large as fits, because only PowerPoint shrinks a text that overflows."""
    layout = shape.part.slide_layout.placeholders.get(idx=shape.placeholder_format.idx)
    style = layout._element.find(".//{*}lvl1pPr/{*}defRPr")  # noqa: SLF001
    usual = int(style.get("sz", "2000")) // 100 if style is not None else 20
    larger = usual + (_LARGER if name == "quote" else 0)
    is_mixed = name == "reviews"  # quotes and sources alternate
    sizes = range(larger, _SMALLEST, -2)
    wide, high = Emu(shape.width).pt, Emu(shape.height).pt
    reckoned = _height_of_turns if is_mixed else _height
    size = next((size for size in sizes if reckoned(lines, wide, size) <= high), _SMALLEST)
    for at, paragraph in enumerate(frame.paragraphs):
        if is_mixed:
            paragraph.space_after = Pt(_APART if at % 2 else _CLOSE)
        if is_mixed and at % 2:
            paragraph.font.size = Pt(_SMALLEST)
            paragraph.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
            paragraph.font.color.brightness = _FAINTER
        elif size != usual:
            paragraph.font.size = Pt(size)


def _height(lines: Sequence[str], wide: float, size: float) -> float:
    """The height of these lines in points."""
    return sum(
        lines_of([(line, size * _WIDER)], wide) * size * _LINE + size * 0.7 for line in lines
    )


def _height_of_turns(lines: Sequence[str], wide: float, size: float) -> float:
    return _height(lines[::2], wide, size) + _height(lines[1::2], wide, _SMALLEST)


def _fill_table(shape: Any, entry: Slide) -> None:
    rows, columns = len(entry.rows), len(entry.rows[0])
    width = shape.width
    frame = shape.insert_table(rows=rows, cols=columns)
    frame.name = "Table"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", entry.about_table)  # noqa: SLF001
    table = frame.table
    is_named = columns == 2  # the first cell of a row says what the second is
    table.first_row, table.first_col, table.horz_banding = True, is_named, False
    shares = entry.shares or (1.0,) * columns
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(round(width * share / sum(shares)))
    for at, row in enumerate(entry.rows):
        table.rows[at].height = Pt(SIZE * 1.2) + Inches(0.12)
        for place, (cell, text) in enumerate(zip(table.rows[at].cells, row, strict=True)):
            _cell(cell, text, entry.links.get(text))
            _paint(cell, is_head=at == 0, is_tinted=at % 2 == 0, is_bold=is_named and place == 0)
    frame.height = sum(row.height for row in table.rows)


def _paint(cell: Any, *, is_head: bool, is_tinted: bool, is_bold: bool) -> None:
    """Colours of the template's theme: a team's own template gives its own."""
    ground = MSO_THEME_COLOR.BACKGROUND_2 if is_tinted else MSO_THEME_COLOR.BACKGROUND_1
    cell.fill.solid()
    cell.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2 if is_head else ground
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.bold = is_head or is_bold
        if not run.hyperlink.address:
            colour = MSO_THEME_COLOR.BACKGROUND_1 if is_head else MSO_THEME_COLOR.TEXT_1
            run.font.color.theme_color = colour


def _cell(cell: Any, text: str, link: str | None) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Inches(0.06)
    run = cell.text_frame.paragraphs[0].add_run()
    run.text = printable(text)
    run.font.size = Pt(SIZE)
    if link:
        run.hyperlink.address = link


def _number(slide: Any, layout: Any) -> None:
    """The slide's number, which python-pptx leaves out."""
    for shape in layout.placeholders:
        if shape.name == "number":
            element = copy.deepcopy(shape._element)  # noqa: SLF001
            element.nvSpPr.cNvPr.set("id", str(max(s.shape_id for s in slide.shapes) + 1))
            element.nvSpPr.cNvPr.set("name", "Slide number")
            slide.shapes._spTree.append(element)  # noqa: SLF001


def _in_english(*elements: Any) -> None:
    """Mark the text as British English for spell checkers and screen readers."""
    for element in elements:
        for run in element.iter("{*}r", "{*}fld"):
            properties = run.find("{*}rPr")
            if properties is None:
                space = run.tag.partition("}")[0] + "}"
                properties = run.makeelement(f"{space}rPr", {})
                run.insert(0, properties)
            properties.set("lang", "en-GB")
