"""Why a word of a page may be invisible, and what looking at it showed."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.handles import asked, quick
from extractors.reading.hidden.ink import Ink, drawn
from extractors.reading.hidden.judging import around, bands, by_edge, by_ink, by_tone, clusters
from extractors.reading.hidden.layer import judged
from extractors.reading.hidden.letters import letter_boxes
from extractors.reading.hidden.matrix import Sides, area, holds
from extractors.reading.hidden.notes import AnnotationPlaces
from extractors.reading.hidden.outlined import by_shape
from extractors.reading.hidden.places import Piece
from extractors.reading.hidden.prints import later_prints
from extractors.reading.hidden.repainted import colours_of, last_colours
from extractors.reading.hidden.scene import Scene
from extractors.reading.hidden.sight import (
    TINY,
    any_off_page,
    behind_stencils,
    beyond,
    by_place,
    heaps,
    is_joined,
    is_on,
    struck_out,
    turned,
)
from extractors.reading.hidden.suspects import (
    PATTERN,
    Suspects,
    backgrounds,
    is_long,
    is_lost_in,
)
from extractors.reading.looks import DRAWN, Looks
from extractors.reading.words import Frame, ReadWords, Word
from models.records import HiddenKind

_LARGE = 0.4  # share of the page from which pictures are those of a scan
_text_object = quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_render_mode = asked(pdfium.FPDFTextObj_GetTextRenderMode)
_BY_INK, _BY_ALL, _BY_TONE, _BY_LAYER, _BY_EDGE = "ink", "all", "tone", "layer", "edge"
_BY_SHAPE = "shape"
_FILLED_AND_STROKED = pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
_OVER_EDGE = 2.0  # points
_PRINTS_APART = 4.0  # points
_HAS_SIGN = re.compile(r"[^\x00-\x20\x7f-\xa0\ufffd]")
_SHORT = 3  # letters: one stroke of a watermark may lie over a word as short as that


class Doubts:
    """Why each word may not be seen, and what came of looking."""

    def __init__(
        self,
        read: ReadWords,
        looks: Looks,
        scene: Scene,
        notes: AnnotationPlaces,
        found: Suspects,
        frame: Frame,
        text: Any,
        lost: set[int],
    ) -> None:
        self._words, self._scene, self._found, self._frame = read.words, scene, found, frame
        self._text, self._looks = ctypes.c_void_p(ctypes.addressof(text.contents)), looks
        self._notes, self._lost, self._broad = notes, lost, looks.broad
        scene.clipped += behind_stencils(scene, looks)
        self._last = last_colours(scene, looks, lost)
        self._by_handle = bool(
            found.covered
            or found.pictured
            or found.crossed
            or found.overset
            or scene.clipped
            or scene.layered
            or scene.see_through
            or looks.broad
            or self._last
        )
        self._odd = {id(k) for k in looks.all if k.veiled or k.size < TINY or k.font == DRAWN}
        # Looks of words whose letters take up no room: their font has no drawings of them.
        self._blank = {id(looks.of_object[i]) for i in scene.blank & looks.of_object.keys()}
        self._odd |= self._blank
        self._over_edge = any_off_page(scene, frame)
        self._heaps = heaps(read.words, read.narrow)
        self.any = bool(
            self._by_handle
            or self._lost
            or self._odd
            or self._over_edge
            or self._heaps
            or notes.marked
            or notes.struck
        )

    def settled(self, page: Any) -> list[Piece] | None:
        """Every word in its place, with why it cannot be seen; None where no word is in doubt."""
        words = self._words
        self._compare()
        places = [word.place for word in words] if self._by_handle else []
        self._handles = [found or 0 for found in map(_text_object, repeat(self._text), places)]
        doubts = self._doubts()
        looked = self._looked(page, doubts)
        crossed = [i for i, handle in enumerate(self._handles) if handle in self._found.crossed]
        struck = struck_out(words, self._struck, self._rules, crossed)
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

    def _doubts(self) -> dict[int, HiddenKind | str]:
        """The words, by number, that are or may be hidden, with why or how to find out."""
        doubtful, out = self._doubtful(), dict[int, HiddenKind | str]()
        lost = self._lost_words()
        self._in_doubt = doubtful
        self._pale = {i for i in lost if self._words[i].look.colour != PATTERN}
        for i in sorted(doubtful | lost):
            doubt = self._doubt(i) if i in doubtful else None
            if doubt or i in lost:
                out[i] = _BY_INK if doubt is None or (doubt == _BY_ALL and i in lost) else doubt
            if i in lost and self._handle(i) in self._last:
                out[i] = HiddenKind.BACKGROUND_COLOUR
        return out

    def _doubtful(self) -> set[int]:
        """The words that there is any reason but their colour to doubt; nearly always few."""
        words, found, out = self._words, self._found, set(self._heaps)
        marked = found.covered | found.pictured | found.overset
        marked |= self._clipped | self._layered | self._see_through | self._broad
        if marked:
            out.update(i for i, handle in enumerate(self._handles) if handle in marked)
        if self._odd:
            out.update(i for i, word in enumerate(words) if id(word[5]) in self._odd)
        if self._over_edge:
            out.update(beyond(words, self._frame))
        for sides in self._marked:
            out.update(i for i, word in enumerate(words) if is_on(word, sides))
        return out

    def _lost_words(self) -> set[int]:
        """The words that have the colour of what lies beneath them, or one that nobody knows."""
        lost, last = self._lost, self._last
        some = [i for i, word in enumerate(self._words) if word[5][4] in lost] if lost else []
        if last:  # what is drawn again has the colour of its last print
            some = sorted({*some, *(i for i, handle in enumerate(self._handles) if handle in last)})
        if not some:
            return set()
        words = [self._words[i] for i in some]
        handles = [self._handle(i) for i in some]
        order = [self._order.get(handle, 0) for handle in handles]
        colours = [last.get(h, w.look.colour) for h, w in zip(handles, words, strict=True)]
        places = [((word.x0 + word.x1) / 2, word.middle) for word in words]
        beneath = backgrounds(order, places, self._beneath)
        found = {
            i: (handle, ground)
            for i, handle, colour, ground in zip(some, handles, colours, beneath, strict=True)
            if colour == PATTERN or is_lost_in(colour, ground)
        }
        again = self._printed_again({h for h, _ in found.values()}) if found else {}
        seen = dict(zip(again, colours_of([*again.values()]), strict=True))
        return {
            i for i, (h, ground) in found.items() if h not in seen or is_lost_in(seen[h], ground)
        }

    def _looked(self, page: Any, doubts: dict[int, HiddenKind | str]) -> dict[int, list[Piece]]:
        """What the drawn page says of the words that only it can decide."""
        words, width = self._words, self._frame.width
        letters = partial(letter_boxes, text=self._text, frame=self._frame)
        out = {i: by_edge(words[i], width, letters) for i, d in doubts.items() if d == _BY_EDGE}
        bare = [i for i, doubt in doubts.items() if doubt == _BY_SHAPE]
        out.update(zip(bare, by_shape(page, [words[i] for i in bare], self._scene), strict=True))
        layer = [i for i, doubt in doubts.items() if doubt == _BY_LAYER]
        toned = clusters((i, words[i]) for i, doubt in doubts.items() if doubt == _BY_TONE)
        for some in (*toned, layer) if layer else toned:
            view = drawn(page, around([words[i] for i in some]))
            for i in some:
                out[i] = by_tone(words[i], view, letters, self._plain(self._handle(i)))
            for group in self._by_picture(layer) if some is layer else ():
                those, seen = [words[i] for i in group], [out[i] for i in group]
                found = judged(those, seen, view, is_scan=self._is_scan)
                out.update(zip(group, found, strict=True))
        inky = {
            i: self._handle(i)
            for i, doubt in doubts.items()
            if doubt in (_BY_INK, _BY_ALL) or (i in out and self._has_ink(i, doubt, out[i]))
        }
        # Text that may cover other text is looked at by itself: the ink of both would be one.
        over = [i for i, handle in inky.items() if handle in self._found.over]
        others = [(i, words[i]) for i in inky if i not in over]
        for group in (*bands(others), *self._bands_over(over)):
            of = {item for i in group for item in self._handles_of(i)}
            pens = self._by_pen(group)
            ink = Ink(page, around([words[i] for i in group]), of, self._scene, pens)
            for i in group:
                handle = inky[i]
                kinds = self._without_ink(words[i], handle), self._plain(handle)
                # A watermark's letters may cross a word: they hide it where all of it is gone.
                of_letters = None if doubts[i] == _BY_ALL else letters
                out[i] = by_ink(words[i], ink, of_letters, *kinds, is_pale=i in self._pale)
        return out

    def _bands_over(self, over: Sequence[int]) -> list[list[int]]:
        """Groups of words that may cover others; one printed on its like is of another group."""
        prints: dict[str, list[list[int]]] = {}
        for i in over:
            word = self._words[i]
            same = prints.setdefault(word.text, [])
            at = next((p for p in same if _is_at(self._words[p[-1]], word)), None)
            same.append([i]) if at is None else at.append(i)
        found = [some for same in prints.values() for some in same]
        most = max(map(len, found), default=0)
        layers = ([some[n] for some in found if n < len(some)] for n in range(most))
        return [group for layer in layers for group in bands((i, self._words[i]) for i in layer)]

    def _handles_of(self, i: int) -> set[int]:
        """The text objects of a word that have its colour: browsers draw letter by letter."""
        word, first = self._words[i], self._handle(i)
        places = range(word.place + 1, word.place + len(word.text))
        others = [*({_text_object(self._text, place) or 0 for place in places} - {0, first})]
        colour, *colours = colours_of([first, *others]) if others else (0,)
        return {first, *(o for o, its in zip(others, colours, strict=True) if its == colour)}

    def _by_pen(self, group: Sequence[int]) -> set[int]:
        """The texts of words whose letters have the colour of their ground and an outline."""
        pale = {item for i in group if i in self._pale for item in self._handles_of(i)}
        return {item for item in pale if _render_mode(item) == _FILLED_AND_STROKED}

    def _has_ink(self, i: int, doubt: HiddenKind | str, found: Sequence[Piece]) -> bool:
        """Whether a word that a picture's tone seems to hide may show by its own ink."""
        is_own = doubt == _BY_TONE and not self._words[i].look.veiled
        hidden = any(piece.kind for piece in found)
        return is_own and hidden and self._handle(i) not in self._broad

    def _by_picture(self, layer: Sequence[int]) -> list[list[int]]:
        """The words of each picture's layer; a scan may be cut into many pictures."""
        groups: dict[Sides | None, list[int]] = {}
        for i in layer:
            word = self._words[i]
            x, y = (word.x0 + word.x1) / 2, word.middle
            on = (c.sides for c in self._pictures if holds(c.sides, x, y))
            groups.setdefault(None if self._is_scan else next(on, None), []).append(i)
        return list(groups.values())

    def _handle(self, i: int) -> int:
        return _text_object(self._text, self._words[i].place) or 0

    def _compare(self) -> None:
        scene, frame = self._scene, self._frame
        self._beneath = [c._replace(sides=turned(c.sides, frame)) for c in scene.covers]
        self._marked = [turned(sides, frame) for sides in self._notes.marked]
        self._struck = [turned(sides, frame) for sides in self._notes.struck]
        long = [rule for rule in scene.rules if is_long(rule)] if self._found.crossed else []
        self._rules = [turned(rule.sides, frame) for rule in long]
        self._pictures = [c for c in self._beneath if c.is_picture]
        covered = sum(area(c.sides) for c in self._pictures)
        self._is_scan = covered > _LARGE * frame.width * frame.height
        self._order = dict(zip(scene.texts, scene.order, strict=True))
        self._clipped, self._layered = set(scene.clipped), set(scene.layered)
        self._see_through = set(scene.see_through)

    @cached_property
    def _again(self) -> Collection[int]:
        """The texts of words in doubt that are printed once more where nothing can hide them."""
        return self._printed_again({self._handle(i) for i in self._in_doubt})

    def _printed_again(self, handles: Collection[int]) -> dict[int, int]:
        """Those texts that are printed once more, over a shadow, where nothing can hide them."""
        found = self._found.covered | self._found.pictured | self._found.overset
        found = found | self._clipped | self._layered | self._see_through
        return later_prints(self._scene, handles, self._looks.of_object, found)

    def _doubt(self, i: int) -> HiddenKind | str | None:
        """Why a word is not to be seen, how to find out, or None where it is to be seen."""
        word, handle = self._words[i], self._handle(i)
        letters = partial(letter_boxes, text=self._text, frame=self._frame)
        if kind := by_place(word, self._frame, self._marked, letters):
            return kind
        if word.x0 < -_OVER_EDGE or word.x1 > self._frame.width + _OVER_EDGE:
            return _BY_EDGE
        return None if handle in self._again else self._by_print(word, handle)

    def _by_print(self, word: Word, handle: int) -> str | None:
        """How to find out whether a word is hidden by how it and what lies over it are drawn."""
        x, y = (word.x0 + word.x1) / 2, word.middle
        if word.look.veiled:
            is_stencil = _render_mode(handle) == pdfium.FPDF_TEXTRENDERMODE_CLIP
            is_by_picture = is_stencil or handle in self._found.pictured
            by_picture = _BY_TONE if is_stencil else _BY_LAYER
            return by_picture if is_by_picture else _BY_SHAPE
        is_blank = word.look.font == DRAWN or id(word.look) in self._blank
        if is_blank and not is_joined(word):
            return _BY_INK
        if handle in self._found.covered:
            return _BY_LAYER if self._is_under_scan(handle, x, y) else _BY_INK
        if handle in self._clipped or handle in self._layered or handle in self._see_through:
            return _BY_INK
        if handle in self._found.pictured or handle in self._broad:
            return _BY_TONE
        is_overset = handle in self._found.overset and len(word.text) > _SHORT
        return _BY_ALL if is_overset else None

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
        if not _HAS_SIGN.search(word.text):  # a space that its font does not name
            return None
        has_font = word.look.font != DRAWN and id(word.look) not in self._blank
        return HiddenKind.NO_INK if handle in self._see_through or not has_font else None

    def _plain(self, handle: int) -> HiddenKind:
        found = self._found
        is_covered = handle in found.covered or handle in found.pictured or handle in found.overset
        return HiddenKind.COVERED if is_covered else HiddenKind.BACKGROUND_COLOUR


def _is_at(a: Word, b: Word) -> bool:
    """Whether two words begin at one place."""
    return abs(a.x0 - b.x0) < _PRINTS_APART and abs(a.middle - b.middle) < _PRINTS_APART
