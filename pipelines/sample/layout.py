"""Sources to pages with reportlab; notes on which pages every annotated statement came to stand."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from pipelines.sample.looks import LOOKS, Look, styles
from pipelines.sample.source import Block, Source

FICTIONAL = "FICTIONAL – invented for testing; any likeness to real people or places is chance"
_NOTE = re.compile(r"\^(\d)")
_OWN_PAGE = re.compile(r"(Appendix|The findings)\b")


class _Marked(Paragraph):  # type: ignore[misc]
    """A paragraph that remembers, through splits over pages, which block it prints."""

    place: int | None = None
    entry: tuple[int, str] | None = None

    def split(self, width: float, height: float) -> list[Any]:
        parts = Paragraph.split(self, width, height)
        for part in parts:
            part.__class__ = _Marked
            part.place = self.place
        return parts  # type: ignore[no-any-return]


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Lays out a source twice: the second time it knows the contents and the number of pages."""

    def __init__(self, target: io.BytesIO, source: Source, look: Look) -> None:
        super().__init__(
            target, pagesize=A4, invariant=1, title=source.fields["title"], author="fiction"
        )
        self.source, self.look = source, look
        self.placed: dict[int, list[int]] = {}
        self.total = 0
        self._notes: list[str] = []
        width, height = A4
        frames = _frames(look, width, height)
        wide = Frame(56, 60, height - 112, width - 130, id="wide")
        self.addPageTemplates(
            [
                PageTemplate(
                    "cover",
                    _cover_frames(look, width, height),
                    onPage=self._furnish,
                    onPageEnd=self._footnotes,
                ),
                PageTemplate("body", frames, onPage=self._furnish, onPageEnd=self._footnotes),
                PageTemplate("wide", [wide], onPage=self._furnish, pagesize=landscape(A4)),
            ]
        )

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        self.placed, self._notes = {}, []

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Table):
            for place in getattr(flowable, "places", ()):
                self.placed.setdefault(place, []).append(self.page)
        if not isinstance(flowable, _Marked):
            return
        if flowable.place is not None:
            self.placed.setdefault(flowable.place, []).append(self.page)
            block = self.source.blocks[flowable.place]
            for number in _NOTE.findall(block.printed):
                self._notes.append(f"{number} {self.source.footnotes[number]}")
        if flowable.entry is not None:
            self.notify("TOCEntry", (*flowable.entry, self.page))

    def _furnish(self, canvas: Any, _: Any) -> None:
        self.total = max(self.total, canvas.getPageNumber())
        width, height = canvas._pagesize  # noqa: SLF001 - reportlab offers no other way
        canvas.saveState()
        canvas.setFillColor(HexColor("#595959"))
        canvas.setFont(self.look.font, 8.5)
        if canvas.getPageNumber() > 1 and self.source.fields["header"]:
            canvas.drawString(70, height - 40, self.source.fields["header"])
        footer = self.source.fields["footer"].format(page=canvas.getPageNumber(), pages=self.total)
        canvas.drawCentredString(width / 2, 34, footer)
        canvas.setFont(self.look.font, 7)
        canvas.drawCentredString(width / 2, 20, FICTIONAL)
        canvas.restoreState()

    def _footnotes(self, canvas: Any, _: Any) -> None:
        canvas.saveState()
        canvas.setFont(self.look.font, 8)
        for i, note in enumerate(self._notes):
            canvas.drawString(70, 62 + 11 * (len(self._notes) - i), note)
        canvas.restoreState()
        self._notes = []


def _cover_frames(look: Look, width: float, height: float) -> list[Frame]:
    if look.columns == 1:
        return [Frame(56, 60, width - 112, height - 120, id="cover")]
    each, title = (width - 132) / 2, 230  # the title over the full width, the text below it
    return [
        Frame(56, height - 50 - title, width - 112, title, id="title"),
        Frame(56, 76, each, height - 136 - title, id="first left"),
        Frame(76 + each, 76, each, height - 136 - title, id="first right"),
    ]


def _frames(look: Look, width: float, height: float) -> list[Frame]:
    if look.columns == 1:
        return [Frame(66, 86, width - 132, height - 160, id="one")]
    each = (width - 112 - 20) / 2
    return [
        Frame(56, 76, each, height - 150, id="left"),
        Frame(56 + each + 20, 76, each, height - 150, id="right"),
    ]


def lay_out(source: Source) -> tuple[bytes, dict[int, tuple[int, int]], int]:
    """PDF bytes, (first, last) page of every block by its place, and the number of pages."""
    look = LOOKS[source.fields["layout"]]
    total = 0
    for _ in range(2):  # once more when the number of pages is known
        target = io.BytesIO()
        document = _Document(target, source, look)
        document.total = total
        document.multiBuild(list(_story(source, look)))
        total = document.page
    pages = {place: (min(on), max(on)) for place, on in document.placed.items()}
    return target.getvalue(), pages, total


def _story(source: Source, look: Look) -> Iterator[Any]:
    style = styles(look)
    grid = source.fields["layout"] == "grid"
    yield from _cover(source, style, look, grid=grid)
    if grid:
        yield _panels(source, style, look)
        return
    if look.contents:
        yield Paragraph("Contents", style["h1"])
        contents = TableOfContents(dotsMinLevel=0, levelStyles=[style["toc"], style["toc"]])
        yield contents
        yield PageBreak()
    table: list[tuple[int, Block]] = []
    for place, block in enumerate(source.blocks):
        if table and block.style != "row":
            yield _table(table, style, look)
            table = []
        if block.style in ("table", "row"):
            table.append((place, block))
        elif block.style == "landscape":
            yield NextPageTemplate("wide")
            yield PageBreak()
        elif block.printed:
            if block.style == "h1" and _OWN_PAGE.match(block.printed):
                yield PageBreak()
            yield _paragraph(place, block, style, look)
    if table:
        yield _table(table, style, look)


def _cover(source: Source, style: dict[str, Any], look: Look, *, grid: bool) -> Iterator[Any]:
    fields = source.fields
    yield NextPageTemplate("body")
    yield Spacer(1, 4 if grid or look.columns > 1 else 90)
    for words, name in (
        (fields["publisher"], "cover"),
        (fields["title"], "title"),
        (fields["subject"], "title"),
        *((line, "cover") for line in source.cover),
    ):
        yield Paragraph(escape(words), style[name])
        yield Spacer(1, 4 if grid or look.columns > 1 else 18)
    if not grid:
        yield FrameBreak() if look.columns > 1 else PageBreak()


def _panels(source: Source, style: dict[str, Any], look: Look) -> Table:
    """Framed panels, two in a row: each begins at a heading."""
    panels: list[list[Any]] = []
    for place, block in enumerate(source.blocks):
        if block.style == "h1":
            panels.append([])
        panels[-1].append(_paragraph(place, block, style, look))
    panels += [[]] * (len(panels) % 2)
    made = Table(list(zip(panels[::2], panels[1::2], strict=True)), colWidths=[235, 235])
    made.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 1, look.colour),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ]
        )
    )
    made.places = tuple(place for place, block in enumerate(source.blocks) if block.mark)
    return made


def _paragraph(place: int, block: Block, style: dict[str, Any], look: Look) -> Any:
    words = _NOTE.sub(r"<super size=7>\1</super>", escape(block.printed))
    name = block.style
    if name == "text" and re.match(r"\d+(?:\.\d+)+ |R\d\. ", block.printed):
        name = "numbered"
    if (
        name in ("text", "numbered", "item")
        and block.label
        and not re.fullmatch(r"[\d.]+|\d+\.", block.label)
    ):
        label = escape(block.label)
        words = words.replace(label, f"<font name='{look.bold}'>{label}</font>", 1)
    made = _Marked(words, style[name], bulletText="•" if name == "bullet" else None)
    made.place = place
    if name == "h1":
        made.entry = (0, block.printed)
    return made


def _table(rows: list[tuple[int, Block]], style: dict[str, Any], look: Look) -> Any:
    data = [
        [
            Paragraph(escape(cell), style["head" if block.style == "table" else "cell"])
            for cell in block.cells
        ]
        for _, block in rows
    ]
    columns = len(data[0])
    width = 700 if look is LOOKS["welsh"] else 460
    shares = [0.46] + [0.54 / (columns - 1)] * (columns - 1)
    made = Table(data, colWidths=[width * share for share in shares], repeatRows=1)
    made.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.7, HexColor("#444444")),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e3e3e3")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    made.places = tuple(place for place, block in rows if block.mark)
    return made
