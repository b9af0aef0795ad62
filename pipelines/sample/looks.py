"""How each kind of report is set: fonts, sizes, colours, columns."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.styles import ParagraphStyle


@dataclass(frozen=True)
class Typography:
    """A report's typography. Sizes in points; fonts are the ones every PDF reader has."""

    font: str
    bold: str
    italic: str
    size: float
    colour: Color
    columns: int = 1
    contents: bool = True
    breaks: bool = False  # every section begins a page, as in the template for homicide reviews
    band: bool = True  # the cover's title is white in a band of the report's colour
    justified: bool = False
    leading: float = 1.4


_SANS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
_SERIF = ("Times-Roman", "Times-Bold", "Times-Italic")

LOOKS = {
    "numbered": Typography(*_SANS, 11.5, HexColor("#1f3864")),
    "scie": Typography(*_SERIF, 12.5, HexColor("#5b2c6f"), band=False),
    "bare": Typography(*_SANS, 11.5, HexColor("#0b5345"), contents=False, leading=1.5),
    "dhr": Typography(*_SERIF, 12, HexColor("#000000"), breaks=True, band=False, justified=True),
    "scottish": Typography(*_SANS, 11.5, HexColor("#154360")),
    "welsh": Typography(*_SERIF, 12.5, HexColor("#7b241c"), contents=False),
    "summary": Typography(*_SANS, 11.5, HexColor("#4a235a"), band=False),
    "columns": Typography(*_SERIF, 11, HexColor("#0e6251"), columns=2, contents=False),
    "grid": Typography(*_SANS, 9.5, HexColor("#1f3864"), contents=False, leading=1.3),
}

PANELS = ("#1f3864", "#0b5345", "#7b241c", "#5b2c6f", "#1a5276", "#784212", "#283747")


def styles(look: Typography) -> dict[str, ParagraphStyle]:
    """Paragraph styles by block style."""
    text = ParagraphStyle(
        "text",
        fontName=look.font,
        fontSize=look.size,
        leading=look.size * look.leading,
        spaceAfter=look.size * 0.8,
        alignment=4 if look.justified else 0,
        bulletFontName=look.font,
        bulletFontSize=look.size,
    )

    def of(name: str, **changes: object) -> ParagraphStyle:
        return ParagraphStyle(name, parent=text, **changes)

    size, bold, colour = look.size, look.bold, look.colour
    across = {"leftIndent": 66, "rightIndent": 66} if look.band else {"alignment": 1}
    title_colour = white if look.band else colour
    return {
        "text": text,
        "numbered": of("numbered", leftIndent=40),
        "h1": of("h1", fontName=bold, fontSize=size + 5, leading=size + 9, textColor=colour, alignment=0, spaceBefore=14, keepWithNext=1),
        "h2": of("h2", fontName=bold, fontSize=size + 1.5, leading=size + 6, alignment=0, spaceBefore=8, keepWithNext=1),
        "h3": of("h3", fontName=bold, fontSize=size, leading=size + 4, textColor=colour, alignment=0, keepWithNext=1),
        "panel": of("panel", fontName=bold, fontSize=size + 2, leading=size + 5, textColor=white, spaceAfter=0),
        "bullet": of("bullet", leftIndent=30, bulletIndent=14, spaceAfter=size * 0.6),
        "item": of("item", leftIndent=30, bulletIndent=10, spaceAfter=size * 0.7),
        "quote": of("quote", fontName=look.italic, leftIndent=46, rightIndent=40),
        "box": of("box", backColor=HexColor("#dcefe9"), borderPadding=6, spaceBefore=8, spaceAfter=size + 4),
        "cell": of("cell", fontSize=size - 2, leading=(size - 2) * 1.3, alignment=0, spaceAfter=0),
        "head": of("head", fontName=bold, fontSize=size - 2, leading=(size - 2) * 1.3, alignment=0, spaceAfter=0),
        "note": of("note", fontSize=8, leading=9.6, alignment=0, spaceAfter=0),
        "cover": of("cover", fontSize=size + 1, **across),
        "title": of("title", fontName=bold, fontSize=size + 9, leading=size + 16, textColor=title_colour, **across),
        "toc": of("toc", spaceAfter=4, leading=size * 1.6),
    }  # fmt: skip
