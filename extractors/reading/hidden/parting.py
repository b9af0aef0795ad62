"""The words of a page divided into those that can be seen, and the places of those that cannot."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.hidden.doubts import Doubts
from extractors.reading.hidden.letters import letter_boxes
from extractors.reading.hidden.notes import AnnotationPlaces, notes_of
from extractors.reading.hidden.overtyped import may_be_overtyped, with_overtyped
from extractors.reading.hidden.penned import penned
from extractors.reading.hidden.places import Piece, hidden_places, rounded, shown
from extractors.reading.hidden.prints import shadows, without
from extractors.reading.hidden.replaced import settle_replaced
from extractors.reading.hidden.scene import Scene
from extractors.reading.hidden.sight import turned
from extractors.reading.hidden.suspects import lost_colours, suspects_of
from extractors.reading.looks import Looks
from extractors.reading.words import ReadWords, Word, frame_of, text_page, words_of
from models.records import Hidden, HiddenKind

# Signs that are boxes or bars, as somebody types them over a name; "n" of Wingdings is one.
_BLOCKS = re.compile(r"([■▪▬█▇▆▅▉▊▋▌▐▓▒░◼◾⬛●⚫\uf06e_\-\u2013\u2014\u2015])\1\1")

_LARGE = 28.0  # points: a dash of this size is as thick as a pen's line through small type


class Parted(NamedTuple):
    """The words that a page shows, and the places of those it does not.

    `is_cut` holds where a page has more text than is read.
    """

    words: list[Word]
    is_cut: bool
    hidden: tuple[Hidden, ...]


def read_seen(page: Any, scene: Scene, before: AnnotationPlaces | None = None) -> Parted:
    """The words of a pypdfium2 page that can be seen, in content order.

    `before` are the annotations that were drawn into the page: they marked and struck out words.
    """
    notes = notes_of(page)
    if before:
        notes.marked.extend(before.marked)
        notes.struck.extend(before.struck)
    if scene.replaced:
        scene.other_words += settle_replaced(page, scene)
        scene.replaced = []  # a page that is turned is read again
    twice = shadows(scene) if scene.faint else set()
    with without(twice), text_page(page) as text:
        found = words_of(text, page)
        outlines = penned(scene, found.looks)
        parted = _parted(page, text, found, scene, notes) if not outlines else None
    if parted is None:
        with without(twice | outlines), text_page(page) as text:
            found = words_of(text, page)
            parted = _parted(page, text, found, scene, notes)
    others = scene.other_words
    if not others:
        return Parted(parted[0], found.is_cut, parted[1])
    frame = frame_of(page)
    places = [Hidden(HiddenKind.OTHER_WORDS, rounded(turned(s, frame))) for s in others]
    return Parted(parted[0], found.is_cut, (*parted[1], *places))


def held_places(page: Any, before: AnnotationPlaces | None = None) -> list[Hidden]:
    """The areas of a page that are marked for redaction or struck out, whatever is there.

    A page that is read from its picture has no words whose places could decide. `before` as above.
    """
    notes, frame = notes_of(page), frame_of(page)
    marked = [*notes.marked, *(before.marked if before else ())]
    struck = [*notes.struck, *(before.struck if before else ())]
    return [
        Hidden(kind, rounded(turned(sides, frame)))
        for kind, places in ((HiddenKind.MARKED, marked), (HiddenKind.STRUCK, struck))
        for sides in places
    ]


def _parted(
    page: Any, text: Any, read: ReadWords, scene: Scene, notes: AnnotationPlaces
) -> tuple[list[Word], tuple[Hidden, ...]]:
    words, looks, frame = read.words, read.looks, read.frame
    if looks is None or frame is None:
        return words, ()
    blocks = looks.broad
    if _BLOCKS.search(read.text):
        blocks = blocks | _blocks(words, text)
    lost = lost_colours((look.colour for look in looks.all), scene)
    found = suspects_of(scene, notes.over, blocks, _covering(looks, lost))
    doubts = Doubts(read, looks, scene, notes, found, frame, text, lost)
    pieces = doubts.settled(page) if doubts.any else None
    if may_be_overtyped(read.text):
        address = ctypes.c_void_p(ctypes.addressof(text.contents))
        letters = partial(letter_boxes, text=address, frame=frame)
        pieces = with_overtyped(pieces or [Piece(word, None) for word in words], letters)
    return (words, ()) if pieces is None else (shown(pieces), hidden_places(pieces))


def _covering(looks: Looks, lost: Collection[int]) -> set[int]:
    """The text objects that may cover other text: by their size, or in the colour of the paper."""
    if not any(look.size >= _LARGE or look.colour in lost for look in looks.all):
        return set()
    return {
        item
        for item, look in looks.of_object.items()
        if item and (look.size >= _LARGE or look.colour in lost)
    }


def _blocks(words: Sequence[Word], text: Any) -> set[int]:
    """The text objects that set at least three boxes in a row."""
    found = [word for word in words if _BLOCKS.match(word.text)]
    return {
        ctypes.cast(pdfium.FPDFText_GetTextObject(text, word.place), ctypes.c_void_p).value or 0
        for word in found
    }
