"""Rules, shades, drawn bullets of a page, and text drawn twice, from PDFium's page objects."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.looks import quick
from extractors.reading.words import Frame, frame_of

_SHIFT = 1.5  # points by which text is off where it is drawn again to look bold
_THIN = 2.6  # points: a filled path no thicker than this is a rule
_ROUND = 0.2  # share by which a bullet or a disc may be wider or narrower than it is high
_SMALLEST_DOT, _LARGEST_DOT = 1.8, 8.0  # points
_SMALLEST_BADGE, _LARGEST_BADGE = 10.0, 48.0
_CURVED = 6  # parts of a path: a rectangle has five
_LIMIT = 20_000  # path objects looked at: drawings of maps hold hundreds of thousands


class Rule(NamedTuple):
    """A horizontal or vertical line: x0, top, x1, bottom with one side (almost) zero."""

    x0: float
    top: float
    x1: float
    bottom: float


class Shapes(NamedTuple):
    """What is drawn beside and behind the text of a page, and where text is drawn twice.

    `dots` are as large as bullets, `badges` are round and hold a number or a sign.
    """

    rules: list[Rule]
    shades: list[Rule]
    doubled: list[Rule]
    dots: list[Rule]
    badges: list[Rule]


NO_SHAPES = Shapes([], [], [], [], [])


_object = quick(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_type = quick(pdfium.FPDFPageObj_GetType)
_bounds = quick(pdfium.FPDFPageObj_GetBounds)
_draw_mode = quick(pdfium.FPDFPath_GetDrawMode)
_segments = quick(pdfium.FPDFPath_CountSegments)
_fill_colour = quick(pdfium.FPDFPageObj_GetFillColor)


def page_shapes(page: Any) -> Shapes:
    """Rules, shaded rectangles and doubled text of a pypdfium2 page, in points from the top left.

    PDFium gives the words of doubled text once: without this nobody would know that they are bold.
    """
    frame = frame_of(page)
    shapes, last = Shapes([], [], [], [], []), (0.0, 0.0, 0.0, 0.0)
    handle = ctypes.c_void_p(ctypes.addressof(page.raw.contents))
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), _LIMIT)):
        item = ctypes.c_void_p(_object(handle, i))
        kind = _type(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _sort_path(item, frame, shapes)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and _bounds(item, *_SIDES_AT):
            box = _RECT_SIDES[0], _RECT_SIDES[1], _RECT_SIDES[2], _RECT_SIDES[3]
            if _is_again(last, box):
                shapes.doubled.append(Rule(*frame.box(_RECT)))
            last = box
    return shapes


def _is_again(last: tuple[float, ...], box: tuple[float, ...]) -> bool:
    """Whether text has the size of the one before it and (almost) its place."""
    if abs(box[0] - last[0]) > _SHIFT or abs(box[1] - last[1]) > _SHIFT:
        return False
    wide = abs((box[2] - box[0]) - (last[2] - last[0])) < 0.1 and box[2] - box[0] > _SHIFT
    return wide and abs((box[3] - box[1]) - (last[3] - last[1])) < 0.1


_RECT = pdfium.FS_RECTF()
_SIDES_AT = tuple(  # in the order in which PDFium gives them
    ctypes.byref(_RECT, getattr(pdfium.FS_RECTF, side).offset)
    for side in ("left", "bottom", "right", "top")
)
_RECT_SIDES = memoryview(_RECT).cast("B").cast("f")
_MODES = (ctypes.c_int * 2)()
_MODES_AT = ctypes.byref(_MODES, 0), ctypes.byref(_MODES, ctypes.sizeof(ctypes.c_int))
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, ctypes.sizeof(ctypes.c_uint) * i) for i in range(4))


def _sort_path(item: ctypes.c_void_p, frame: Frame, shapes: Shapes) -> None:
    if not _bounds(item, *_SIDES_AT):
        return
    shape = Rule(*frame.box(_RECT))
    width, height = shape.x1 - shape.x0, shape.bottom - shape.top
    if width > frame.width * 1.2 or height > frame.height * 1.2:
        return
    if abs(width - height) < _ROUND * height and width <= _LARGEST_BADGE:
        _sort_small(item, shape, shapes)
    if min(width, height) <= _THIN:
        if max(width, height) >= 8:
            shapes.rules.append(shape)
        return
    _draw_mode(item, *_MODES_AT)
    fill, stroke = _MODES
    if stroke:
        shapes.rules.extend(_sides(shape))
    if fill and width > 40 and height > 12 and _is_tinted(item):
        shapes.shades.append(shape)


def _sort_small(item: ctypes.c_void_p, shape: Rule, shapes: Shapes) -> None:
    """Enter a shape as wide as it is high: a bullet of any form, or a disc around a number."""
    width = shape.x1 - shape.x0
    if _SMALLEST_DOT <= width <= _LARGEST_DOT:
        shapes.dots.append(shape)
    elif width >= _SMALLEST_BADGE and _segments(item) >= _CURVED:
        shapes.badges.append(shape)


def _sides(box: Rule) -> list[Rule]:
    return [
        Rule(box.x0, box.top, box.x1, box.top),
        Rule(box.x0, box.bottom, box.x1, box.bottom),
        Rule(box.x0, box.top, box.x0, box.bottom),
        Rule(box.x1, box.top, box.x1, box.bottom),
    ]


def _is_tinted(item: ctypes.c_void_p) -> bool:
    if not _fill_colour(item, *_COLOUR_AT):
        return False
    red, green, blue, alpha = _COLOUR
    return alpha > 8 and min(red, green, blue) < 250
