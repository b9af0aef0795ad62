"""Which text of a page may be invisible, judged from how the page is made, before it is drawn.

Nearly every page is cleared here. For what is left, the page is drawn and looked at (`ink`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.hidden.matrix import Sides
from extractors.reading.hidden.prints import last_prints
from extractors.reading.hidden.scene import Cover, Scene

_LIKE = 48  # of 255 in every colour: letters so like their background can be lost on it
_CROSSINGS = 3  # rules over one line of text: a hatch, where one underlines or strikes out
_SHORTEST = 5.0  # points of a rule that strikes a word out
_CORE = 0.25  # of its height: what only touches the edge of a line does not cover it
_BESIDE = 0.5  # points by which a cover must reach beyond the end of a text
_FEW_PAIRS = 30_000  # of texts and covers: all of them are compared sooner than sorted
_ROUNDED = 0.01  # points by which numbers of four bytes may be off
_AT_ONCE = 1_000_000  # comparisons of one step: some megabytes
_ON_TOP = 1 << 30
WHITE, _NO_ONE = 0xFFFFFF, -1
PATTERN = 0xBFBFBF  # what PDFium gives for letters in a pattern, whatever that looks like


class Suspects(NamedTuple):
    """Text objects by handle: those that something may cover, those on or under a picture.

    `crossed` are those that a level rule runs through.
    """

    covered: set[int]
    pictured: set[int]
    crossed: set[int]
    overset: set[int]  # those that other text may cover
    over: Collection[int]  # the text that may


def suspects_of(
    scene: Scene,
    notes: Sequence[Sides],
    blocks: Collection[int] = (),
    over: Collection[int] = (),
) -> Suspects:
    """Text that what is drawn later, or an annotation of `notes`, may cover.

    `blocks` are texts whose signs are boxes themselves: they cover what is drawn before them.
    `over` are texts that may do so by their size or their colour.
    """
    found = Suspects(set(), set(), set(), set(), over)
    if not scene.texts:
        return found
    first = scene.order[0]
    level = [rule for rule in scene.rules if is_long(rule)]
    hatch = [rule for rule in scene.rules if rule.z > first]
    if len(hatch) < _CROSSINGS:
        hatch = []
    pictures = [c for c in scene.covers if c.is_picture or c.colour is None]
    later = [c for c in scene.covers if c.z > first]
    later += [Cover(_ON_TOP, sides) for sides in notes]
    if blocks:
        later += _as_covers(scene, blocks)
    texts_over = list(_as_covers(scene, over)) if over else []
    if not (level or hatch or pictures or later or texts_over):
        return found
    texts = _Texts(scene)
    met = texts.times_met(
        (level, False), (hatch, True), (pictures, False), (later, True), (texts_over, True)
    )
    if met is None:
        return found
    crossed, often, pictured, covered, overset = met
    _add(found.overset, scene, overset > 0)
    _add(found.crossed, scene, crossed > 0)
    _add(found.covered, scene, often >= _CROSSINGS)
    _add(found.covered, scene, covered > 0)
    _add(found.pictured, scene, pictured > 0)
    if found.covered:  # what is drawn once more over its cover is not; PDFium gives the first
        last, under = last_prints(scene), set(found.covered)
        prints = ((scene.texts[first], scene.texts[end]) for first, end in last.items())
        found.covered.difference_update(first for first, end in prints if end not in under)
    return found


def _as_covers(scene: Scene, texts: Collection[int]) -> Iterator[Cover]:
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
    for i in [i for i, item in enumerate(scene.texts) if item in texts]:
        left, bottom, right, top = sides[i].tolist()
        yield Cover(scene.order[i], (left, bottom, right, top))


def _add(to: set[int], scene: Scene, mask: NDArray[np.bool_]) -> None:
    if mask.any():
        to.update(scene.texts[i] for i in np.flatnonzero(mask))


class _Texts:
    """The cores of a page's texts, to be compared with what lies over and beneath them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        left, low, right, high = np.frombuffer(scene.sides, np.float32).reshape(-1, 4).T
        edge = _CORE * (high - low)
        self._low, self._high = low + edge, high - edge
        self._left, self._right = left + _BESIDE, right - _BESIDE
        self._from_below: tuple[NDArray[np.intp], NDArray[np.float32], float] | None = None

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return np.array(self._scene.order, np.int64)

    def times_met(self, *kinds: tuple[Sequence[Cover], bool]) -> list[NDArray[np.int64]] | None:
        """For each kind how many of its covers meet the core of each text; None: no cover does.

        With True a cover counts where it is drawn after the text.
        """
        covers = [cover for some, _ in kinds for cover in some]
        counts = [np.zeros(len(self._low), dtype=np.int64) for _ in kinds]
        step = max(1, _AT_ONCE // len(self._low))
        are_met = False
        for start in range(0, len(covers), step):
            texts, numbers, is_later = self._meetings(covers[start : start + step])
            if not len(texts):
                continue
            are_met, low = True, -start
            for count, (some, must_be_later) in zip(counts, kinds, strict=True):
                if not some:
                    continue
                here = (numbers >= low) & (numbers < low + len(some))
                low += len(some)
                if must_be_later:
                    here &= is_later
                np.add(count, np.bincount(texts[here], minlength=len(count)), out=count)
        return counts if are_met else None

    def _meetings(
        self, covers: Sequence[Cover]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
        """Which texts meet which covers, both by their numbers, and whether the cover is later."""
        left, low, right, high = np.array([c.sides for c in covers], np.float32).T
        texts, numbers = self._level(low, high)
        if not len(texts):
            return texts, numbers, np.zeros(0, np.bool_)
        meets = (self._left[texts] < right[numbers]) & (self._right[texts] > left[numbers])
        if not meets.any():
            return texts[:0], numbers[:0], np.zeros(0, np.bool_)
        texts, numbers = texts[meets], numbers[meets]
        z = np.array([c.z for c in covers])
        return texts, numbers, z[numbers] > self._order[texts]

    def _level(
        self, low: NDArray[np.float32], high: NDArray[np.float32]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The pairs of texts and covers that are level with each other: few of all."""
        if len(low) * len(self._low) <= _FEW_PAIRS:
            is_level = self._low[:, None] < high
            is_level &= self._high[:, None] > low
            # One row after the other: numpy's way for a flat array is several times as quick.
            texts, numbers = np.divmod(np.flatnonzero(is_level), len(low))
            return texts, numbers
        order, lows, tallest = self._sorted()
        first = np.searchsorted(lows, low - tallest)
        counts = np.maximum(np.searchsorted(lows, high) - first, 0)
        numbers = np.repeat(np.arange(len(low)), counts)
        places = np.arange(len(numbers)) - np.repeat(np.cumsum(counts) - counts - first, counts)
        texts = order[places]
        is_level = (self._low[texts] < high[numbers]) & (self._high[texts] > low[numbers])
        return texts[is_level], numbers[is_level]

    def _sorted(self) -> tuple[NDArray[np.intp], NDArray[np.float32], float]:
        """The texts from the lowest to the highest, where they begin, how high the tallest is."""
        if self._from_below is None:
            order = np.argsort(self._low, kind="stable")
            tallest = float((self._high - self._low).max()) + _ROUNDED
            self._from_below = order, self._low[order], tallest
        return self._from_below


def is_long(rule: Cover) -> bool:
    """Whether a rule is wide enough, in page space, to strike a word out."""
    left, bottom, right, top = rule.sides
    return max(right - left, top - bottom) >= _SHORTEST


def is_lost_in(colour: int, background: int | None) -> bool:
    """Whether letters of a colour can hardly be seen on a background; None: of no one colour."""
    return (
        background is not None
        and abs((colour & 255) - (background & 255)) < _LIKE
        and abs((colour >> 8 & 255) - (background >> 8 & 255)) < _LIKE
        and abs((colour >> 16 & 255) - (background >> 16 & 255)) < _LIKE
    )


def lost_colours(colours: Iterable[int], scene: Scene) -> set[int]:
    """Those colours of a page's text that its paper or one of its fills has as well."""
    backgrounds = {WHITE, *(c.colour for c in scene.covers if c.colour is not None)}
    return {c for c in {*colours} if c == PATTERN or any(is_lost_in(c, b) for b in backgrounds)}


def backgrounds(
    order: Sequence[int], places: Sequence[tuple[float, float]], covers: Sequence[Cover]
) -> list[int | None]:
    """The colour of what lies beneath each place of text; None: no one colour.

    `order` says when the text of each place is drawn.
    """
    z, (x, y) = np.array(order), np.array(places).T
    colours = np.full(len(order), WHITE)
    for cover in covers:
        left, top, right, bottom = cover.sides
        is_on = (z >= cover.z) & (left <= x) & (x <= right) & (top <= y) & (y <= bottom)
        colours[is_on] = _NO_ONE if cover.colour is None else cover.colour
    return [None if colour == _NO_ONE else colour for colour in colours.tolist()]
