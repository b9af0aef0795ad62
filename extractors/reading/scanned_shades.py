"""Shaded panels in the picture of a scanned page: the background of boxes, bands and side notes."""

from __future__ import annotations

from typing import Any

import numpy as np

from extractors.reading.shapes import RuledLine

_TILE = 3.0  # points of the side of a tile, of which the lightest pixels are the ground
_LIGHT = 75  # the percentile of a tile that is its ground: letters cover less than a quarter
_DARKER, _DARKEST = 9, 120  # of 255: a tint is so much darker than the paper, and no darker
_NARROWEST, _LOWEST = 40.0, 12.0  # points of a panel; as for those that a PDF draws
_FULL = 0.8  # share of a panel's tiles that are tinted; a shadow is no rectangle
_EDGE = 0.02  # of a side of the sheet: shadows begin there
_LARGEST = 0.5  # share of the sheet: more is a grey sheet


def shades_of(image: Any, scale: float) -> list[RuledLine]:
    """The tinted rectangles of a grey picture with `scale` pixels a point, in points."""
    grey = np.asarray(image)
    side = max(1, round(_TILE * scale))
    rows, columns = grey.shape[0] // side, grey.shape[1] // side
    if rows < 2 or columns < 2:
        return []
    tiles = grey[: rows * side, : columns * side].reshape(rows, side, columns, side)[:, ::2, :, ::2]
    ground = np.percentile(tiles.swapaxes(1, 2).reshape(rows, columns, -1), _LIGHT, axis=2)
    darker = float(np.median(ground)) - ground
    tinted = (darker >= _DARKER) & (darker <= _DARKEST)
    tile = side / scale
    found = []
    for top, bottom, left, right in _blocks(tinted, _NARROWEST / tile):
        is_inside = left > _EDGE * columns and right < (1 - _EDGE) * columns
        is_high = (bottom - top) * tile >= _LOWEST
        is_full = tinted[top:bottom, left:right].mean() >= _FULL
        is_part = (bottom - top) * (right - left) <= _LARGEST * rows * columns
        if is_inside and is_high and is_full and is_part:
            found.append(RuledLine(left * tile, top * tile, right * tile, bottom * tile))
    return found


def _blocks(tinted: Any, least: float) -> list[tuple[int, int, int, int]]:
    """Rows of tinted tiles with the same sides, one below the other: top, bottom, left, right."""
    done: list[tuple[int, int, int, int]] = []
    open_: list[tuple[int, int, int, int]] = []
    for row, line in enumerate(tinted):
        steps = np.diff(np.pad(_closed(line), 1).astype(np.int8))
        runs = zip(np.nonzero(steps == 1)[0], np.nonzero(steps == -1)[0], strict=True)
        going = []
        for left, right in ((int(a), int(b)) for a, b in runs if b - a >= least):
            above = next(
                (b for b in open_ if abs(b[2] - left) <= 1 and abs(b[3] - right) <= 1), None
            )
            if above is None:
                going.append((row, row + 1, left, right))
            else:
                open_.remove(above)
                going.append((above[0], row + 1, min(above[2], left), max(above[3], right)))
        done += open_
        open_ = going
    return done + open_


def _closed(line: Any) -> Any:
    """A row of tiles without gaps of one or two tiles, which are letters of heavy type."""
    gaps = np.flatnonzero(~line)
    out = line.copy()
    for i in gaps:
        near = line[max(i - 2, 0) : i], line[i + 1 : i + 3]
        out[i] = bool(near[0].any() and near[1].any())
    return out
