"""Straighten a scanned page: lines of text lie level where the rows of ink differ most.

The projection profile method after Postl (1986).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

_SMALL = 600  # pixels across of the copy that angles are tried on
_MOST = 4.0  # degrees; scanners rarely turn a sheet further
_LEAST = 0.25  # degrees below which turning gains nothing


def straightened(image: Any) -> Any:
    """The grey image turned level; the same image where it is level or holds no lines."""
    angle = skew(image)
    if abs(angle) < _LEAST:
        return image
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def skew(image: Any) -> float:
    """Degrees anticlockwise by which to turn the image so that its lines are level."""
    ratio = _SMALL / max(image.width, 1)
    small = image.resize((_SMALL, max(1, round(image.height * ratio))), Image.Resampling.BOX)
    coarse = _best(small, np.arange(-_MOST, _MOST + 0.01, 0.5))
    return _best(small, coarse + np.arange(-0.4, 0.41, 0.1))


def _best(image: Any, angles: Any) -> float:
    level = _contrast(image, 0.0)
    scores = [(_contrast(image, float(angle)), float(angle)) for angle in angles]
    score, angle = max(scores)
    return angle if score > 1.02 * level else 0.0


def _contrast(image: Any, angle: float) -> float:
    turned = image.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
    rows = 255.0 - np.asarray(turned, dtype=np.float64)
    profile = rows.sum(axis=1)
    return float(np.square(np.diff(profile)).sum())
