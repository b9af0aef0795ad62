"""Rules of tables and boxes in the picture of a scanned page.

PDFium cannot name the lines of a scan. Without them the columns of an action plan are read across,
and the engine takes an upright rule for a letter. So rules are found in the picture, passed to the
table finder, and wiped out before the words are read.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from PIL import Image

from extractors.reading.shapes import RuledLine

_DARKER = 56  # of 255: how much darker than the paper a thin rule is after a blurred scan
_LEAST_ACROSS = 40.0  # points: no letter has a stroke as long
_LEAST_DOWN = 9.0  # the same from top to bottom, for the side of a cell between two rules
_HIGHER, _LONE_DOWN = 20.0, 60.0  # from which it need meet but one rule, and none
_THICK = 5.0  # points: what is thicker is a dark band, of which the edges are rules
_MEETS = 4.0  # points by which rules that meet may miss each other
_EDGE = 0.03  # of a side of the sheet: the dark edge that a copier leaves
_MOST = 400  # rules of a page; a picture of more is a photograph


class Wiped(NamedTuple):
    """A grey picture without its rules, and these in points from its top left."""

    image: Any
    rules: list[RuledLine]


class _Stripe(NamedTuple):
    """Dark runs that touch, in pixels: from row `first` to `last`, from column `low` to `high`."""

    first: int
    last: int
    low: int
    high: int
    runs: list[tuple[int, int, int]]  # row, from, to


def wiped(image: Any, scale: float) -> Wiped:
    """The rules of a grey picture with `scale` pixels a point, and the picture without them."""
    grey = np.asarray(image)
    if grey.ndim != 2 or not grey.size:
        return Wiped(image, [])
    dark = grey < int(np.median(grey)) - _DARKER
    height, width = dark.shape
    across = _stripes(_runs(dark, _LEAST_ACROSS * scale), height, scale)
    upright = _runs(dark.T, _LEAST_DOWN * scale)
    down = _stripes(upright[_may_stand(upright, across, height, scale)], width, scale)
    if not across or len(across) + len(down) > _MOST:
        return Wiped(image, [])
    down = [stripe for stripe in down if _is_thin(stripe, scale) and _stands(stripe, across, scale)]
    rules = [rule for stripe in across for rule in _across(stripe, scale)]
    rules += [RuledLine(rule.top, rule.x0, rule.bottom, rule.x1)
              for stripe in down for rule in _across(stripe, scale)]  # fmt: skip
    clean = grey.copy()
    for stripe in across:
        if _is_thin(stripe, scale):
            _wipe(clean, stripe)
    for stripe in down:
        _wipe(clean.T, stripe)
    return Wiped(Image.fromarray(clean), rules)


def _runs(dark: Any, least: float) -> Any:
    """Rows of (row, from, to): runs of dark pixels at least so long."""
    thick = dark.copy()  # a rule that is a little aslant is still one run for most of its way
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    steps = np.diff(np.pad(thick, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    runs = np.stack([rows, starts, np.nonzero(steps == -1)[1]], axis=1)
    return runs[runs[:, 2] - runs[:, 1] >= least]


def _may_stand(runs: Any, across: list[_Stripe], height: int, scale: float) -> Any:
    """Which upright runs are more than strokes of letters: long, or from one rule to another."""
    near = round(_MEETS * scale)
    is_ruled = np.zeros(height + 1, bool)
    for stripe in across:
        is_ruled[max(stripe.first - near, 0) : stripe.last + near + 1] = True
    is_long = runs[:, 2] - runs[:, 1] >= _HIGHER * scale
    return is_long | (is_ruled[runs[:, 1]] & is_ruled[runs[:, 2]])


def _stripes(runs: Any, height: int, scale: float) -> list[_Stripe]:
    """Runs that lie on each other, but for those at the edge of a sheet of so many rows."""
    found: list[_Stripe] = []
    near = max(2, round(scale))
    for row, start, end in runs.tolist():
        for i in range(len(found) - 1, -1, -1):
            last = found[i]
            if row - last.last <= near and start <= last.high + near and end >= last.low - near:
                last.runs.append((row, start, end))
                found[i] = last._replace(
                    last=row, low=min(last.low, start), high=max(last.high, end)
                )
                break
        else:
            found.append(_Stripe(row, row, start, end, [(row, start, end)]))
        if len(found) > _MOST:
            break
    return [s for s in found if _EDGE * height < (s.first + s.last) / 2 < (1 - _EDGE) * height]


def _is_thin(stripe: _Stripe, scale: float) -> bool:
    return stripe.last - stripe.first <= _THICK * scale


def _stands(down: _Stripe, across: list[_Stripe], scale: float) -> bool:
    """Whether an upright stripe is the side of a cell and no stroke of a letter."""
    near = _MEETS * scale
    crossed = [s for s in across if s.low - near <= down.first <= s.high + near]
    met = sum(
        any(min(abs(end - s.first), abs(end - s.last)) <= near for s in crossed)
        for end in (down.low, down.high)
    )
    least = (_LONE_DOWN, _HIGHER, _LEAST_DOWN)[met] * scale
    return down.high - down.low >= least


def _across(stripe: _Stripe, scale: float) -> list[RuledLine]:
    """A level stripe as a rule; a band as its two edges."""
    low, high = stripe.low / scale, stripe.high / scale
    first, last = stripe.first / scale, stripe.last / scale
    if _is_thin(stripe, scale):
        middle = (first + last) / 2
        return [RuledLine(low, middle, high, middle)]
    return [RuledLine(low, first, high, first), RuledLine(low, last, high, last)]


def _wipe(grey: Any, stripe: _Stripe) -> None:
    for row, start, end in stripe.runs:
        grey[max(row - 1, 0) : row + 2, max(start - 1, 0) : end + 1] = 255
