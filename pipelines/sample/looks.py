"""How each kind of report is set: fonts, sizes, colours, columns."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle


@dataclass(frozen=True)
class Look:
    """A report's typography. Sizes in points; fonts are the ones every PDF reader has."""

    font: str
    bold: str
    size: float
    colour: Color
    columns: int = 1
    contents: bool = True


LOOKS = {
    "numbered": Look("Helvetica", "Helvetica-Bold", 12, HexColor("#1f3864")),
    "scie": Look("Times-Roman", "Times-Bold", 12.5, HexColor("#5b2c6f")),
    "bare": Look("Helvetica", "Helvetica-Bold", 12, HexColor("#0b5345"), contents=False),
    "dhr": Look("Times-Roman", "Times-Bold", 12, HexColor("#000000")),
    "scottish": Look("Helvetica", "Helvetica-Bold", 12, HexColor("#154360")),
    "welsh": Look("Times-Roman", "Times-Bold", 12.5, HexColor("#7b241c"), contents=False),
    "columns": Look(
        "Times-Roman", "Times-Bold", 11.5, HexColor("#0e6251"), columns=2, contents=False
    ),
    "grid": Look(
        "Helvetica",
        "Helvetica-Bold",
        10,
        HexColor("#1f3864"),
        contents=False,
    ),
}


def styles(look: Look) -> dict[str, ParagraphStyle]:
    """Paragraph styles by block style."""
    text = ParagraphStyle(
        "text",
        fontName=look.font,
        fontSize=look.size,
        leading=look.size * 1.5,
        spaceAfter=look.size,
    )

    def of(name: str, **changes: object) -> ParagraphStyle:
        return ParagraphStyle(name, parent=text, **changes)

    size, bold, colour = look.size, look.bold, look.colour
    return {
        "text": text,
        "numbered": of("numbered", leftIndent=34, firstLineIndent=-34),
        "h1": of("h1", fontName=bold, fontSize=size + 5, leading=size + 9, textColor=colour, spaceBefore=14, keepWithNext=1),
        "h2": of("h2", fontName=bold, fontSize=size + 1.5, leading=size + 6, spaceBefore=8, keepWithNext=1),
        "h3": of("h3", fontName=bold, fontSize=size, leading=size + 4, textColor=colour, keepWithNext=1),
        "bullet": of("bullet", leftIndent=30, bulletIndent=14, spaceAfter=size * 0.6),
        "item": of("item", leftIndent=30, firstLineIndent=-18, spaceAfter=size * 0.7),
        "box": of("box", backColor=HexColor("#dcefe9"), borderPadding=6, spaceBefore=8, spaceAfter=size + 4),
        "cell": of("cell", fontSize=size - 2, leading=(size - 2) * 1.3, spaceAfter=0),
        "head": of("head", fontName=bold, fontSize=size - 2, leading=(size - 2) * 1.3, spaceAfter=0),
        "cover": of("cover", alignment=1, fontSize=size),
        "title": of("title", alignment=1, fontName=bold, fontSize=size + 9, leading=size + 16, textColor=colour),
        "toc": of("toc", spaceAfter=4, leading=size * 1.6),
    }  # fmt: skip
