"""Which text of a page may not be seen, told from how the page is made, before anything is drawn.

Nearly every page is cleared here. What is left is looked at as it is drawn (`ink`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.hidden.matrix import Sides, holds
from extractors.reading.hidden.scene import Cover, Scene
from extractors.reading.looks import Look

_LIKE = 48  # of 255 in every colour: letters so like their background can be lost on it
_CROSSINGS = 3  # rules over one line of text: a hatch, where one underlines or strikes out
_SHORTEST = 5.0  # points of a rule that strikes a word out
_CORE = 0.25  # of its height: what only touches the edge of a line does not cover it
_BESIDE = 0.5  # points by which a cover must reach beyond the end of a text
_AT_ONCE = 1_000_000  # comparisons of one step: some megabytes
_ON_TOP = 1 << 30
WHITE = 0xFFFFFF
PATTERN = 0xBFBFBF  # what PDFium gives for letters in a pattern, whatever that looks like


class Suspects(NamedTuple):
    """Text objects by handle: those that something may cover, those on or under a picture.

    `crossed` are those that a level rule runs through.
    """

    covered: set[int]
    pictured: set[int]
    crossed: set[int]


def suspects_of(scene: Scene, notes: Sequence[Sides]) -> Suspects:
    """Text that what is drawn later, or an annotation of `notes`, may cover."""
    found = Suspects(set(), set(), set())
    if not scene.texts:
        return found
    first = scene.order[0]
    later = [c for c in scene.covers if c.z > first]
    later += [Cover(_ON_TOP, sides) for sides in notes]
    rules = [c for c in scene.rules if c.z > first]
    if len(rules) >= _CROSSINGS:
        _add(found.covered, scene, _times_met(scene, rules, later=True) >= _CROSSINGS)
    level = [rule for rule in scene.rules if is_long(rule)]
    if level:
        _add(found.crossed, scene, _times_met(scene, level, later=False) > 0)
    if later:
        _add(found.covered, scene, _times_met(scene, later, later=True) > 0)
    pictures = [c for c in scene.covers if c.is_picture or c.colour is None]
    if pictures:
        _add(found.pictured, scene, _times_met(scene, pictures, later=False) > 0)
    return found


def _add(to: set[int], scene: Scene, mask: NDArray[np.bool_]) -> None:
    if mask.any():
        to.update(scene.texts[i].value or 0 for i in np.flatnonzero(mask))


def _times_met(scene: Scene, covers: Sequence[Cover], *, later: bool) -> NDArray[np.int64]:
    """How many covers meet the core of each text; with `later` only those drawn after it."""
    left, low, right, high = np.frombuffer(scene.sides, np.float32).reshape(-1, 4, 1).swapaxes(0, 1)
    edge = _CORE * (high - low)
    low, high, left, right = low + edge, high - edge, left + _BESIDE, right - _BESIDE
    counts = np.zeros(len(scene.texts), dtype=np.int64)
    step = max(1, _AT_ONCE // len(scene.texts))
    for start in range(0, len(covers), step):
        some = covers[start : start + step]
        sides = np.array([c.sides for c in some], np.float32)
        meets = (left < sides[:, 2]) & (right > sides[:, 0]) & (low < sides[:, 3])
        meets &= high > sides[:, 1]
        if later:
            meets &= np.array([c.z for c in some]) > np.array(scene.order)[:, None]
        counts += meets.sum(axis=1)
    return counts


def is_long(rule: Cover) -> bool:
    """Whether a rule is wide enough, in page space, to strike a word out."""
    left, bottom, right, top = rule.sides
    return max(right - left, top - bottom) >= _SHORTEST


def is_lost_in(colour: int, background: int) -> bool:
    """Whether letters of a colour can hardly be told from a background."""
    return all(abs((colour >> s & 255) - (background >> s & 255)) < _LIKE for s in (0, 8, 16))


def lost_colours(looks: Iterable[Look], scene: Scene) -> set[int]:
    """The colours of a page's text that its paper or one of its fills has as well."""
    backgrounds = {WHITE, *(c.colour for c in scene.covers if c.colour is not None)}
    colours = {look.colour for look in looks}
    return {c for c in colours if c == PATTERN or any(is_lost_in(c, b) for b in backgrounds)}


def background_of(z: int, x: float, y: float, covers: Sequence[Cover]) -> int | None:
    """The colour of what lies beneath a place of text drawn as the `z`-th; None: no one colour."""
    colour: int | None = WHITE
    for cover in covers:
        if cover.z > z:
            break
        if holds(cover.sides, x, y):
            colour = cover.colour
    return colour
