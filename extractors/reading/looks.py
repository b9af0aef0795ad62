"""How text is set (font, size, weight, slant, colour, angle), asked of PDFium seldom."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Sequence
from itertools import repeat
from struct import Struct
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.bulk import numbers_of
from extractors.reading.handles import asked, quick

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_FLAG_ITALIC = 1 << 6
_FLAG_FORCE_BOLD = 1 << 18
_FILLED_AND_STROKED = pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
_BROAD = 0.12  # type sizes: Word's bold by a pen has 0.03; a broader pen can fill letters up
_NO_INK = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})

_STROKED = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_PENNED = _STROKED | {_FILLED_AND_STROKED, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP}
DRAWN = ""  # the name of a font whose every glyph is a drawing of its own (Type 3)
_HAIR = 1.6  # points
_HIGH_GLYPH = 0.36  # of the line's height: a digit on the baseline begins at a quarter of it
_SEE_THROUGH = 26  # of 255: text of less opacity is hardly there


class Look(NamedTuple):
    """How a run of text is set: font, size in points, weight, slant, colour, angle, ink."""

    font: str
    size: float
    bold: bool
    italic: bool
    colour: int
    upright: bool
    veiled: bool = False  # its letters leave no ink, or are see-through


_text_object = quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_font_of = asked(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
_render_mode = asked(pdfium.FPDFTextObj_GetTextRenderMode)
_pen_width = asked(pdfium.FPDFPageObj_GetStrokeWidth)
_fill_colour = quick(pdfium.FPDFText_GetFillColor)
_stroke_colour = quick(pdfium.FPDFText_GetStrokeColor)
_matrix = quick(pdfium.FPDFText_GetMatrix)
_font_size = quick(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_font_info = quick(pdfium.FPDFText_GetFontInfo)
_font_weight = quick(pdfium.FPDFText_GetFontWeight)
_NAME, _FLAGS = ctypes.create_string_buffer(256), ctypes.c_int()
_FLAGS_AT = ctypes.byref(_FLAGS)
_tight_box = quick(pdfium.FPDFText_GetCharBox)
_loose_box = quick(pdfium.FPDFText_GetLooseCharBox)
_TIGHT, _LOOSE = (ctypes.c_double * 4)(), pdfium.FS_RECTF()
_TIGHT_AT = [ctypes.byref(_TIGHT, ctypes.sizeof(ctypes.c_double) * side) for side in range(4)]
_LOOSE_AT = ctypes.byref(_LOOSE)
_PEN = ctypes.c_float()
_PEN_AT = ctypes.byref(_PEN)
_COLOUR, _MATRIX = Struct("4I"), Struct("4f")  # red, green, blue, opacity; without the place

# Which way text runs in page space where it is upright as shown, by the page's quarter turns.
_ALONG = ((1, 0), (0, 1), (-1, 0), (0, -1))


# What PDFium says of a text object: font, mode, size, colour and matrix.
_Answers = tuple[
    int | None, int, float, tuple[int, int, int, int], tuple[float, float, float, float]
]


class Looks:
    """The looks of a page, remembered per text object: one object sets many words."""

    def __init__(self, handle: Any, quarters: int = 0) -> None:
        self._handle = handle
        self._along = _ALONG[quarters]
        self.of_object: dict[int | None, Look] = {}
        self.broad: set[int] = set()  # text drawn with a pen that may fill its letters up
        self._of_answers: dict[_Answers, Look] = {}
        self._of_values: dict[tuple[int | None, float, int, bool, bool, bool], Look] = {}
        self._fonts: dict[int, tuple[str, bool, bool]] = {}

    @property
    def all(self) -> Collection[Look]:
        """Every look that was asked for; some may be alike."""
        return self._of_values.values()

    def at(self, index: int) -> Look:
        """The look of the character at `index`."""
        known = self.of_object.get(_text_object(self._handle, index))
        return known or self.of_all((index,))[0]

    def of_all(self, places: Sequence[int]) -> list[Look]:
        """The looks of the characters at some places."""
        items: list[int | None] = list(map(_text_object, repeat(self._handle), places))
        known = self.of_object
        new = dict(zip(items, places, strict=True))
        if known:
            new = {item: place for item, place in new.items() if item not in known}
        if new:
            self._learn(list(new), list(new.values()))
        return list(map(known.__getitem__, items))

    def is_superscript(self, index: int) -> bool:
        """Whether the font draws the character raised: its size is that of the text beside it."""
        _tight_box(self._handle, index, *_TIGHT_AT)
        _loose_box(self._handle, index, _LOOSE_AT)
        height = _LOOSE.top - _LOOSE.bottom
        return bool(height > 0 and _TIGHT[2] - _LOOSE.bottom > _HIGH_GLYPH * height)

    def _learn(self, items: Sequence[int | None], places: Sequence[int]) -> None:
        """Ask for the looks of text objects; each of the places holds a character of one."""
        handle = self._handle
        fonts, modes = list(map(_font_of, items)), list(map(_render_mode, items))
        sizes = list(map(_font_size, repeat(handle), places))
        colours = list(_COLOUR.iter_unpack(numbers_of(_fill_colour, places, 4, handle)))
        if not _PENNED.isdisjoint(modes):
            for i in [i for i, mode in enumerate(modes) if mode in _PENNED]:
                self._see_pen(items[i], sizes[i])
                if modes[i] in _STROKED:
                    colours[i] = _COLOUR.unpack(numbers_of(_stroke_colour, (places[i],), 4, handle))
        matrices = _MATRIX.iter_unpack(numbers_of(_matrix, places, 1, handle))
        answers = list(zip(fonts, modes, sizes, colours, matrices, strict=True))
        # Most objects of a page look like one before them.
        known = self._of_answers
        for one, place in dict(zip(answers, places, strict=True)).items():
            if one not in known:
                known[one] = self._told(place, *one)
        self.of_object.update(zip(items, map(known.__getitem__, answers), strict=True))

    def _see_pen(self, item: int | None, size: float) -> None:
        if item and _pen_width(item, _PEN_AT) and _PEN.value > _BROAD * size:
            self.broad.add(item)

    def _told(
        self,
        index: int,
        font: int | None,
        mode: int,
        size: float,
        colour: tuple[int, int, int, int],
        matrix: tuple[float, float, float, float],
    ) -> Look:
        """The look that PDFium's answers make, one object for all that come to the same."""
        red, green, blue, alpha = colour
        a, b, c, d = matrix
        across = size * (a * a + c * c) ** 0.5
        size *= (b**2 + d**2) ** 0.5 or 1.0
        if 0 < across < _HAIR:
            size = across  # letters as narrow as hairs are as small as that
        x, y = self._along
        along = a * x + b * y
        upright = along > 0 and abs(a * y - b * x) < 0.1 * along
        # Word draws a bold that the font does not have as letters with an outline.
        outlined = mode == _FILLED_AND_STROKED
        veiled = mode in _NO_INK or alpha < _SEE_THROUGH
        values = (font, size, red << 16 | green << 8 | blue, upright, outlined, veiled)
        look = self._of_values.get(values) if font else None
        if look is None:
            look = self._of_values[values] = self._look(index, *values)
        return look

    def _look(
        self,
        index: int,
        font: int | None,
        size: float,
        colour: int,
        upright: bool,
        outlined: bool,
        veiled: bool,
    ) -> Look:
        known = self._fonts.get(font) if font else None
        if known is None:
            known = _ask_font(self._handle, index)
            if font:
                self._fonts[font] = known
        name, bold, italic = known
        return Look(name, round(size, 1), bold or outlined, italic, colour, upright, veiled)


def _ask_font(handle: Any, index: int) -> tuple[str, bool, bool]:
    """Name, weight and slant of a font: asked once for each font of a page."""
    length = _font_info(handle, index, _NAME, len(_NAME), _FLAGS_AT)
    name = _NAME.raw[: max(0, min(length, len(_NAME)) - 1)].decode("utf-8", errors="replace")
    name, flags = name.split("+", 1)[-1], _FLAGS.value
    weight = _font_weight(handle, index)
    bold = bool(_BOLD.search(name)) or weight >= 600 or bool(flags & _FLAG_FORCE_BOLD)
    return name, bold, bool(_ITALIC.search(name)) or bool(flags & _FLAG_ITALIC)
