"""Texts of a page that are printed more than once at one place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractors.reading.handles import page_object
from extractors.reading.hidden.ink import switched
from extractors.reading.hidden.scene import Scene

_SAME = 0.75  # points between the sides of two prints of one text
_CELL = 4 * _SAME  # points
_NEAR = 4.0  # points between a shadow and its text, which PDFium takes for one
_FEW = 1_000  # texts that PDFium leaves out; a page has more of them only where all is drawn twice
_AT_ONCE = 500  # texts compared with all others in one step
_FARTHEST = 0.75  # of its height, by which a shadow may be away from its text
_RUN, _COMMON = (
    20.0,
    3,
)  # points; letters: shorter texts must have their shift in common with others
_MOST_SHIFTS = 1_000  # compared with each other
_ASIDE = 4096.0  # points; with this number nothing is lost to rounding
_ROWS = 1 << 20  # cells of a page from left to right, more than any page has


def last_prints(scene: Scene) -> dict[int, int]:
    """The last print of each text that is printed again, both by their numbers in the scene."""
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
    pairs: set[tuple[int, int]] = set()
    for shift in (0.0, 0.5):
        cells = np.floor(sides[:, :2] / _CELL + shift).astype(np.int64)
        keys = cells[:, 0] + _ROWS * cells[:, 1]
        order = np.argsort(keys, kind="stable")
        near = np.flatnonzero(np.diff(keys[order]) == 0)
        one, other = order[near], order[near + 1]
        is_same = np.abs(sides[one] - sides[other]).max(axis=1, initial=0.0) < _SAME
        is_same &= sides[one, 2] > sides[one, 0]
        pairs.update(zip(one[is_same].tolist(), other[is_same].tolist(), strict=True))
    last: dict[int, int] = {}
    for first, again in sorted(pairs, reverse=True):
        last[first] = max(last.get(first, 0), last.get(again, again))
    return last


def later_prints(
    scene: Scene,
    wanted: Collection[int],
    given: Collection[int | None],
    doubtful: Collection[int],
) -> dict[int, int]:
    """The last print that PDFium leaves out of each text that is wanted, both by their handles.

    It leaves out what has the same letters at nearly the same place: the text above its shadow. An
    outline is larger than its letter, and around it. Prints that may be hidden do not count.
    `given` are the texts that PDFium gives.
    """
    texts, blank = scene.texts, scene.blank
    others = [i for i, item in enumerate(texts) if item not in given and item not in blank]
    if not others or len(others) > _FEW:
        return {}
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
    others = _beside(sides, others, [i for i, item in enumerate(texts) if item in wanted])
    sizes, middles = sides[:, 2:] - sides[:, :2], (sides[:, 2:] + sides[:, :2]) / 2
    is_given = np.array([item in given for item in texts])
    found: dict[int, int] = {}
    for again in others:
        aside = np.abs(sides[:again, :2] - sides[again, :2])
        larger = np.abs(sizes[:again] - sizes[again]).max(axis=1)
        off = np.abs(middles[:again] - middles[again]).max(axis=1)
        is_same = is_given[:again] & ((larger < _SAME) | ((larger < _NEAR) & (off < _SAME)))
        is_same &= (aside < np.minimum(_NEAR, sizes[again] / 2)).all(axis=1)
        if is_same.any():
            found[texts[int(np.flatnonzero(is_same)[-1])]] = texts[again]
    return {first: last for first, last in found.items() if last not in doubtful}


def _beside(sides: NDArray[np.float32], others: list[int], wanted: Sequence[int]) -> list[int]:
    """Those of the other texts that begin so near one that is wanted that they may print it."""
    near = np.zeros(len(others), np.bool_)
    corners = sides[others, :2]
    for start in range(0, len(wanted), _AT_ONCE):
        aside = np.abs(corners[:, None] - sides[wanted[start : start + _AT_ONCE], :2])
        near |= (aside < _NEAR).all(axis=2).any(axis=1)
    return [i for i, is_near in zip(others, near.tolist(), strict=True) if is_near]


def shadows(scene: Scene) -> set[int]:
    """The see-through texts that are printed again, a little apart, in plain ink.

    Browsers print the shadow of a text so. PDFium would give the letters of both in turn. Where
    anything on the page is blended, all of it is in one see-through form: text of one form is
    compared.
    """
    faint = set(scene.faint)
    first = [i for i, item in enumerate(scene.texts) if item in faint - scene.blank]
    if not first or len(first) > _FEW:
        return set()
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
    sizes = sides[:, 2:] - sides[:, :2]
    is_plain = np.array([item not in faint for item in scene.texts])
    veils = np.array([scene.veils.get(item, 0) for item in scene.texts])
    shifts: dict[int, NDArray[np.float32]] = {}
    for i in first:
        aside = sides[i + 1 :, :2] - sides[i, :2]
        is_same = is_plain[i + 1 :] & (veils[i + 1 :] == veils[i])
        is_same &= np.abs(sizes[i + 1 :] - sizes[i]).max(axis=1) < _SAME
        is_same &= np.abs(aside).max(axis=1) < _FARTHEST * sizes[i, 1]
        if is_same.any():
            shifts[i] = aside[is_same]
    if not shifts:
        return set()
    # A letter has others of its size beside it: its shift is the one that most letters have.
    every = np.concatenate([*shifts.values()])[:_MOST_SHIFTS]
    count = (np.abs(every[:, None] - every).max(axis=2) < _SAME).sum(axis=1)
    usual, most = every[int(count.argmax())], int(count.max())
    return {
        scene.texts[i]
        for i, some in shifts.items()
        if sizes[i, 0] >= _RUN
        or (most >= _COMMON and (np.abs(some - usual).max(axis=1) < _SAME).any())
    }


@contextmanager
def without(items: set[int]) -> Iterator[None]:
    """A page without some texts for a while.

    They are put aside as well: PDFium takes a text for the same as one that is switched off.
    """
    _move(items, -_ASIDE)
    try:
        with switched(items, on=False):
            yield
    finally:
        _move(items, _ASIDE)


def _move(items: set[int], down: float) -> None:
    for item in items:
        pdfium.FPDFPageObj_Transform(page_object(item), 1, 0, 0, 1, 0, down)
