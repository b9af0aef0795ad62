"""How text is set (font, size, weight, slant, colour, angle), asked of PDFium seldom."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

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


def quick(function: Any, result: Any = ctypes.c_int) -> Any:
    """A PDFium function without ctypes' check of every argument, which takes longer than the call.

    Arguments must be what C wants: a handle as c_void_p, whole numbers, and `byref` objects.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_text_object = quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_font_of = quick(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
_fill_colour = quick(pdfium.FPDFText_GetFillColor)
_stroke_colour = quick(pdfium.FPDFText_GetStrokeColor)
_matrix = quick(pdfium.FPDFText_GetMatrix)
_render_mode = quick(pdfium.FPDFTextObj_GetTextRenderMode)
_pen_width = quick(pdfium.FPDFPageObj_GetStrokeWidth)
_font_size = quick(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_PEN = ctypes.c_float()
_PEN_AT = ctypes.byref(_PEN)
_MATRIX = pdfium.FS_MATRIX()
_MATRIX_AT = ctypes.byref(_MATRIX)
_MATRIX_CELLS = memoryview(_MATRIX).cast("B").cast("f")
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, ctypes.sizeof(ctypes.c_uint) * part) for part in range(4))
_COLOUR_CELLS = memoryview(_COLOUR).cast("B").cast("I")

# Which way text runs in page space where it stands upright as shown, by the page's quarter turns.
_ALONG = ((1, 0), (0, 1), (-1, 0), (0, -1))


class Looks:
    """The looks of a page, remembered per text object: one object sets many words."""

    def __init__(self, raw: Any, handle: ctypes.c_void_p, quarters: int = 0) -> None:
        self._raw, self._handle = raw, handle
        self._along = _ALONG[quarters]
        self.of_object: dict[int | None, Look] = {}
        self.broad: set[int] = set()  # text drawn with a pen that may fill its letters up
        self._of_values: dict[tuple[int | None, float, int, bool, bool, bool], Look] = {}
        self._fonts: dict[int, tuple[str, bool, bool]] = {}

    @property
    def all(self) -> Collection[Look]:
        """Every look that was asked for; some may be alike."""
        return self._of_values.values()

    def at(self, index: int) -> Look:
        """The look of the character at `index`."""
        item = _text_object(self._handle, index)
        return self.of_object.get(item) or self.new(index, item)

    def is_superscript(self, index: int) -> bool:
        """Whether the font draws the character raised: its size is that of the text beside it."""
        tight, loose = [ctypes.c_double() for _ in range(4)], pdfium.FS_RECTF()
        pdfium.FPDFText_GetCharBox(self._raw, index, *tight)
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, loose)
        height = loose.top - loose.bottom
        return bool(height > 0 and tight[2].value - loose.bottom > _HIGH_GLYPH * height)

    def new(self, index: int, item: int | None) -> Look:
        """The look of a text object that was not asked for yet; the character is one of its own."""
        known = self.of_object[item] = self._ask(index, item)
        return known

    def _ask(self, index: int, item: int | None) -> Look:
        """The look of a text object: most objects of a page look like one before them."""
        handle = self._handle
        font, mode = None, 0
        if item:
            text = ctypes.c_void_p(item)
            font, mode = _font_of(text), _render_mode(text)
        (_stroke_colour if mode in _STROKED else _fill_colour)(handle, index, *_COLOUR_AT)
        red, green, blue, alpha = _COLOUR_CELLS
        size, upright = _font_size(handle, index), True
        if item and mode in _PENNED and _pen_width(text, _PEN_AT) and _PEN.value > _BROAD * size:
            self.broad.add(item)
        if _matrix(handle, index, _MATRIX_AT):
            a, b, c, d, _, _ = _MATRIX_CELLS
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
            known = _ask_font(self._raw, index)
            if font:
                self._fonts[font] = known
        name, bold, italic = known
        return Look(name, round(size, 1), bold or outlined, italic, colour, upright, veiled)


def _ask_font(raw: Any, index: int) -> tuple[str, bool, bool]:
    """Name, weight and slant of a font: asked once for each font of a page."""
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFText_GetFontInfo(raw, index, buffer, 256, flags)
    name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", errors="replace")
    name = name.split("+", 1)[-1]
    weight = pdfium.FPDFText_GetFontWeight(raw, index)
    bold = bool(_BOLD.search(name)) or weight >= 600 or bool(flags.value & _FLAG_FORCE_BOLD)
    return name, bold, bool(_ITALIC.search(name)) or bool(flags.value & _FLAG_ITALIC)
