"""What a word's place alone says of whether it can be read: off the page, squeezed, struck out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pypdfium2.raw as pdfium

from extractors.reading.handles import asked
from extractors.reading.hidden.matrix import Sides, holds
from extractors.reading.hidden.scene import Scene
from extractors.reading.looks import Looks
from extractors.reading.words import NARROW, Frame, Word
from models.records import HiddenKind

TINY = 1.6  # points; the smallest print of any contract has 4
_render_mode = asked(pdfium.FPDFTextObj_GetTextRenderMode)
_HAIR = 0.4  # points to a letter
_ON_PAGE = 0.25, 0.5  # of a word's width and height; with less of it nobody can read it
_STRIKES = 0.35, 0.75  # of a word's height; what underlines it runs below
_BEYOND = 0.6  # of a word's height, by which a rule that strikes it out may run on: a space
_ENDS = 0.2  # of a word's width, by which a rule may fall short of either end


# Arabic, Hebrew and the scripts of India join and stack their letters: the width of a word and
# the places of its letters say nothing of what can be read.
_JOINED = re.compile("[\u0590-\u109f\u1700-\u1cff\ufb1d-\ufdff\ufe70-\ufeff]")


def is_joined(word: Word) -> bool:
    """Whether a word is in a script whose letters join or stack."""
    return not word.text.isascii() and _JOINED.search(word.text) is not None


def is_heap(word: Word) -> bool:
    """Whether a word's letters are squeezed or stacked so that nobody can read them."""
    text, x0, _, x1, _, look, _, _ = word
    return not is_joined(word) and x1 - x0 < max(_HAIR, NARROW * look[1]) * len(text)


def with_usual_size(word: Word, letters: Sequence[Sides]) -> Word:
    """A word in the size of most of its letters, where it begins with a larger one."""
    heights = sorted(bottom - top for _, top, _, bottom in letters)
    size = min(word.look.size, heights[len(heights) // 2])
    return word._replace(look=word.look._replace(size=size))


def by_place(
    word: Word,
    frame: Frame,
    marked: Iterable[Sides],
    letters_of: Callable[[Word], Sequence[Sides] | None],
) -> HiddenKind | None:
    """Why a word cannot be seen, or is not to be, from its place and its size alone."""
    if is_off(word, frame):
        return HiddenKind.OFF_PAGE
    if any(is_on(word, sides) for sides in marked):
        return HiddenKind.MARKED
    if is_joined(word):
        return None
    is_low = word.look.size < TINY and word.bottom - word.top < 2 * TINY
    return HiddenKind.TINY if is_low or _is_squeezed(word, letters_of) else None


def _is_squeezed(word: Word, letters_of: Callable[[Word], Sequence[Sides] | None]) -> bool:
    """Whether a word is a heap by the size of most letters: the first may be an initial."""
    if not word.look.upright or not is_heap(word):
        return False
    boxes = letters_of(word)
    return boxes is None or is_heap(with_usual_size(word, boxes))


def behind_stencils(scene: Scene, looks: Looks) -> list[int]:
    """The texts that are drawn after letters that serve as a clip, and may lie outside of these."""
    stencils = {
        item
        for item, look in looks.of_object.items()
        if item and look.veiled and _render_mode(item) == pdfium.FPDF_TEXTRENDERMODE_CLIP
    }
    if not stencils:
        return []
    order = dict(zip(scene.texts, scene.order, strict=True))
    first = min(order.get(item, 0) for item in stencils)
    return [item for item, z in order.items() if z > first and item not in stencils]


def heaps(words: Sequence[Word], narrow: Iterable[int]) -> list[int]:
    """Those of some words, by number, that may be heaps."""
    some = ((i, words[i]) for i in narrow)
    return [i for i, word in some if word.x1 - word.x0 < NARROW * word.look.size * len(word.text)]


def beyond(words: Iterable[Word], frame: Frame) -> list[int]:
    """The words, by number, that reach beyond the page as it is shown."""
    width, height = frame.width, frame.height
    return [
        i
        for i, (_, x0, top, x1, bottom, _, _, _) in enumerate(words)
        if x0 < 0 or top < 0 or x1 > width or bottom > height
    ]


def is_off(word: Word, frame: Frame) -> bool:
    """Whether hardly anything of a word lies on the page as it is shown."""
    width = min(word.x1, frame.width) - max(word.x0, 0.0)
    height = min(word.bottom, frame.height) - max(word.top, 0.0)
    wide, high = _ON_PAGE
    return width < wide * (word.x1 - word.x0) or height < high * (word.bottom - word.top)


def _strikes(rule: Sides, word: Word) -> bool:
    """Whether a rule runs through the middle of a whole word, from its first to its last letter."""
    left, top, right, bottom = rule
    width, y = word.x1 - word.x0, (top + bottom) / 2
    low, high = (word.top + share * (word.bottom - word.top) for share in _STRIKES)
    return (
        right - left > bottom - top
        and low <= y <= high
        and left <= word.x0 + _ENDS * width
        and right >= word.x1 - _ENDS * width
    )


def struck_out(
    words: Sequence[Word], struck: Iterable[Sides], rules: Iterable[Sides], crossed: Sequence[int]
) -> set[int]:
    """The words, by number, that an annotation or a rule strikes out.

    `crossed` are those that a rule meets. A rule that runs on beyond the words it crosses is an
    arrow or an edge of a drawing.
    """
    out: set[int] = set()
    for sides in struck:
        out.update(i for i, word in enumerate(words) if is_on(word, sides))
    for rule in rules if crossed else ():
        met = [i for i in crossed if _strikes(rule, words[i])]
        if not met:
            continue
        room = _BEYOND * max(words[i].bottom - words[i].top for i in met)
        if (
            rule[0] > min(words[i].x0 for i in met) - room
            and rule[2] < max(words[i].x1 for i in met) + room
        ):
            out.update(met)
    return out


def is_on(word: Word, sides: Sides) -> bool:
    """Whether the middle of a word lies in a rectangle."""
    return holds(sides, (word.x0 + word.x1) / 2, word.middle)


def any_off_page(scene: Scene, frame: Frame) -> bool:
    """Whether any text reaches beyond the page as it is shown."""
    if not scene.texts:
        return False
    wide, high = (frame.height, frame.width) if frame.quarters % 2 else (frame.width, frame.height)
    sides = np.frombuffer(scene.sides, np.float32)
    left, bottom, right, top = (
        sides[::4].min(),
        sides[1::4].min(),
        sides[2::4].max(),
        sides[3::4].max(),
    )
    return bool(
        left < frame.left
        or bottom < frame.bottom
        or right > frame.left + wide
        or top > frame.bottom + high
    )


def turned(sides: Sides, frame: Frame) -> Sides:
    """Sides in page space as a box on the page as shown: left, top, right, bottom."""
    return frame.box(pdfium.FS_RECTF(left=sides[0], bottom=sides[1], right=sides[2], top=sides[3]))
