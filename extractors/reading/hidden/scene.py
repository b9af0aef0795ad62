"""What a page draws and in which order: its text, what can cover it, what lies beneath it.

Asked of PDFium's page objects, those of forms (drawings within the drawing) included. Every page
pays for this walk, so that text objects take no call of ours; `shapes` uses it too.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.hidden.clips import Clips, common, is_within
from extractors.reading.hidden.handles import Handle
from extractors.reading.hidden.marks import KEY, STRING, has_replacement, is_layered
from extractors.reading.hidden.matrix import Matrix, Sides, moved, times
from extractors.reading.looks import quick

_MOST = 20_000  # objects looked at: drawings of maps hold hundreds of thousands
_DEEPEST = 6
THIN = 2.6  # points: what is thinner is a rule; many of them can make a hatched bar
_STROKED = 3.0  # points: a line as thick as this covers text
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
        self.texts: list[Handle] = []
        self.order: list[int] = []  # the z of each text
        self.sides = bytearray()  # of each text, four floats
        self.covers: list[Cover] = []
        self.rules: list[Cover] = []
        self.others: list[Handle] = []  # all that is not text
        self.paths: list[tuple[Handle, Sides]] = []  # drawn by the page itself, not by a form
        self.clipped: list[Handle] = []  # text of which its clip seems to leave little
        self.layered: list[Handle] = []  # text that may belong to optional content
        self.see_through: list[Handle] = []  # text with an opacity, a soft mask or a blend
        self.replaced: list[Handle] = []  # text in whose place the file gives other text
        self.other_words: list[Sides] = []  # where that was not what the page shows


_object = quick(pdfium.FPDFPage_GetObject, Handle)
_inner = quick(pdfium.FPDFFormObj_GetObject, Handle)
_type = quick(pdfium.FPDFPageObj_GetType)
_bounds = quick(pdfium.FPDFPageObj_GetBounds)
_draw_mode = quick(pdfium.FPDFPath_GetDrawMode)
_fill_colour = quick(pdfium.FPDFPageObj_GetFillColor)
_clip_path = quick(pdfium.FPDFPageObj_GetClipPath, Handle)
_count_paths = quick(pdfium.FPDFClipPath_CountPaths)
_count_marks = quick(pdfium.FPDFPageObj_CountMarks)
_mark = quick(pdfium.FPDFPageObj_GetMark, Handle)
_value_type = quick(pdfium.FPDFPageObjMark_GetParamValueType)
_is_transparent = quick(pdfium.FPDFPageObj_HasTransparency)

_CELLS = (ctypes.c_float * 4)()
_AT = tuple(ctypes.byref(_CELLS, 4 * i) for i in range(4))
_SIDES = memoryview(_CELLS).cast("B").cast("f")
_MODES = (ctypes.c_int * 2)()
_MODES_AT = ctypes.byref(_MODES, 0), ctypes.byref(_MODES, 4)
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, 4 * i) for i in range(4))
_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_IMAGE, _SHADING = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING


def scene_of(page: Any, *, has_layers: bool) -> Scene:
    """The scene of a pypdfium2 page; `has_layers` tells whether its file has optional content."""
    walk = _Walk(has_layers)
    handle = ctypes.c_void_p(ctypes.addressof(page.raw.contents))
    walk.over(handle, _object, pdfium.FPDFPage_CountObjects(page.raw), None, 0)
    return walk.scene


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, has_layers: bool) -> None:
        self.scene = Scene()
        self._has_layers = has_layers
        self._clips = Clips()
        self._window: Sides | None = None  # what the clips of the forms around leave of the page
        self._veiled = False  # within a form that is see-through
        self._z = 0

    def over(
        self, owner: ctypes.c_void_p, get: Any, count: int, matrix: Matrix | None, depth: int
    ) -> None:
        """Look at the `count` objects that `get` gives of a page or of a form."""
        scene, (left, bottom, right, top) = self.scene, _AT
        add_text, add_place, sides = scene.texts.append, scene.order.append, scene.sides
        is_plain = not matrix and not self._has_layers
        leave, veiled, z = self._clips.leave, self._veiled, self._z
        last, is_replaced = None, False
        for i in range(min(count, _MOST - z)):
            item = get(owner, i)
            z += 1
            if _type(item) != _TEXT:
                self._z = z
                self._see(item, matrix, depth)
                z = self._z
                continue
            _bounds(item, left, bottom, right, top)
            clip = _clip_path(item)
            # A clip within a form stands in the form's own space, as these bounds do.
            if _count_paths(clip) > 0 and not leave(clip, *_SIDES):
                scene.clipped.append(item)
            marks = _count_marks(item)
            if marks == 1:
                mark = _mark(item, 0).value
                if mark != last:  # the words of a paragraph share theirs
                    last, is_replaced = mark, _value_type(Handle(mark), KEY) == STRING
                if is_replaced:
                    scene.replaced.append(item)
            elif marks > 1 and has_replacement(item, marks):
                scene.replaced.append(item)
            if veiled or _is_transparent(item):
                scene.see_through.append(item)
            if not is_plain:
                self._place_in_form(item, matrix, depth)
            add_text(item)
            add_place(z)
            sides += _CELLS
        self._z = z

    def _place_in_form(self, item: Handle, matrix: Matrix | None, depth: int) -> None:
        """What is more to be known of text in a form, or in a file with layers."""
        if matrix is not None:
            left, bottom, right, top = _SIDES
            sides = moved((left, bottom, right, top), matrix)
            for i, side in enumerate(sides):
                _SIDES[i] = side
            if self._window and not is_within(self._window, *sides):
                self.scene.clipped.append(item)
        # Whether a form is in a layer cannot be asked: in a file with layers it may be.
        if self._has_layers and (depth or is_layered(item)):
            self.scene.layered.append(item)

    def _see(self, item: Handle, matrix: Matrix | None, depth: int) -> None:
        """Anything but text."""
        kind = _type(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
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

    def _see_form(self, item: Handle, matrix: Matrix | None, depth: int) -> None:
        own = pdfium.FS_MATRIX()
        form = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
        pdfium.FPDFPageObj_GetMatrix(form, own)
        cells = (own.a, own.b, own.c, own.d, own.e, own.f)
        whole = cells if matrix is None else times(cells, matrix)
        count = pdfium.FPDFFormObj_CountObjects(form)
        before = self._veiled, self._window
        self._veiled = self._veiled or bool(_is_transparent(item))
        window = self._clips.window(_clip_path(item))
        if window and matrix:
            window = moved(window, matrix)
        self._window = common(self._window, window)
        self.over(item, _inner, max(0, count), whole, depth + 1)
        self._veiled, self._window = before

    def _see_path(self, item: Handle, sides: Sides) -> None:
        left, bottom, right, top = sides
        if right - left <= THIN or top - bottom <= THIN:
            self.scene.rules.append(Cover(self._z, sides))
            return
        _draw_mode(item, *_MODES_AT)
        fill, stroke = _MODES
        if not fill:
            if stroke and _is_heavy(item):
                self.scene.covers.append(Cover(self._z, sides))
            return
        colour: int | None = None
        if _fill_colour(item, *_COLOUR_AT):
            red, green, blue, alpha = _COLOUR
            if alpha <= _SEE_THROUGH:
                return
            if alpha == 255:
                colour = red << 16 | green << 8 | blue
        self.scene.covers.append(Cover(self._z, sides, colour=colour))


def _is_heavy(item: Handle) -> bool:
    """Whether a path that is not filled can hide text: by a thick pen or by many strokes."""
    path = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    return width.value >= _STROKED or pdfium.FPDFPath_CountSegments(path) >= _MANY_POINTS
