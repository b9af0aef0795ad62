"""Places on a page. Units are PDF points (1/72 inch); the origin is the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Box(msgspec.Struct, frozen=True, array_like=True):
    """A rectangle on one page: left, top, right, bottom in points, `top` < `bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around all `boxes`; raises ValueError where there are none."""
    x0s, tops, x1s, bottoms = zip(*((b.x0, b.top, b.x1, b.bottom) for b in boxes), strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))
