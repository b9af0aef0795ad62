"""What the clip of a text object leaves of it, by the bounds of both."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.hidden.matrix import Sides
from extractors.reading.looks import quick

_LEAST = 0.6  # of the text's height: the bounds of glyphs reach beyond what is drawn
_ROOM = 2.0  # points by which a text may be wider than its clip
_PLAIN = 5  # points of the rectangle that nearly every clip is
_MOST_PATHS, _MOST_POINTS = 8, 400
_ALONG = tuple((i + 0.5) / 12 for i in range(12))  # of a text's width: a clip must hold it there

_count_paths = quick(pdfium.FPDFClipPath_CountPaths)
_count_segments = quick(pdfium.FPDFClipPath_CountPathSegments)
_segment = quick(pdfium.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
_point = quick(pdfium.FPDFPathSegment_GetPoint)
_segment_type = quick(pdfium.FPDFPathSegment_GetType)
_CELLS = (ctypes.c_float * 2)()
_AT = ctypes.byref(_CELLS, 0), ctypes.byref(_CELLS, 4)
_XY = memoryview(_CELLS).cast("B").cast("f")
Point = tuple[float, float]


class _Path(NamedTuple):
    """A path of a clip: its bounds and, where it is not a plain rectangle, its outlines."""

    sides: Sides
    outlines: Sequence[Sequence[Point]] = ()


class Clips:
    """The clips of a page. Many texts share a path: PDFium gives them the same first point."""

    def __init__(self) -> None:
        self._known: dict[int, _Path] = {}

    def leave(
        self, clip: ctypes.c_void_p, left: float, bottom: float, right: float, top: float
    ) -> bool:
        """Whether a clip leaves most of a text; a look at the page decides where it does not."""
        wide, high = right - left - _ROOM, _LEAST * (top - bottom) - 0.5
        for number in range(min(_count_paths(clip), _MOST_PATHS)):
            first = _segment(clip, number, 0)
            if not first:
                continue
            path = self._known.get(first)
            if path is None:
                path = self._known[first] = _plain(clip, number, first) or _read(clip, number)
            x0, y0, x1, y1 = path.sides
            if min(right, x1) - max(left, x0) < wide or min(top, y1) - max(bottom, y0) < high:
                return False
            y = (bottom + top) / 2
            if path.outlines and not all(
                _holds(path.outlines, left + share * (right - left), y) for share in _ALONG
            ):
                return False
        return True

    def window(self, clip: ctypes.c_void_p) -> Sides | None:
        """The bounds of what a clip lets through; None where it lets everything through."""
        bounds: Sides | None = None
        for number in range(min(_count_paths(clip), _MOST_PATHS)):
            if _segment(clip, number, 0):
                bounds = common(bounds, _read(clip, number).sides)
        return bounds


def common(a: Sides | None, b: Sides | None) -> Sides | None:
    """What two windows leave; None stands for everything."""
    if a is None or b is None:
        return a or b
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def is_within(window: Sides, left: float, bottom: float, right: float, top: float) -> bool:
    """Whether a window leaves most of a text."""
    wide, high = right - left - _ROOM, _LEAST * (top - bottom) - 0.5
    x0, y0, x1, y1 = window
    return min(right, x1) - max(left, x0) >= wide and min(top, y1) - max(bottom, y0) >= high


def _plain(clip: ctypes.c_void_p, number: int, first: int) -> _Path | None:
    """A path that is an upright rectangle, as nearly all are, from three of its corners."""
    if _count_segments(clip, number) > _PLAIN:
        return None
    second, third = _segment(clip, number, 1), _segment(clip, number, 2)
    if not (second and third):
        return None
    _point(ctypes.c_void_p(first), *_AT)
    x0, y0 = _XY
    _point(ctypes.c_void_p(second), *_AT)
    x, y = _XY
    _point(ctypes.c_void_p(third), *_AT)
    x1, y1 = _XY
    if (x, y) != (x0, y1) and (x, y) != (x1, y0):
        return None
    if x0 > x1:
        x0, x1 = x1, x0
    return _Path((x0, y0, x1, y1) if y0 <= y1 else (x0, y1, x1, y0))


def _read(clip: ctypes.c_void_p, number: int) -> _Path:
    outlines: list[list[Point]] = []
    count = _count_segments(clip, number)
    for i in range(min(count, _MOST_POINTS)):
        segment = ctypes.c_void_p(_segment(clip, number, i))
        if not (segment and _point(segment, *_AT)):
            continue
        if not outlines or _segment_type(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            outlines.append([])
        outlines[-1].append((_XY[0], _XY[1]))
    xs = [x for outline in outlines for x, _ in outline] or [0.0]
    ys = [y for outline in outlines for _, y in outline] or [0.0]
    sides = min(xs), min(ys), max(xs), max(ys)
    return _Path(sides, outlines)


def _holds(outlines: Sequence[Sequence[Point]], x: float, y: float) -> bool:
    """Whether a point lies within an odd number of outlines."""
    is_in = False
    for outline in outlines:
        x0, y0 = outline[-1]
        for x1, y1 in outline:
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                is_in = not is_in
            x0, y0 = x1, y1
    return is_in
