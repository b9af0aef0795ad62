"""Why each word of a page may not be seen, and what came of looking."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.hidden.ink import Ink, drawn
from extractors.reading.hidden.judging import around, by_edge, by_ink, by_tone, fitted
from extractors.reading.hidden.letters import letter_boxes
from extractors.reading.hidden.matrix import area, holds
from extractors.reading.hidden.notes import Notes
from extractors.reading.hidden.places import Piece
from extractors.reading.hidden.scene import Scene
from extractors.reading.hidden.sight import any_off_page, is_heap, is_off, strikes, turned
from extractors.reading.hidden.suspects import (
    PATTERN,
    Suspects,
    background_of,
    is_long,
    is_lost_in,
    lost_colours,
)
from extractors.reading.looks import DRAWN, Look, quick
from extractors.reading.words import Frame, Word
from models.records import HiddenKind

_TINY = 1.6  # points; the smallest print of any contract has 4
_BEYOND = 4.0  # points
_LARGE = 0.4  # share of the page from which pictures are those of a scan
_text_object = quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_render_mode = quick(pdfium.FPDFTextObj_GetTextRenderMode)
_BY_INK, _BY_TONE, _BY_EDGE = "ink", "tone", "edge"
_OVER_EDGE = 2.0  # points


class Doubts:
    """Why each word may not be seen, and what came of looking."""

    def __init__(
        self,
        words: list[Word],
        looks: Collection[Look],
        scene: Scene,
        notes: Notes,
        found: Suspects,
        frame: Frame,
        text: Any,
    ) -> None:
        self._words, self._scene, self._found, self._frame = words, scene, found, frame
        self._text = ctypes.c_void_p(ctypes.addressof(text.contents))
        self._notes = notes
        self._by_handle = bool(
            found.covered
            or found.pictured
            or found.crossed
            or scene.clipped
            or scene.layered
            or scene.see_through
        )
        self._lost = lost_colours(looks, scene)
        self._by_place_or_ink = (
            bool(notes.marked or notes.struck)
            or any(k.veiled or k.size < _TINY or k.font == DRAWN for k in looks)
            or any_off_page(scene, frame)
            or any(is_heap(word) for word in words)
        )
        self.any = bool(self._by_handle or self._lost or self._by_place_or_ink)

    def settled(self, page: Any) -> list[Piece] | None:
        """Every word in its place, with why it cannot be seen; None where no word is in doubt."""
        words = self._words
        self._compare()
        handles = [_text_object(self._text, w.place) or 0 for w in words] if self._all else []
        doubts = self._doubts(handles)
        looked = self._looked(page, doubts)
        struck = self._struck_out(handles)
        if not (doubts or struck):
            return None
        pieces: list[Piece] = []
        for i, word in enumerate(words):
            doubt = doubts.get(i)
            found = looked.get(i) or [Piece(word, doubt if isinstance(doubt, HiddenKind) else None)]
            if i in struck and len(found) == 1 and found[0].kind is None:
                found = [Piece(word, HiddenKind.STRUCK)]
            pieces += found
        return pieces

    @property
    def _all(self) -> bool:
        """Whether every word must be asked about, and not those of some colours alone."""
        return self._by_handle or self._by_place_or_ink

    def _doubts(self, handles: Sequence[int]) -> dict[int, HiddenKind | str]:
        """The words, by number, that are or may be hidden, with why or how to find out."""
        out: dict[int, HiddenKind | str] = {}
        words, found, lost = self._words, self._found, self._lost
        marked = found.covered | found.pictured | self._clipped | self._layered | self._see_through
        doubtful: Iterable[int] = range(len(words))
        if not self._by_place_or_ink:  # nearly every word is then beyond doubt: it costs no call
            doubtful = {i for i, word in enumerate(words) if word[5][4] in lost} if lost else set()
            doubtful |= {i for i, handle in enumerate(handles) if handle in marked}
        for i in sorted(doubtful):
            if self._by_place_or_ink or (handles and handles[i] in marked):
                doubt = self._doubt(words[i], handles[i])
            else:
                doubt = self._by_colour(words[i], self._handle(i))
            if doubt:
                out[i] = doubt
        return out

    def _looked(self, page: Any, doubts: dict[int, HiddenKind | str]) -> dict[int, list[Piece]]:
        """What the drawn page says of the words that only it can tell about."""
        words, out = self._words, dict[int, list[Piece]]()
        letters = partial(letter_boxes, text=self._text, frame=self._frame)
        for i, doubt in doubts.items():
            if doubt == _BY_EDGE:
                out[i] = by_edge(words[i], self._frame.width, letters)
        inky = {i: self._handle(i) for i, doubt in doubts.items() if doubt == _BY_INK}
        toned = {i: self._handle(i) for i, doubt in doubts.items() if doubt == _BY_TONE}
        if inky:
            ink = Ink(page, around([words[i] for i in inky]), set(inky.values()), self._scene)
            for i, handle in inky.items():
                kinds = self._without_ink(words[i], handle), self._plain(handle)
                out[i] = by_ink(words[i], ink, letters, *kinds)
        if toned:
            view = drawn(page, around([words[i] for i in toned]))
            seen = [by_tone(words[i], view, letters, self._plain(h)) for i, h in toned.items()]
            out.update(zip(toned, fitted(seen, view) if self._is_scan else seen, strict=True))
        return out

    def _handle(self, i: int) -> int:
        return _text_object(self._text, self._words[i].place) or 0

    def _compare(self) -> None:
        scene, frame = self._scene, self._frame
        self._beneath = [c._replace(sides=turned(c.sides, frame)) for c in scene.covers]
        self._marked = [turned(sides, frame) for sides in self._notes.marked]
        self._struck = [turned(sides, frame) for sides in self._notes.struck]
        self._rules = [turned(r.sides, frame) for r in scene.rules if is_long(r)]
        self._pictures = [c for c in self._beneath if c.is_picture]
        covered = sum(area(c.sides) for c in self._pictures)
        self._is_scan = covered > _LARGE * frame.width * frame.height
        self._order = {t.value or 0: z for t, z in zip(scene.texts, scene.order, strict=True)}
        self._clipped = {t.value or 0 for t in scene.clipped}
        self._see_through = {t.value or 0 for t in scene.see_through}
        self._layered = {t.value or 0 for t in scene.layered}

    def _doubt(self, word: Word, handle: int) -> HiddenKind | str | None:
        """Why a word is not to be seen, how to find out, or None where it is to be seen."""
        if kind := self._by_place(word):
            return kind
        if word.x0 < -_OVER_EDGE or word.x1 > self._frame.width + _OVER_EDGE:
            return _BY_EDGE
        x, y = (word.x0 + word.x1) / 2, word.middle
        if word.look.veiled:
            is_stencil = _render_mode(ctypes.c_void_p(handle)) == pdfium.FPDF_TEXTRENDERMODE_CLIP
            is_by_picture = is_stencil or handle in self._found.pictured
            return _BY_TONE if is_by_picture else HiddenKind.NO_INK
        if word.look.font == DRAWN:
            return _BY_INK
        if handle in self._found.covered and not self._is_under_scan(handle, x, y):
            return _BY_INK
        if handle in self._clipped or handle in self._layered or handle in self._see_through:
            return _BY_INK
        if handle in self._found.pictured:
            return _BY_TONE
        return self._by_colour(word, handle) if word.look.colour in self._lost else None

    def _by_colour(self, word: Word, handle: int) -> str | None:
        """How to find out about a word whose colour is also that of some ground on the page."""
        x, z = (word.x0 + word.x1) / 2, self._order.get(handle, 0)
        beneath = background_of(z, x, word.middle, self._beneath)
        if word.look.colour == PATTERN:
            return _BY_INK
        return _BY_INK if beneath is not None and is_lost_in(word.look.colour, beneath) else None

    def _struck_out(self, handles: Sequence[int]) -> set[int]:
        """The words, by number, that an annotation or a rule strikes out.

        A rule that runs on beyond the words it crosses is an arrow or an edge of a drawing.
        """
        out: set[int] = set()
        for sides in self._struck:
            out |= {
                i
                for i, word in enumerate(self._words)
                if holds(sides, (word.x0 + word.x1) / 2, word.middle)
            }
        crossed = [i for i, handle in enumerate(handles) if handle in self._found.crossed]
        for rule in self._rules if crossed else ():
            met = [i for i in crossed if strikes(rule, self._words[i])]
            if (
                met
                and rule[0] > min(self._words[i].x0 for i in met) - _BEYOND
                and rule[2] < max(self._words[i].x1 for i in met) + _BEYOND
            ):
                out.update(met)
        return out

    def _by_place(self, word: Word) -> HiddenKind | None:
        """Why a word cannot be seen, from its place and its size alone."""
        if is_off(word, self._frame):
            return HiddenKind.OFF_PAGE
        if any(holds(sides, (word.x0 + word.x1) / 2, word.middle) for sides in self._marked):
            return HiddenKind.MARKED
        is_low = word.look.size < _TINY and word.bottom - word.top < 2 * _TINY
        return HiddenKind.TINY if is_low or (word.look.upright and is_heap(word)) else None

    def _is_under_scan(self, handle: int, x: float, y: float) -> bool:
        """Whether a scan's picture lies over a text: some programs put the text layer below it."""
        return self._is_scan and any(
            c.z > self._order.get(handle, 0) and holds(c.sides, x, y) for c in self._pictures
        )

    def _without_ink(self, word: Word, handle: int) -> HiddenKind | None:
        if handle in self._clipped:
            return HiddenKind.CLIPPED
        if handle in self._layered:
            return HiddenKind.LAYER_OFF
        is_blank = handle in self._see_through or word.look.font == DRAWN
        return HiddenKind.NO_INK if is_blank else None

    def _plain(self, handle: int) -> HiddenKind:
        is_covered = handle in self._found.covered or handle in self._found.pictured
        return HiddenKind.COVERED if is_covered else HiddenKind.BACKGROUND_COLOUR
