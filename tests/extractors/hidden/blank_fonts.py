"""A font, made here, whose glyphs are all empty."""

from __future__ import annotations

import io

from by_hand import ABOVE, BELOW, FONTS, pdf, stream
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

_SIGNS = range(32, 127)


def blank_font(words: bytes) -> bytes:
    """The words of a text object in it, between the lines above and below."""
    data = _true_type()
    font = (
        b"/E1 <</Type/Font/Subtype/TrueType/BaseFont/Blank/FirstChar 32/LastChar 126/Widths["
        + b"500 " * len(_SIGNS)
        + b"]/Encoding/WinAnsiEncoding/FontDescriptor 11 0 R>>"
    )
    descriptor = (
        b"<</Type/FontDescriptor/FontName/Blank/Flags 32/FontBBox[0 -200 500 800]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile2 12 0 R>>"
    )
    made = pdf(
        ABOVE + words.replace(b"/F1", b"/E1") + BELOW,
        resources=FONTS[:-2] + font + b">>",
        extra={11: descriptor, 12: stream(data, b"/Length1 %d" % len(data))},
    )
    return made.replace(FONTS + FONTS[:-2], FONTS[:-2])


def _true_type() -> bytes:
    names = [".notdef", *(f"g{sign}" for sign in _SIGNS)]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({sign: f"g{sign}" for sign in _SIGNS})
    font.setupGlyf(dict.fromkeys(names, TTGlyphPen(None).glyph()))
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Blank", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
