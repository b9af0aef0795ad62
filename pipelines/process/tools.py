"""The functions of the three stages, loaded when the first document needs them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from models.records import Extraction, Labelled, Reading, Theme, ThemeQuality


class Tools(msgspec.Struct, frozen=True):
    """One function for each stage."""

    read: Callable[[Path, str], Reading]
    extract: Callable[[Reading], Extraction]
    label: Callable[[Extraction], Labelled]


@cache
def tools() -> Tools:
    """The stages of this project; spaCy takes a second that known documents need not pay."""
    from extractors import extract, read
    from models.themes import Classifier

    return Tools(read, extract, Classifier.load().label)


def taxonomy() -> tuple[tuple[Theme, ...], tuple[ThemeQuality, ...]]:
    """The themes, and how well each is recognised."""
    from models.themes import load_taxonomy, theme_quality

    return load_taxonomy().themes, theme_quality()
