"""Sources to pages with reportlab; notes on which pages every annotated statement were set."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from pipelines.sample.looks import LOOKS, Typography, styles
from pipelines.sample.source import SampleText
from pipelines.sample.story import Marked, story

FICTIONAL = "FICTIONAL – invented for testing; any likeness to real people or places is chance"
_GREY = HexColor("#595959")
_WIDTH, _HEIGHT = A4
_FOOT = 92  # the text ends here, above footnotes, footer and the mark
_NOTES = 50  # footnotes go from here upwards


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Lays out a source twice: the second time it knows the contents and the number of pages."""

    def __init__(self, target: io.BytesIO, source: SampleText, look: Typography) -> None:
        super().__init__(
            target, pagesize=A4, invariant=1, title=source.fields["title"], author="fiction"
        )
        self.source, self.look = source, look
        self.placed: dict[int, list[int]] = {}
        self.total = 0
        self._notes: list[str] = []
        wide = Frame(56, 60, _HEIGHT - 112, _WIDTH - 130, id="wide")
        ends = {"onPage": self._furnish, "onPageEnd": self._footnotes}
        self.addPageTemplates(
            [
                PageTemplate("cover", _cover_frames(source, look), **ends),
                PageTemplate("body", _frames(look), **ends),
                PageTemplate("wide", [wide], onPage=self._furnish, pagesize=landscape(A4)),
            ]
        )

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        self.placed, self._notes = {}, []

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Marked) and flowable.entry is not None:
            self.notify("TOCEntry", (*flowable.entry, self.page))

    def place(self, place: int, notes: list[str]) -> None:
        """Takes note that the block at `place`, with these footnotes, is drawn on this page."""
        if place not in self.placed:
            self._notes += [f"{number} {self.source.footnotes[number]}" for number in notes]
        self.placed.setdefault(place, []).append(self.page)

    def _furnish(self, canvas: Any, _: Any) -> None:
        number = canvas.getPageNumber()
        self.total = max(self.total, number)
        width, height = canvas._pagesize  # noqa: SLF001 - reportlab offers no other way
        canvas.saveState()
        canvas.setFillColor(_GREY)
        canvas.setStrokeColor(_GREY)
        canvas.setFont(self.look.font, 8.5)
        if number > 1 and self.source.fields["header"]:
            canvas.drawString(66, height - 40, self.source.fields["header"])
            canvas.setLineWidth(0.5)
            canvas.line(66, height - 46, width - 66, height - 46)
        footer = self.source.fields["footer"].format(page=number, pages=self.total)
        canvas.drawCentredString(width / 2, 34, footer)
        canvas.setFont(self.look.font, 7)
        canvas.drawCentredString(width / 2, 20, FICTIONAL)
        canvas.restoreState()

    def _footnotes(self, canvas: Any, _: Any) -> None:
        style, top = styles(self.look)["note"], _NOTES
        for note in reversed(self._notes):
            made = Paragraph(escape(note), style)
            _, height = made.wrap(_WIDTH - 132, _FOOT)
            made.drawOn(canvas, 66, top)
            top += height
        if self._notes:
            canvas.setLineWidth(0.5)
            canvas.line(66, top + 4, 190, top + 4)
        self._notes = []


def _cover_frames(source: SampleText, look: Typography) -> list[Frame]:
    bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    edge, width = (0, _WIDTH) if look.band else (56, _WIDTH - 112)
    if source.fields["layout"] == "grid":
        return [
            Frame(edge, _HEIGHT - 140, width, 140, id="title", **bare),
            Frame(56, 44, _WIDTH - 112, _HEIGHT - 184, id="panels"),
        ]
    if look.columns == 1:
        return [Frame(edge, 66, width, _HEIGHT - 66, id="cover", **bare)]
    each, title = (_WIDTH - 132) / 2, 236  # the title over the full width, the text below it
    return [
        Frame(edge, _HEIGHT - title, width, title, id="title", **bare),
        Frame(56, _FOOT - 16, each, _HEIGHT - title - _FOOT, id="first left"),
        Frame(76 + each, _FOOT - 16, each, _HEIGHT - title - _FOOT, id="first right"),
    ]


def _frames(look: Typography) -> list[Frame]:
    height = _HEIGHT - _FOOT - 60
    if look.columns == 1:
        return [Frame(60, _FOOT, _WIDTH - 120, height, id="one")]
    each = (_WIDTH - 132) / 2
    return [
        Frame(56, _FOOT - 16, each, height + 16, id="left"),
        Frame(76 + each, _FOOT - 16, each, height + 16, id="right"),
    ]


def lay_out(source: SampleText) -> tuple[bytes, dict[int, tuple[int, int]], int]:
    """PDF bytes, (first, last) page of every block by its place, and the number of pages."""
    look = LOOKS[source.fields["layout"]]
    total = 0
    for _ in range(2):  # once more when the number of pages is known
        target = io.BytesIO()
        document = _Document(target, source, look)
        document.total = total
        document.multiBuild(list(story(source, look)))
        total = document.page
    pages = {place: (min(on), max(on)) for place, on in document.placed.items()}
    return target.getvalue(), pages, total
