"""The functions of the three stages, loaded when the first document needs them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

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

    return Tools(read, extract, _labeller())


def taxonomy() -> tuple[tuple[Theme, ...], tuple[ThemeQuality, ...]]:
    """The themes, and how well each is recognised."""
    themes = import_module("models.themes")
    return themes.load_taxonomy().themes, themes.theme_quality()


def _labeller() -> Callable[[Extraction], Labelled]:
    try:
        themes = import_module("models.themes")
        return cast("Callable[[Extraction], Labelled]", themes.Classifier.load().label)
    except (ModuleNotFoundError, AttributeError):  # until the themes have landed on this branch
        return lambda extraction: Labelled(extraction.document_id)
