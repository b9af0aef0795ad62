"""The outlines of a clip that is not a plain rectangle."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from extractors.reading.handles import asked
from extractors.reading.hidden.matrix import Sides

_MOST_POINTS = 400
_PLAIN = 5  # points of the rectangle that nearly every clip is
_count_segments = asked(pdfium.FPDFClipPath_CountPathSegments)
_segment = asked(pdfium.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
_point = asked(pdfium.FPDFPathSegment_GetPoint)
_segment_type = asked(pdfium.FPDFPathSegment_GetType)
_CELLS = (ctypes.c_float * 2)()
_AT = ctypes.byref(_CELLS, 0), ctypes.byref(_CELLS, 4)
_XY = memoryview(_CELLS).cast("B").cast("f")
Point = tuple[float, float]


def outlines_of(clip: int, number: int) -> list[list[Point]]:
    """The outlines of a path of a clip, as corners."""
    outlines: list[list[Point]] = []
    for i in range(min(_count_segments(clip, number), _MOST_POINTS)):
        segment = _segment(clip, number, i)
        if not (segment and _point(segment, *_AT)):
            continue
        if not outlines or _segment_type(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            outlines.append([])
        outlines[-1].append((_XY[0], _XY[1]))
    return outlines


def rectangle(clip: int, number: int) -> Sides | None:
    """The bounds of a path that is an upright rectangle: three of its corners are enough."""
    if _count_segments(clip, number) > _PLAIN:
        return None
    corners: list[Point] = []
    for i in range(3):
        segment = _segment(clip, number, i)
        if not segment:
            return None
        corners.append((_XY[0], _XY[1]) if _point(segment, *_AT) else (0.0, 0.0))
    (x0, y0), (x, y), (x1, y1) = corners
    if not ((x == x0 and y == y1) or (x == x1 and y == y0)):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def around(outlines: Sequence[Sequence[Point]]) -> Sides:
    """The bounds of outlines."""
    xs = [x for outline in outlines for x, _ in outline] or [0.0]
    ys = [y for outline in outlines for _, y in outline] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def is_inside(outlines: Sequence[Sequence[Point]], x: float, y: float) -> bool:
    """Whether a point lies within an odd number of outlines."""
    is_in = False
    for outline in outlines:
        x0, y0 = outline[-1]
        for x1, y1 in outline:
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                is_in = not is_in
            x0, y0 = x1, y1
    return is_in
