"""What a page draws and in which order: its text, what can cover it, what lies beneath it.

From PDFium's page objects, including those of forms (drawings within the drawing). Every page pays
for this walk, and `shapes` uses it too.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import compress, repeat
from operator import not_
from struct import Struct
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.handles import asked, handle_of, page_object, quick
from extractors.reading.hidden.clips import Clips, common, is_within, window
from extractors.reading.hidden.matrix import Matrix, Sides, moved, times
from extractors.reading.hidden.texts import (
    having_extent,
    replaced_and_layered,
    see_through_of,
    sides_of,
)

_MOST = 250_000  # objects looked at; drawings of maps hold tens of thousands
_DEEPEST = 40  # forms within forms
THIN = 2.6  # points: what is thinner is a rule; many of them can make a hatched bar
_STROKED = 3.0  # points: a line as thick as this covers text
_LEVEL = 0.2  # points by which the ends of a level line may be apart
_MANY_POINTS = 12  # of one drawn path: it may be a hatch
_SEE_THROUGH = 8  # of 255


class Cover(NamedTuple):
    """Something that hides what it lies on: a fill, a picture, a shading, a hatch."""

    z: int
    sides: Sides
    is_picture: bool = False
    colour: int | None = None  # 0xRRGGBB of a plain opaque fill


class Scene:
    """The text and the covers of a page, from the bottom up; `z` numbers what is drawn."""

    def __init__(self) -> None:
        self.texts: list[int] = []
        self.order: list[int] = []  # the z of each text
        self.sides = bytearray()  # of each text, four floats
        self.covers: list[Cover] = []
        self.rules: list[Cover] = []
        self.others: list[int] = []  # all that is not text
        self.paths: list[tuple[int, Sides]] = []  # drawn by the page itself, not by a form
        self.clipped: list[int] = []  # text of which its clip seems to leave little
        self.blank: set[int] = set()  # text without extent: spaces, or letters without a drawing
        self.layered: list[int] = []  # text that may belong to optional content
        self.see_through: list[int] = []  # text with an opacity, a soft mask or a blend
        self.faint: list[int] = []  # those of them that have it by themselves, not by a form
        self.veils: dict[int, int] = {}  # the see-through form around each text that has one
        self.replaced: list[int] = []  # text in whose place the file gives other text
        self.is_cut = False  # the page has more objects than are looked at
        self.other_words: list[Sides] = []  # where that was not what the page shows


_object = quick(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_inner = quick(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p)
_type = asked(pdfium.FPDFPageObj_GetType)
_bounds = asked(pdfium.FPDFPageObj_GetBounds)
_draw_mode = asked(pdfium.FPDFPath_GetDrawMode)
_fill_colour = asked(pdfium.FPDFPageObj_GetFillColor)
_is_transparent = asked(pdfium.FPDFPageObj_HasTransparency)

_CELLS = (ctypes.c_float * 4)()
_AT = tuple(ctypes.byref(_CELLS, 4 * i) for i in range(4))
_SIDES = memoryview(_CELLS).cast("B").cast("f")
_MODES = (ctypes.c_int * 2)()
_MODES_AT = ctypes.byref(_MODES, 0), ctypes.byref(_MODES, 4)
_COLOUR = (ctypes.c_uint * 4)()
_FOUR = Struct("4f")
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, 4 * i) for i in range(4))
_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_FORM = pdfium.FPDF_PAGEOBJ_FORM
_IMAGE, _SHADING = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING


def scene_of(page: Any, *, has_layers: bool) -> Scene:
    """The scene of a pypdfium2 page; `has_layers` says whether its file has optional content."""
    walk = _Walk(has_layers)
    walk.over(handle_of(page.raw), _object, pdfium.FPDFPage_CountObjects(page.raw), None, 0)
    return walk.done()


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, has_layers: bool) -> None:
        self.scene = Scene()
        self._has_layers = has_layers
        self._clips = Clips()
        self._window: Sides | None = None  # what the clips of the forms around leave of the page
        self._veil = 0  # the see-through form around, by its address
        self._z = 0

    def done(self) -> Scene:
        """The scene, once all is walked over."""
        self.scene.clipped += self._clips.little_left()
        return self.scene

    def over(self, owner: Any, get: Any, count: int, matrix: Matrix | None, depth: int) -> None:
        """Look at the `count` objects that `get` gives of a page or of a form."""
        left = _MOST - self._z
        self.scene.is_cut |= count > left
        items = list(map(get, repeat(owner), range(min(count, left))))
        kinds = list(map(_type, items))
        first, start = 0, self._z + 1  # `start` is the place in the order of the item numbered 0
        for i in [i for i, kind in enumerate(kinds) if kind != _TEXT]:
            if kinds[i] == _FORM:
                self._add(items, kinds, range(first, i), start, matrix, depth)
                first = i
            self._z = start + i
            self._see(items[i], kinds[i], matrix, depth)
            start = self._z - i
        self._add(items, kinds, range(first, len(items)), start, matrix, depth)
        self._z = start + len(items) - 1

    def _add(
        self,
        items: Sequence[int],
        kinds: Sequence[int],
        numbers: Sequence[int],
        start: int,
        matrix: Matrix | None,
        depth: int,
    ) -> None:
        """Take up the texts among the items of those numbers, with their places in the order."""
        numbers = [i for i in numbers if kinds[i] == _TEXT]
        if not numbers:
            return
        texts = [items[i] for i in numbers]
        scene = self.scene
        sides = sides_of(texts)
        has_extent = having_extent(sides)
        inked = texts if all(has_extent) else list(compress(texts, has_extent))
        if len(inked) < len(texts):
            scene.blank.update(compress(texts, map(not_, has_extent)))
        if inked:
            self._clips.add(inked, sides, has_extent)
            see_through = see_through_of(inked)
            scene.faint += see_through
            scene.see_through += inked if self._veil else see_through
            if self._veil:
                scene.veils.update(dict.fromkeys(inked, self._veil))
        replaced, layered = replaced_and_layered(texts, has_layers=self._has_layers)
        scene.replaced += replaced
        if matrix is not None:
            sides = self._placed(texts, sides, matrix)
        # Whether a form is in a layer cannot be asked: in a file with layers it may be.
        if self._has_layers:
            scene.layered += texts if depth else layered
        scene.texts += texts
        scene.order += [start + i for i in numbers]
        scene.sides += sides

    def _placed(self, texts: list[int], own: bytes, matrix: Matrix) -> bytes:
        """The sides of texts in a form as they are on its page."""
        out, window = bytearray(), self._window
        for item, each in zip(texts, _FOUR.iter_unpack(own), strict=True):
            sides = moved(each, matrix)
            out += _FOUR.pack(*sides)
            if window and not is_within(window, *sides):
                self.scene.clipped.append(item)
        return bytes(out)

    def _see(self, item: int, kind: int, matrix: Matrix | None, depth: int) -> None:
        """Anything but text."""
        if kind == _FORM:
            if depth < _DEEPEST:
                self._see_form(item, matrix, depth)
            return
        self.scene.others.append(item)
        if not _bounds(item, *_AT):
            return
        left, bottom, right, top = _SIDES
        sides = (left, bottom, right, top)
        if matrix is not None:
            sides = moved(sides, matrix)
        if kind == _PATH:
            if not depth:
                self.scene.paths.append((item, sides))
            self._see_path(item, sides)
        elif kind in {_IMAGE, _SHADING}:
            self.scene.covers.append(Cover(self._z, sides, kind == _IMAGE))

    def _see_form(self, item: int, matrix: Matrix | None, depth: int) -> None:
        own = pdfium.FS_MATRIX()
        form = page_object(item)
        pdfium.FPDFPageObj_GetMatrix(form, own)
        cells = (own.a, own.b, own.c, own.d, own.e, own.f)
        whole = cells if matrix is None else times(cells, matrix)
        count = pdfium.FPDFFormObj_CountObjects(form)
        before = self._veil, self._window
        self._veil = item if _is_transparent(item) else self._veil
        own_window = window(item)
        if own_window and matrix:
            own_window = moved(own_window, matrix)
        self._window = common(self._window, own_window)
        self.over(ctypes.c_void_p(item), _inner, max(0, count), whole, depth + 1)
        self._veil, self._window = before

    def _see_path(self, item: int, sides: Sides) -> None:
        left, bottom, right, top = sides
        if right - left <= THIN or top - bottom <= THIN:
            self.scene.rules.append(Cover(self._z, sides))
            return
        _draw_mode(item, *_MODES_AT)
        fill, stroke = _MODES
        if not fill:
            if stroke and _is_heavy(item):
                self.scene.covers.append(Cover(self._z, sides))
            elif stroke and _is_level(item, min(right - left, top - bottom)):
                self.scene.rules.append(Cover(self._z, sides))
            return
        colour: int | None = None
        if _fill_colour(item, *_COLOUR_AT):
            red, green, blue, alpha = _COLOUR
            if alpha <= _SEE_THROUGH:
                return
            if alpha == 255:
                colour = red << 16 | green << 8 | blue
        self.scene.covers.append(Cover(self._z, sides, colour=colour))


def _is_level(item: int, breadth: float) -> bool:
    """Whether a stroked path is one level or upright line: its bounds are two pens broad."""
    if breadth > 2 * _STROKED or pdfium.FPDFPath_CountSegments(page_object(item)) != 2:
        return False
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(page_object(item), width)
    return breadth <= 2 * width.value + _LEVEL


def _is_heavy(item: int) -> bool:
    """Whether a path that is not filled can hide text: by a thick pen or by many strokes."""
    path = page_object(item)
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    return width.value >= _STROKED or pdfium.FPDFPath_CountSegments(path) >= _MANY_POINTS
