"""Words of a scan's text layer over which a label was drawn into the picture: "[name removed]".

The picture shows print there, but not these letters. A scan has noise, and a label that somebody
drew into it has none between its letters. Such places are read again from the picture, where the
machine has an OCR engine: a word that the picture does not spell is not to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.reading.engines import Engine
from extractors.reading.hidden.ink import Drawing
from extractors.reading.words import Word

_FEWEST = 40  # words: of fewer nothing can be said about how much noise a scan has
_LIGHT = 40  # of 255: what is darker than most of its place by so much is print, or its edge
# Share of neighbouring pixels of paper that are of one tone: in a scan with noise it is below a
# quarter, and words differ little: the evenest have 1.6 times what all but a twentieth have.
_NOISY, _CLEAN, _LEAST = 0.35, 2.0, 0.15
_FEWEST_PIXELS = 40
_LARGER, _ROOM, _DPI = 3, 3.0, 324  # times as large as drawn, points around, of that size
_ALIKE = 0.5  # of the letters of a word that is read again
_MOST = 60  # words of a page that are read again


def relabelled(words: Sequence[Word], page: Drawing, engine: Engine | None) -> list[bool]:
    """Whether each word's place in a noisy picture holds other print, free of noise."""
    out = [False] * len(words)
    if engine is None or len(words) < _FEWEST or not page.planes.size:
        return out
    grey = page._replace(planes=page.planes.mean(axis=0).astype(np.uint8)[None])
    evenness = np.array([_evenness(grey.at(word[1:5])[0]) for word in words])
    if float(np.median(evenness)) > _NOISY:
        return out
    least = max(_LEAST, _CLEAN * float(np.quantile(evenness, 0.95)))
    for i in np.flatnonzero(evenness > least)[:_MOST].tolist():
        out[i] = any(c.isalnum() for c in words[i].text) and _spells_other(words[i], grey, engine)
    return out


def _evenness(tones: NDArray[np.uint8]) -> float:
    """The share of a place's paper whose neighbours have the very same tone."""
    paper = tones.astype(np.int16) > int(np.median(tones)) - _LIGHT
    both = paper[:, 1:] & paper[:, :-1]
    count = int(both.sum())
    if count < _FEWEST_PIXELS:
        return 0.0
    return float((tones[:, 1:] == tones[:, :-1])[both].sum()) / count


def _spells_other(word: Word, page: Drawing, engine: Engine) -> bool:
    x0, top, x1, bottom = word[1:5]
    tones = page.at((x0 - _ROOM, top - _ROOM, x1 + _ROOM, bottom + _ROOM))[0]
    image = Image.fromarray(tones)
    image = image.resize((image.width * _LARGER, image.height * _LARGER), Image.Resampling.BICUBIC)
    lines = engine.lines(image, _DPI)
    seen = _letters("".join(spot.text for line in lines or () for spot in line))
    if not seen:
        return False
    return SequenceMatcher(None, _letters(word.text), seen, autojunk=False).ratio() < _ALIKE


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
