"""Texts of a page that are printed more than once at one place."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from extractors.reading.hidden.scene import Scene

_SAME = 0.75  # points between the sides of two prints of one text
_CELL = 4 * _SAME  # points
_NEAR = 4.0  # points between a shadow and its text, which PDFium takes for one
_FEW = 1_000  # texts that PDFium leaves out; a page has more of them only where all is drawn twice
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
    scene: Scene, given: Collection[int | None], doubtful: Collection[int]
) -> dict[int, int]:
    """The last print that PDFium leaves out of each text that it gives, both by their handles.

    It leaves out what has the same letters at nearly the same place: the text above its shadow. An
    outline is larger than its letter, and around it. Prints that may be hidden do not count.
    """
    texts, blank = scene.texts, scene.blank
    others = [i for i, item in enumerate(texts) if item not in given and item not in blank]
    if not others or len(others) > _FEW:
        return {}
    sides = np.frombuffer(scene.sides, np.float32).reshape(-1, 4)
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
