"""The words of a page divided into those that can be seen, and the places of those that cannot."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.hidden.doubts import Doubts
from extractors.reading.hidden.notes import Notes, notes_of
from extractors.reading.hidden.places import hidden_places, rounded, shown
from extractors.reading.hidden.replaced import settle_replaced
from extractors.reading.hidden.scene import Scene
from extractors.reading.hidden.sight import turned
from extractors.reading.hidden.suspects import lost_colours, suspects_of
from extractors.reading.looks import Looks
from extractors.reading.words import Word, frame_of, text_page, words_of
from models.records import Hidden, HiddenKind

# Signs that are boxes or bars, as somebody types them over a name; "n" of Wingdings is one.
_BLOCKS = frozenset(sign * 3 for sign in "■▪▬█▇▆▅▉▊▋▌▐▓▒░◼◾⬛●⚫\uf06e_-\u2013\u2014\u2015")


_LARGE = 28.0  # points: a dash of this size is as thick as a pen's line through small type


class Parted(NamedTuple):
    """The words that a page shows, and the places of those it does not.

    `is_cut` holds where a page has more text than is read.
    """

    words: list[Word]
    is_cut: bool
    hidden: tuple[Hidden, ...]


def read_seen(page: Any, scene: Scene) -> Parted:
    """The words of a pypdfium2 page that can be seen, in content order."""
    notes = notes_of(page)
    if scene.replaced:
        scene.other_words += settle_replaced(page, scene)
        scene.replaced = []  # a page that is turned is read again
    with text_page(page) as text:
        words, is_cut, looks = words_of(text, page)
        parted = _parted(page, text, words, looks, scene, notes) if looks else (words, ())
    others = scene.other_words
    if not others:
        return Parted(parted[0], is_cut, parted[1])
    frame = frame_of(page)
    places = [Hidden(HiddenKind.OTHER_WORDS, rounded(turned(s, frame))) for s in others]
    return Parted(parted[0], is_cut, (*parted[1], *places))


def _parted(
    page: Any, text: Any, words: list[Word], looks: Looks, scene: Scene, notes: Notes
) -> tuple[list[Word], tuple[Hidden, ...]]:
    blocks = _blocks(words, text) | looks.broad
    found = suspects_of(scene, notes.over, blocks, _covering(looks, scene))
    doubts = Doubts(words, looks, scene, notes, found, frame_of(page), text)
    if not doubts.any:
        return words, ()
    pieces = doubts.settled(page)
    return (words, ()) if pieces is None else (shown(pieces), hidden_places(pieces))


def _covering(looks: Looks, scene: Scene) -> set[int]:
    """The text objects that may cover other text: by their size, or in the colour of the paper."""
    lost = lost_colours(looks.all, scene)
    if not any(look.size >= _LARGE or look.colour in lost for look in looks.all):
        return set()
    return {
        item
        for item, look in looks.of_object.items()
        if item and (look.size >= _LARGE or look.colour in lost)
    }


def _blocks(words: Sequence[Word], text: Any) -> set[int]:
    """The text objects that set at least three boxes in a row."""
    found = [word for word in words if word[0][:3] in _BLOCKS]
    return {
        ctypes.cast(pdfium.FPDFText_GetTextObject(text, word.place), ctypes.c_void_p).value or 0
        for word in found
    }
