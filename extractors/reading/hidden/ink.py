"""What a page shows of its text, judged from the page as PDFium draws it.

The page is drawn with and without the text in question: if that makes no difference, nobody can see
the text, whatever hides it. Drawing the text alone shows how much ink it would have.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractors.reading.handles import asked, page_object
from extractors.reading.hidden.scene import Scene

_set_active = asked(pdfium.FPDFPageObj_SetIsActive)
_MOST_PIXELS = 4_000_000  # of one drawing: a wall chart is drawn smaller
_SCALE = 1.5  # pixels per point: a letter of 6 points then has strokes of its own
_INKED = 70  # of 255: a pixel that a letter covers so far counts as its ink
_LEAST_INK = 4.0  # pixels' worth; a full stop of small type has less
_FAINT = 0.05  # share of full contrast; pale watermarks have 0.08, less cannot be read
_FAINT_ON_DARK = 0.11  # where all is dark the eye sees less difference
_ONE_TONE = 40  # of 255 between the darkest and the lightest twentieth of a place
# Of 255, the strongest of the three colours: a darker place looks like a bar, whatever drew it;
# text in the colour of its ground looks like one where that is black.
DARK, BLACK, _LIGHT = 110, 60, 255.0
_SMALLEST_BAR = 7.0, 20.0  # points

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points of the page as shown


class InkShown(NamedTuple):
    """The share of its ink that a text shows at a place: None where it has none there."""

    share: float | None
    tone: float  # how light the place looks, from 0 to 255


class Drawing(NamedTuple):
    """A part of a page as drawn: a plane of pixels for each colour, or one of greys."""

    planes: NDArray[np.uint8]
    left: float
    top: float
    scale: float

    def at(self, box: Box) -> NDArray[np.uint8]:
        """The pixels of a place, at least one of them where it is on the drawing."""
        x0, top, x1, bottom = box
        rows, columns = self.planes.shape[1:]
        a, b = _span(x0 - self.left, x1 - self.left, self.scale, columns)
        c, d = _span(top - self.top, bottom - self.top, self.scale, rows)
        return self.planes[:, c:d, a:b]


def _span(low: float, high: float, scale: float, count: int) -> tuple[int, int]:
    start = min(max(0, round(low * scale)), max(0, count - 1))
    return start, min(count, max(start + 1, round(high * scale)))


def drawn(page: Any, around: Box, *, is_ink: bool = False) -> Drawing:
    """A part of a page as it looks, with annotations; with `is_ink` in greys, without them."""
    width, height = page.get_size()
    x0, top = max(0.0, around[0]), max(0.0, around[1])
    x1, bottom = min(width, max(around[2], x0 + 1)), min(height, max(around[3], top + 1))
    x0, top = min(x0, width - 1), min(top, height - 1)
    area = max(1.0, (x1 - x0) * (bottom - top))
    scale = min(_SCALE, (_MOST_PIXELS / area) ** 0.5)
    crop = (x0, height - bottom, width - x1, top)
    bitmap = page.render(scale=scale, crop=crop, draw_annots=not is_ink, rev_byteorder=True)
    pixels = np.atleast_3d(bitmap.to_numpy())[:, :, :3]
    return Drawing(np.ascontiguousarray(pixels.transpose(2, 0, 1)), x0, top, scale)


def core(box: Box) -> Box:
    """The part of a letter's box that its body fills: a bar's ragged edge does not reach it."""
    x0, top, x1, bottom = box
    height = bottom - top
    return x0, top + 0.32 * height, x1, top + 0.76 * height


def tone_of(drawing: Drawing, box: Box) -> tuple[bool, float]:
    """Whether a place is of one tone, and how light it is."""
    planes = drawing.at(core(box))
    if not planes.size:
        return True, 255.0
    # Sorted by hand: a page may have hundreds of such places, and percentiles cost ten times more.
    flat = np.sort(planes.reshape(len(planes), -1), axis=1)
    last = flat.shape[1] - 1
    tone = float(np.add.reduce(flat, axis=1, dtype=np.uint32).max()) / (last + 1)
    spread = flat[:, round(0.95 * last)] - flat[:, round(0.05 * last)]
    return bool(spread.max() < _ONE_TONE), tone


def dark_run(drawing: Drawing, box: Box) -> float:
    """The longest stretch of a place, in points from left to right, that is dark throughout."""
    dark = (drawing.at(core(box)).max(axis=0) < DARK).mean(axis=0) > 0.9
    return max(map(len, dark.tobytes().split(b"\0"))) / drawing.scale


def has_bar(drawing: Drawing) -> bool:
    """Whether a place as large as a short word is black throughout."""
    dark = drawing.planes.max(axis=0) < BLACK
    height, width = (max(1, round(side * drawing.scale)) for side in _SMALLEST_BAR)
    if dark.shape[0] <= height or dark.shape[1] <= width:
        return False
    sums = np.zeros((dark.shape[0] + 1, dark.shape[1] + 1), np.int32)
    sums[1:, 1:] = dark.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    within = sums[height:, width:] - sums[:-height, width:]
    within = within - sums[height:, :-width] + sums[:-height, :-width]
    return bool(within.max() >= 0.97 * height * width)


def alone(
    page: Any, around: Box, of: set[int], scene: Scene, by_pen: Collection[int] = ()
) -> Drawing:
    """The ink of some text by itself, as if it were all black: from 0 to 255.

    Of those `by_pen` it is the outline that is to be seen.
    """
    others = {*scene.texts, *scene.others} - of
    with switched(others, on=False), _blackened(of, by_pen):
        text = drawn(page, around, is_ink=True)
    return text._replace(planes=255 - text.planes.max(axis=0)[None])


class Ink:
    """Drawings of a page with, without and of nothing but some of its text."""

    def __init__(
        self, page: Any, around: Box, of: set[int], scene: Scene, by_pen: Collection[int] = ()
    ) -> None:
        """`of` are handles of the text in question, `by_pen` those that only a pen can show."""
        with _on_paper(page) if of.intersection(scene.see_through) else nullcontext():
            self.full = drawn(page, around)
            with switched(of, on=False):
                without = drawn(page, around)
        self._change = self.full._replace(planes=_change(self.full.planes, without.planes)[None])
        self._alone = alone(page, around, of, scene, by_pen)

    def seen(self, box: Box, *, whole: bool = False) -> InkShown:
        """What is to be seen of the ink at a letter's place; `whole` if it must fill its place."""
        ink, change = self._alone.at(core(box)), self._change.at(core(box))
        if ink.sum() < _LEAST_INK * 255:
            if whole:
                return InkShown(None, self._tone(box))
            # A dash or a stop has its ink elsewhere; so have p and g some of theirs.
            ink, change = self._alone.at(box), self._change.at(box)
        if ink.sum() < _LEAST_INK * 255 or ink.max() < _INKED:
            share = 1.0 if change.max(initial=0) > _FAINT * 255 else None
            return InkShown(share, self._tone(box))
        inked = ink >= _INKED
        shares = change[inked] / ink[inked]
        contrast = float(np.sort(shares)[round(0.9 * (len(shares) - 1))])
        share = float((shares > 0.35 * contrast).mean())
        if share == 1.0 and contrast >= _FAINT_ON_DARK:
            return InkShown(share, _LIGHT)  # nearly every word: nobody asks for its tone
        tone = self._tone(box)
        is_faint = contrast < (_FAINT_ON_DARK if tone < BLACK else _FAINT)
        return InkShown(0.0 if is_faint else share, tone)

    def _tone(self, box: Box) -> float:
        return tone_of(self.full, box)[1]


def _change(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How much two drawings differ to the eye, from 0 to 255.

    It sees a difference in brightness; one in a single colour it hardly sees: pale yellow on white.
    """
    apart = np.maximum(a, b) - np.minimum(a, b)
    red, green, blue = (apart[i].astype(np.uint16) for i in range(3))
    bright = (77 * red + 151 * green + 28 * blue) >> 8
    seen: NDArray[np.uint8] = np.maximum(bright, apart.max(axis=0) >> 2).astype(np.uint8)
    return seen


@contextmanager
def _on_paper(page: Any) -> Iterator[None]:
    """A page with its paper as the lowest thing drawn: PDFium blends nothing with bare paper."""
    left, bottom, right, top = page.get_bbox()
    paper = pdfium.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom)
    pdfium.FPDFPageObj_SetFillColor(paper, 255, 255, 255, 255)
    pdfium.FPDFPath_SetDrawMode(paper, pdfium.FPDF_FILLMODE_WINDING, False)
    is_in = pdfium.FPDFPage_InsertObjectAtIndex(page.raw, paper, 0)
    try:
        yield
    finally:
        if is_in:
            pdfium.FPDFPage_RemoveObject(page.raw, paper)
        pdfium.FPDFPageObj_Destroy(paper)


@contextmanager
def switched(items: set[int], *, on: bool) -> Iterator[None]:
    """Some objects of a page shown or left out for a while."""
    deque(map(_set_active, items, repeat(on)), maxlen=0)
    try:
        yield
    finally:
        deque(map(_set_active, items, repeat(not on)), maxlen=0)


@contextmanager
def _blackened(items: set[int], by_pen: Collection[int]) -> Iterator[None]:
    """Text in plain black ink for a while, whatever its colour, its opacity and its mode."""
    before = []
    for item in items:
        handle, colour = page_object(item), (ctypes.c_uint * 4)(0, 0, 0, 255)
        at = [ctypes.cast(ctypes.byref(colour, 4 * i), _UINT_AT) for i in range(4)]
        ask, tint, mode = _BY_PEN if item in by_pen else _BY_FILL
        ask(handle, *at)
        before.append((handle, tint, tuple(colour), pdfium.FPDFTextObj_GetTextRenderMode(handle)))
        tint(handle, 0, 0, 0, 255)
        pdfium.FPDFTextObj_SetTextRenderMode(handle, mode)
    try:
        yield
    finally:
        for handle, tint, colours, mode in before:
            tint(handle, *colours)
            pdfium.FPDFTextObj_SetTextRenderMode(handle, mode)


_UINT_AT = ctypes.POINTER(ctypes.c_uint)
_BY_FILL = (
    pdfium.FPDFPageObj_GetFillColor,
    pdfium.FPDFPageObj_SetFillColor,
    pdfium.FPDF_TEXTRENDERMODE_FILL,
)
_BY_PEN = (
    pdfium.FPDFPageObj_GetStrokeColor,
    pdfium.FPDFPageObj_SetStrokeColor,
    pdfium.FPDF_TEXTRENDERMODE_STROKE,
)
