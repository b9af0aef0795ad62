"""What the clip of a text object leaves of it, by the bounds of both."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from extractors.reading.looks import quick

_LEAST = 0.6  # of the text's width and height: bounds of glyphs reach beyond what is drawn
_PLAIN = 5  # points of the rectangle that nearly every clip is
_MOST_PATHS, _MOST_POINTS = 8, 40

_count_paths = quick(pdfium.FPDFClipPath_CountPaths)
_count_segments = quick(pdfium.FPDFClipPath_CountPathSegments)
_segment = quick(pdfium.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
_point = quick(pdfium.FPDFPathSegment_GetPoint)
_CELLS = (ctypes.c_float * 2)()
_AT = ctypes.byref(_CELLS, 0), ctypes.byref(_CELLS, 4)
_XY = memoryview(_CELLS).cast("B").cast("f")


def clip_leaves(
    clip: ctypes.c_void_p, left: float, bottom: float, right: float, top: float
) -> bool:
    """Whether a clip leaves most of a text; a look at the page decides where it does not."""
    count = _count_paths(clip)
    if count <= 0:
        return True
    wide, high = _LEAST * (right - left) - 1, _LEAST * (top - bottom) - 0.5
    for path in range(min(count, _MOST_PATHS)):
        first, third = _segment(clip, path, 0), _segment(clip, path, 2)
        if not (first and third):
            continue
        _point(ctypes.c_void_p(first), *_AT)
        x0, y0 = _XY
        _point(ctypes.c_void_p(third), *_AT)
        x1, y1 = _XY
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if min(right, x1) - max(left, x0) >= wide and min(top, y1) - max(bottom, y0) >= high:
            continue
        if _count_segments(clip, path) <= _PLAIN or not _reaches(
            clip, path, left, bottom, right, top
        ):
            return False
    return True


def _reaches(
    clip: ctypes.c_void_p, path: int, left: float, bottom: float, right: float, top: float
) -> bool:
    """Whether the bounds of a clip of many corners hold the middle of a text."""
    xs, ys = [], []
    for i in range(min(_count_segments(clip, path), _MOST_POINTS)):
        segment = _segment(clip, path, i)
        if segment and _point(ctypes.c_void_p(segment), *_AT):
            xs.append(_XY[0])
            ys.append(_XY[1])
    x, y = (left + right) / 2, (bottom + top) / 2
    return bool(xs) and min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)
