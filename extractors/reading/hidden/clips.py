"""How much of a text object its clip leaves visible, by the bounds of both."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractors.reading.handles import asked
from extractors.reading.hidden.matrix import Sides
from extractors.reading.hidden.outlines import Point, around, is_inside, outlines_of, rectangle
from extractors.reading.hidden.texts import in_turn, with_more

_LEAST = 0.6  # of the text's height: the bounds of glyphs reach beyond what is drawn
_ROOM = 2.0  # points by which a text may be wider than its clip
_MOST_PATHS = 8
_ALONG = tuple((i + 0.5) / 12 for i in range(12))  # of a text's width: a clip must hold it there

_clip_path = asked(pdfium.FPDFPageObj_GetClipPath, ctypes.c_void_p)
_count_paths = asked(pdfium.FPDFClipPath_CountPaths)
_segment = asked(pdfium.FPDFClipPath_GetPathSegment, ctypes.c_void_p)


class Clips:
    """The clips of a page's texts, which are given stretch by stretch as they are drawn.

    Paths are kept by their first points: PDFium gives texts that share a path the same one.
    """

    def __init__(self) -> None:
        self._items: list[int] = []
        self._boxes: list[tuple[bytes, Sequence[bool]]] = []  # sides, and which of them count
        # For each number of a path in its clip: the texts that have one, and where it is kept.
        self._texts: list[list[int]] = [[] for _ in range(_MOST_PATHS)]
        self._rows: list[list[int]] = [[] for _ in range(_MOST_PATHS)]
        self._known: dict[int | None, int] = {None: 0}
        self._bounds: list[Sides] = [(-np.inf, -np.inf, np.inf, np.inf)]  # of an empty path
        self._outlines: dict[int, Sequence[Sequence[Point]]] = {}

    def add(self, items: Sequence[int], sides: bytes, are_theirs: Sequence[bool]) -> None:
        """Take up texts that one stream draws one after the other, with those sides of some.

        A clip within a form is in the form's own space, as these must do.
        """
        clips = list(map(_clip_path, items))
        counts = list(map(_count_paths, clips))
        for number in range(min(max(counts), _MOST_PATHS)):
            having = with_more(counts, number)
            some = clips if len(having) == len(clips) else [clips[i] for i in having]
            firsts = in_turn(some, number, _segment, 0)
            if not self._known.keys() >= set(firsts):
                self._read(firsts, some, number)
            self._texts[number] += [len(self._items) + i for i in having]
            self._rows[number] += [self._known[first] for first in firsts]
        self._items += items
        self._boxes.append((sides, are_theirs))

    def little_left(self) -> list[int]:
        """The texts of which their clips seem to leave little."""
        if not self._texts[0]:
            return []
        sides = np.frombuffer(b"".join([some for some, _ in self._boxes]), np.float32)
        are_theirs = [is_its for _, some in self._boxes for is_its in some]
        boxes = sides.reshape(-1, 4)[are_theirs].T.astype(np.float64)
        bounds = np.array(self._bounds)
        little = np.zeros(len(self._items), np.bool_)
        for texts, rows in zip(self._texts, self._rows, strict=True):
            if texts:
                little[texts] |= self._leave_little(rows, bounds[rows], boxes[:, texts])
        return [self._items[i] for i in np.flatnonzero(little).tolist()]

    def _leave_little(
        self, rows: list[int], bounds: NDArray[np.float64], boxes: NDArray[np.float64]
    ) -> NDArray[np.bool_]:
        x0, y0, x1, y1 = bounds.T
        left, bottom, right, top = boxes
        wide, high = right - left - _ROOM, _LEAST * (top - bottom) - 0.5
        little: NDArray[np.bool_] = np.minimum(right, x1) - np.maximum(left, x0) < wide
        little |= np.minimum(top, y1) - np.maximum(bottom, y0) < high
        for i, row in enumerate(rows) if self._outlines else ():
            if row in self._outlines and not little[i]:
                little[i] = not self._holds(row, *boxes[:, i].tolist())
        return little

    def _holds(self, row: int, left: float, bottom: float, right: float, top: float) -> bool:
        y, outlines = (bottom + top) / 2, self._outlines[row]
        return all(is_inside(outlines, left + share * (right - left), y) for share in _ALONG)

    def _read(self, firsts: Sequence[int | None], clips: Sequence[int], number: int) -> None:
        """Keep paths that are new; nearly all are upright rectangles."""
        for first, clip in zip(firsts, clips, strict=True):
            if first is None or first in self._known:
                continue
            row = self._known[first] = len(self._bounds)
            bounds = rectangle(clip, number)
            if bounds is None:
                outlines = self._outlines[row] = outlines_of(clip, number)
                bounds = around(outlines)
            self._bounds.append(bounds)


def window(item: int) -> Sides | None:
    """The bounds of what an object's clip lets through; None where it lets everything through."""
    clip = _clip_path(item)
    bounds: Sides | None = None
    for number in range(min(_count_paths(clip), _MOST_PATHS)):
        if _segment(clip, number, 0):
            bounds = common(bounds, around(outlines_of(clip, number)))
    return bounds


def common(a: Sides | None, b: Sides | None) -> Sides | None:
    """What two windows leave; None means everything."""
    if a is None or b is None:
        return a or b
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def is_within(window: Sides, left: float, bottom: float, right: float, top: float) -> bool:
    """Whether a window leaves most of a text."""
    wide, high = right - left - _ROOM, _LEAST * (top - bottom) - 0.5
    x0, y0, x1, y1 = window
    return min(right, x1) - max(left, x0) >= wide and min(top, y1) - max(bottom, y0) >= high
