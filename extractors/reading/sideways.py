"""Pages whose text runs sideways or upside down, though the file shows them upright.

A wide table is often laid sideways on an upright page. Such a page is turned in memory, so that
it is read like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.reading.words import Word, read_words

_SHARE = 0.8  # of the words that run another way before a page is turned
_FEWEST = 25  # words; fewer are a note in the margin or the labels of a drawing


def set_upright(page: Any, words: Sequence[Word]) -> float:
    """Turn a pypdfium2 page so that most of its `words` are upright; by how many degrees.

    The degrees are anticlockwise: 0 for nearly every page, which is left as it is.
    """
    if not _runs_otherwise(words):
        return 0.0
    shown = page.get_rotation()
    for clockwise in (90, 270, 180):
        page.set_rotation((shown + clockwise) % 360)
        if not _runs_otherwise(read_words(page)[0]):
            return 360.0 - clockwise
    page.set_rotation(shown)
    return 0.0


def _runs_otherwise(words: Sequence[Word]) -> bool:
    """Whether most words run another way than from left to right."""
    turned = [word.look.upright for word in words].count(False)
    return turned >= _FEWEST and turned > _SHARE * len(words)
