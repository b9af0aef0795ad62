"""Rules, shades, drawn bullets of a page, and text drawn twice, from what the page draws."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.reading.handles import asked
from extractors.reading.hidden.matrix import Sides
from extractors.reading.hidden.scene import Scene
from extractors.reading.words import Frame

_SHIFT = 1.5  # points by which text is off where it is drawn again to look bold
_THIN = 2.6  # points: a filled path no thicker than this is a rule
_ROUND = 0.2  # share by which a bullet or a disc may be wider or narrower than it is high
_SMALLEST_DOT, _LARGEST_DOT = 1.8, 8.0  # points
_SMALLEST_BADGE, _LARGEST_BADGE = 10.0, 48.0
_NARROW, _NARROWEST = 40.0, 14.0  # points
_ONE_STROKE, _SLANTING = 2, 6.0  # parts of a path; points
_CURVED = 6  # parts of a path: a rectangle has five


class RuledLine(NamedTuple):
    """A horizontal or vertical line: x0, top, x1, bottom with one side (almost) zero."""

    x0: float
    top: float
    x1: float
    bottom: float


class Shapes(NamedTuple):
    """What is drawn beside and behind the text of a page, and where text is drawn twice.

    `dots` are as large as bullets, `badges` are round and hold a number or a sign. `narrow` are
    shades that hold a number at most, as the first cells of the rows of a table do.
    """

    rules: list[RuledLine]
    shades: list[RuledLine]
    doubled: list[RuledLine]
    dots: list[RuledLine]
    badges: list[RuledLine]
    narrow: list[RuledLine]


NO_SHAPES = Shapes([], [], [], [], [], [])


_draw_mode = asked(pdfium.FPDFPath_GetDrawMode)
_segments = asked(pdfium.FPDFPath_CountSegments)
_fill_colour = asked(pdfium.FPDFPageObj_GetFillColor)


def shapes_of(scene: Scene, frame: Frame) -> Shapes:
    """Rules, shaded rectangles and doubled text of a page, in points from the top left.

    PDFium gives the words of doubled text once: without this nobody would know that they are bold.
    """
    doubled = [RuledLine(*_shown(sides, frame)) for sides in _doubled(scene)]
    shapes = Shapes([], [], doubled, [], [], [])
    for item, sides in scene.paths:
        _sort_path(item, RuledLine(*_shown(sides, frame)), frame, shapes)
    return shapes


def _shown(sides: Sides, frame: Frame) -> Sides:
    left, bottom, right, top = sides
    return frame.shown(left, top, right, bottom)


def _doubled(scene: Scene) -> list[Sides]:
    """Text with the size of the one before it and (almost) its place."""
    if len(scene.texts) < 2:
        return []
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
    is_near = np.abs(np.diff(sides[:, 0])) <= _SHIFT
    is_near &= np.abs(np.diff(sides[:, 1])) <= _SHIFT
    if not is_near.any():
        return []
    size = sides[:, 2:] - sides[:, :2]
    is_like = np.abs(np.diff(size, axis=0)).max(axis=1) < 0.1
    again = is_near & is_like & (size[1:, 0] > _SHIFT)
    found: list[Sides] = [tuple(row) for row in sides[1:][again].tolist()]
    return found


_MODES = (ctypes.c_int * 2)()
_MODES_AT = ctypes.byref(_MODES, 0), ctypes.byref(_MODES, ctypes.sizeof(ctypes.c_int))
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, ctypes.sizeof(ctypes.c_uint) * i) for i in range(4))


def _sort_path(item: int, shape: RuledLine, frame: Frame, shapes: Shapes) -> None:
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
    # A stroke that slants has no sides, as boxes and cells have; a thick level one is a rule.
    if stroke and (min(width, height) < _SLANTING or _segments(item) > _ONE_STROKE):
        shapes.rules.extend(_sides(shape))
    if fill and width > _NARROWEST and height > 12 and _is_tinted(item):
        (shapes.shades if width > _NARROW else shapes.narrow).append(shape)


def _sort_small(item: int, shape: RuledLine, shapes: Shapes) -> None:
    """Enter a shape as wide as it is high: a bullet of any form, or a disc around a number."""
    width = shape.x1 - shape.x0
    if _SMALLEST_DOT <= width <= _LARGEST_DOT:
        shapes.dots.append(shape)
    elif width >= _SMALLEST_BADGE and _segments(item) >= _CURVED:
        shapes.badges.append(shape)


def _sides(box: RuledLine) -> list[RuledLine]:
    return [
        RuledLine(box.x0, box.top, box.x1, box.top),
        RuledLine(box.x0, box.bottom, box.x1, box.bottom),
        RuledLine(box.x0, box.top, box.x0, box.bottom),
        RuledLine(box.x1, box.top, box.x1, box.bottom),
    ]


def _is_tinted(item: int) -> bool:
    if not _fill_colour(item, *_COLOUR_AT):
        return False
    red, green, blue, alpha = _COLOUR
    return alpha > 8 and min(red, green, blue) < 250
