"""A source's blocks as reportlab's flowables: cover, contents, paragraphs, tables and panels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import (
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from pipelines.sample.looks import PANELS, Typography
from pipelines.sample.looks import styles as styles_of
from pipelines.sample.source import SampleBlock, SampleText

_NOTE = re.compile(r"\^(\d)")
_NUMBER = re.compile(r"(\d+(?:\.\d+)+|\d+\.|R\d\.) ")
_OWN_PAGE = re.compile(r"Appendix A\b|The findings\b")
_RUNS_ON = re.compile(r"Appendix [B-Z]\b")


class Marked(Paragraph):  # type: ignore[misc]
    """A paragraph that tells the document on which pages its block is drawn, splits included."""

    place: int | None = None
    notes: list[str] = []  # noqa: RUF012 - replaced, never changed
    entry: tuple[int, str] | None = None

    def split(self, width: float, height: float) -> list[Any]:
        parts = Paragraph.split(self, width, height)
        for part in parts:
            part.__class__ = Marked
            part.place, part.notes = self.place, self.notes
        return parts  # type: ignore[no-any-return]

    def draw(self) -> None:
        if self.place is not None:
            self.canv._doctemplate.place(self.place, self.notes)  # noqa: SLF001 - no other way
        super().draw()


def story(source: SampleText, look: Typography) -> Iterator[Any]:
    """The whole document, cover first."""
    styles = styles_of(look)
    yield from _cover(source, styles, look)
    if source.fields["layout"] == "grid":
        yield _panels(source, styles)
        return
    if look.contents:
        yield Paragraph("Contents", styles["h1"])
        yield TableOfContents(dotsMinLevel=0, levelStyles=[styles["toc"], styles["toc"]])
        if not look.breaks:
            yield PageBreak()
    yield from _body(source, styles, look)


def _body(source: SampleText, styles: dict[str, Any], look: Typography) -> Iterator[Any]:
    table: list[tuple[int, SampleBlock]] = []
    width = 472.0
    for place, block in enumerate(source.blocks):
        if table and block.style != "row":
            yield _table(table, styles, width)
            table = []
        if block.style in ("table", "row"):
            table.append((place, block))
        elif block.style in ("landscape", "portrait"):
            width = 700.0 if block.style == "landscape" else 472.0
            yield NextPageTemplate("wide" if block.style == "landscape" else "body")
            yield PageBreak()
        elif block.printed:
            if block.style == "h1" and _begins_page(block.printed, look):
                yield PageBreak()
            yield _paragraph(place, block, styles)
    if table:
        yield _table(table, styles, width)


def _begins_page(heading: str, look: Typography) -> bool:
    return bool(_OWN_PAGE.match(heading) or (look.breaks and not _RUNS_ON.match(heading)))


def _cover(source: SampleText, styles: dict[str, Any], look: Typography) -> Iterator[Any]:
    fields = source.fields
    grid, columns = fields["layout"] == "grid", look.columns > 1
    small = grid or columns
    yield NextPageTemplate("body")
    yield Spacer(1, 16 if grid else 24 if columns else 110)
    yield Paragraph(escape(fields["publisher"]), styles["cover"])
    yield Spacer(1, 0 if small else 18)
    titles = [Paragraph(escape(fields[name]), styles["title"]) for name in ("title", "subject")]
    if look.band:
        yield _filled([titles], look.colour, 8 if grid else 26)
    else:
        yield from titles
    yield Spacer(1, 4 if small else 30)
    for line in source.cover:
        yield Paragraph(escape(line), styles["cover"])
    if small:
        yield FrameBreak()
    else:
        yield PageBreak()


def _filled(cells: list[Any], colour: Color, padding: float) -> Table:
    """One row over the page's whole width, filled with a colour."""
    made = Table([cells], colWidths=["100%"])
    made.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), colour),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), padding),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
            ]
        )
    )
    return made


def _panels(source: SampleText, styles: dict[str, Any]) -> Table:
    """Coloured panels, two in a row, each headed by a heading; an odd last one is as wide as two."""
    panels: list[list[Any]] = []
    for place, block in enumerate(source.blocks):
        if block.style == "h1":
            panels.append([])
        panels[-1].append(_paragraph(place, block, styles, "panel" if block.style == "h1" else ""))
    rows: list[list[Any]] = []
    looks: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    for number, panel in enumerate(panels):
        column, row = 2 * (number % 2), 3 * (number // 2)
        if not column:
            rows += [[panel[0], "", ""], [panel[1:], "", ""], ["", "", ""]]
        else:
            rows[row][2], rows[row + 1][2] = panel[0], panel[1:]
        last = 2 if number == len(panels) - 1 and not column else column
        colour = HexColor(PANELS[number % len(PANELS)])
        looks += [
            ("SPAN", (column, row), (last, row)),
            ("SPAN", (column, row + 1), (last, row + 1)),
            ("BACKGROUND", (column, row), (last, row), colour),
            ("BACKGROUND", (column, row + 1), (last, row + 1), HexColor("#f1f5f9")),
            ("BOX", (column, row), (last, row + 1), 1.2, colour),
            ("NOSPLIT", (0, row), (-1, row + 1)),
        ]
    made = Table(rows[:-1], colWidths=[232, 8, 232])  # no gap below the last ones
    made.setStyle(TableStyle([*looks, ("LEFTPADDING", (0, 0), (-1, -1), 9)]))
    return made


def _paragraph(place: int, block: SampleBlock, styles: dict[str, Any], name: str = "") -> Any:
    words, name, hung = escape(block.printed), name or block.style, None
    number = _NUMBER.match(words)
    if number and name in ("text", "item"):
        hung, words = number[1], words[number.end() :]
        name = "numbered" if name == "text" else name
    label = escape(block.label).removeprefix(f"{hung} ")
    if label and label != hung and name in ("text", "numbered", "item"):
        words = words.replace(label, f"<font name='{styles['h1'].fontName}'>{label}</font>", 1)
    words = _NOTE.sub(r"<super size=7>\1</super>", words)
    made = Marked(words, styles[name], bulletText="•" if name == "bullet" else hung)
    made.place, made.notes = place, _NOTE.findall(block.printed)
    if name == "h1":
        made.entry = (0, block.printed)
    return made


def _table(rows: list[tuple[int, SampleBlock]], styles: dict[str, Any], width: float) -> Table:
    """A ruled table whose head is printed again on every page."""
    data = [[_cell(place, block, cell, styles) for cell in block.cells] for place, block in rows]
    columns = len(data[0])
    shares = rows[0][1].shares or (46, *[54 / (columns - 1)] * (columns - 1))
    made = Table(data, colWidths=[width * share / 100 for share in shares], repeatRows=1)
    made.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.7, HexColor("#444444")),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e3e3e3")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    made.spaceBefore, made.spaceAfter = 4, 12
    return made


def _cell(place: int, block: SampleBlock, words: str, styles: dict[str, Any]) -> Marked:
    made = Marked(escape(words), styles["head" if block.style == "table" else "cell"])
    made.place = place
    return made
