"""Fictional pages drawn with reportlab: what all layouts are made with.

Every place is in points from the top left, as in the readings; `top` of a text is its baseline.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
WIDE = (A4[1], A4[0])
BLACK, WHITE, DARK, PALE = "#000000", "#ffffff", "#1f3864", "#dbe5f1"

Build = Callable[[], bytes]
LAYOUTS: dict[str, Build] = {}


def layout(build: Build) -> Build:
    """Enter a builder under its function's name."""
    LAYOUTS[build.__name__] = build
    return build


class Paper:
    """A PDF in the making; nothing in it depends on the time or the machine."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self._out = io.BytesIO()
        self.width, self.height = size
        self.canvas = Canvas(self._out, pagesize=size, invariant=1)

    def text(
        self,
        x: float,
        top: float,
        words: str,
        size: float = 11,
        font: str = PLAIN,
        colour: str = BLACK,
        spacing: float = 0,
    ) -> None:
        """One printed line; `spacing` is put between its letters."""
        self.canvas.setFillColor(colour)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - top, words, charSpace=spacing)

    def right(self, x1: float, top: float, words: str, size: float = 11, font: str = PLAIN) -> None:
        """One line that ends at `x1`."""
        self.text(x1 - pdfmetrics.stringWidth(words, font, size), top, words, size, font)

    def para(
        self,
        x: float,
        top: float,
        width: float,
        words: str,
        size: float = 11,
        font: str = PLAIN,
        colour: str = BLACK,
    ) -> float:
        """Words wrapped to `width`; returns the baseline for what follows after a gap."""
        for line in simpleSplit(words, font, size, width):
            self.text(x, top, line, size, font, colour)
            top += 1.25 * size
        return top + 0.6 * size

    def lines(self, x: float, top: float, lines: list[str], size: float = 11) -> float:
        """Lines broken as given."""
        for line in lines:
            self.text(x, top, line, size)
            top += 1.25 * size
        return top

    def box(
        self,
        x0: float,
        top: float,
        x1: float,
        bottom: float,
        fill: str | None = None,
        *,
        framed: bool = True,
        radius: float = 0,
    ) -> None:
        """A rectangle, filled or framed or both."""
        if fill:
            self.canvas.setFillColor(fill)
        place = (x0, self.height - bottom, x1 - x0, bottom - top)
        if radius:
            self.canvas.roundRect(*place, radius, stroke=int(framed), fill=int(bool(fill)))
        else:
            self.canvas.rect(*place, stroke=int(framed), fill=int(bool(fill)))

    def disc(self, x: float, top: float, radius: float, fill: str = BLACK) -> None:
        """A filled disc around a point, as browsers draw bullets."""
        self.canvas.setFillColor(fill)
        self.canvas.circle(x, self.height - top, radius, stroke=0, fill=1)

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A straight line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)

    def next_page(self) -> None:
        self.canvas.showPage()

    def done(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()


def glyph_font() -> str:
    """Reportlab's own Vera with a private-use bullet, as word processors leave them in PDFs."""
    name = "Glyphs"
    if name not in pdfmetrics.getRegisteredFontNames():
        font = TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
        glyphs = font.face.charToGlyph
        for private in (0xF0B7, 0xF0A7, 0xF0D8):
            glyphs[private] = glyphs[0x2022]
        glyphs.setdefault(0x00AD, glyphs[0x2D])
        glyphs[0xFB00] = glyphs[0xFB03] = glyphs[
            0xFB01
        ]  # Vera has few: what counts is the character
        pdfmetrics.registerFont(font)
    return name
