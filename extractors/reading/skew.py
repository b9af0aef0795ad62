"""Straighten a scanned page: its lines are level where the rows of ink differ most.

The projection profile method after Postl (1986), over the places of the ink instead of turned
copies of the picture: one angle costs a millisecond.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

_SMALL = 800  # pixels of the longer side of the copy that angles are tried on
_MOST = 4.0  # degrees; scanners rarely turn a sheet further
LEAST = 0.25  # degrees below which turning gains nothing
_INK = 64  # of 255: how much darker than the paper a pixel of a letter is
_GAIN = 1.02  # an angle must beat level by so much
# The copier's dark edge lies in this outer share of a sheet. It is the strongest line of the page
# and says nothing about the text.
_EDGE = 0.08
_WIDEST_EDGE = 0.3
_SOLID = 0.6  # share of ink in a row of an edge; the fullest row of text has a third


def turned(image: Any, angle: float) -> Any:
    """The grey image turned by so many degrees anticlockwise; its sides change with quarters."""
    quarters = round(angle / 90) % 4
    if quarters:
        image = image.transpose(
            (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)[
                quarters - 1
            ]
        )
    rest = angle - 90 * round(angle / 90)
    if abs(rest) < LEAST:
        return image
    return image.rotate(rest, resample=Image.Resampling.BICUBIC, fillcolor="white")


def is_sideways(image: Any) -> bool:
    """Whether the lines of text run from top to bottom."""
    rows, columns, weights = _ink(image)
    return _best(columns, rows, weights)[1] > _best(rows, columns, weights)[1]


def skew(image: Any) -> float:
    """Degrees anticlockwise by which to turn the image so that its lines are level."""
    angle, _ = _best(*_ink(image))
    return 0.0 if abs(angle) < LEAST else angle


def _ink(image: Any) -> tuple[Any, Any, Any]:
    """Row, column and darkness of every pixel of ink in a small copy without its edges."""
    ratio = min(1.0, _SMALL / max(image.width, image.height, 1))
    size = max(1, round(image.width * ratio)), max(1, round(image.height * ratio))
    dark = 255.0 - np.asarray(image.resize(size, Image.Resampling.BOX), dtype=np.float64)
    _clear_edges(dark)
    _clear_edges(dark.T)
    rows, columns = np.nonzero(dark > _INK)
    return rows.astype(np.float64), columns.astype(np.float64), dark[rows.astype(int), columns]


def _clear_edges(dark: Any) -> None:
    """Take the ink from the outer rows of a picture, and from those that are nearly all ink."""
    count = len(dark)
    least, most = round(_EDGE * count), round(_WIDEST_EDGE * count)
    for rows in (dark, dark[::-1]):
        solid = (rows[:most] > _INK).mean(axis=1) > _SOLID
        rows[: max(least, int(solid.nonzero()[0].max(initial=-1)) + 1)] = 0


def _best(rows: Any, columns: Any, weights: Any) -> tuple[float, float]:
    """The angle that makes the rows differ most, and how much they then do."""
    if not len(rows):
        return 0.0, 0.0
    level = _contrast(rows, columns, weights, 0.0)
    angle, found = 0.0, level
    for steps in (np.arange(-_MOST, _MOST + 0.01, 0.5), np.arange(-0.4, 0.41, 0.1)):
        tried = [(_contrast(rows, columns, weights, angle + step), angle + step) for step in steps]
        found, angle = max(tried)
    return (float(angle), found) if found > _GAIN * level else (0.0, level)


def _contrast(rows: Any, columns: Any, weights: Any, angle: float) -> float:
    """Sum of squared steps of the profile after a turn by `angle` degrees anticlockwise."""
    # Right of the middle, turning anticlockwise lifts: rows count from the top.
    places = rows - (columns - columns.mean()) * np.tan(np.radians(angle))
    places -= places.min()
    low = places.astype(np.intp)
    share = places - low  # a pixel between two rows gives each its part
    profile = np.bincount(low, weights * (1 - share), minlength=int(places.max()) + 2)
    profile[1:] += np.bincount(low, weights * share, minlength=len(profile))[: len(profile) - 1]
    return float(np.square(np.diff(profile, prepend=0.0, append=0.0)).sum())
