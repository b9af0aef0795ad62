"""Rules and shaded areas of a page, from PDFium's path objects."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.words import frame_of

_THIN = 2.6  # points: a filled path no thicker than this is a rule
_LIMIT = 20_000  # path objects looked at: drawings of maps hold hundreds of thousands


class Rule(NamedTuple):
    """A horizontal or vertical line: x0, top, x1, bottom with one side (almost) zero."""

    x0: float
    top: float
    x1: float
    bottom: float


class Shapes(NamedTuple):
    """What is drawn behind the text of a page."""

    rules: list[Rule]
    shades: list[Rule]


def page_shapes(page: Any) -> Shapes:
    """Rules and shaded rectangles of a pypdfium2 page, in points from the top left."""
    frame = frame_of(page)
    rules: list[Rule] = []
    shades: list[Rule] = []
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _LIMIT)
    for i in range(count):
        item = pdfium.FPDFPage_GetObject(page.raw, i)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            _sort_path(item, frame, rules, shades)
    return Shapes(rules, shades)


def _sort_path(item: Any, frame: Any, rules: list[Rule], shades: list[Rule]) -> None:
    rect = pdfium.FS_RECTF()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return
    rect.left, rect.bottom, rect.right, rect.top = left.value, bottom.value, right.value, top.value
    shape = Rule(*frame.box(rect))
    width, height = shape.x1 - shape.x0, shape.bottom - shape.top
    if width > frame.width * 1.2 or height > frame.height * 1.2:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if min(width, height) <= _THIN:
        if max(width, height) >= 8:
            rules.append(shape)
        return
    if stroke.value:
        rules.extend(_sides(shape))
    if fill.value and width > 40 and height > 12 and _is_tinted(item):
        shades.append(shape)


def _sides(box: Rule) -> list[Rule]:
    return [
        Rule(box.x0, box.top, box.x1, box.top),
        Rule(box.x0, box.bottom, box.x1, box.bottom),
        Rule(box.x0, box.top, box.x0, box.bottom),
        Rule(box.x1, box.top, box.x1, box.bottom),
    ]


def _is_tinted(item: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return alpha.value > 8 and min(red.value, green.value, blue.value) < 250
