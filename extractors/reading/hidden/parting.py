"""The words of a page parted into those one can see and the places of those one cannot."""

from __future__ import annotations

from typing import Any, NamedTuple

from extractors.reading.hidden.doubts import Doubts, turned
from extractors.reading.hidden.notes import Notes, notes_of
from extractors.reading.hidden.places import hidden_places, rounded, shown
from extractors.reading.hidden.replaced import settle_replaced
from extractors.reading.hidden.scene import Scene, scene_of
from extractors.reading.hidden.suspects import suspects_of
from extractors.reading.words import Word, frame_of, text_page, words_of
from models.records import Hidden, HiddenKind


class Parted(NamedTuple):
    """The words that a page shows, and the places of those it does not.

    `is_cut` holds where a page has more text than is read.
    """

    words: list[Word]
    is_cut: bool
    hidden: tuple[Hidden, ...]


def read_seen(page: Any, *, has_layers: bool = False) -> Parted:
    """The words of a pypdfium2 page that can be seen, in content order."""
    scene, notes, frame = scene_of(page, has_layers=has_layers), notes_of(page), frame_of(page)
    replaced = settle_replaced(page, scene) if scene.replaced else []
    with text_page(page) as text:
        words, is_cut = words_of(text, page)
        parted = _parted(page, text, words, scene, notes)
    others = [Hidden(HiddenKind.OTHER_WORDS, rounded(turned(s, frame))) for s in replaced]
    return Parted(parted[0], is_cut, (*parted[1], *others))


def _parted(
    page: Any, text: Any, words: list[Word], scene: Scene, notes: Notes
) -> tuple[list[Word], tuple[Hidden, ...]]:
    if not words:
        return words, ()
    found = suspects_of(scene, notes.over)
    doubts = Doubts(words, scene, notes, found, frame_of(page), text)
    if not doubts.any:
        return words, ()
    pieces = doubts.settled(page)
    return shown(pieces), hidden_places(pieces)
