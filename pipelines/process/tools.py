"""The functions of the three stages, loaded when the first document needs them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from models.records import (
    Extraction,
    Labelled,
    Reading,
    ReviewThemeCounts,
    ReviewThemeQuality,
    ReviewThemes,
    Theme,
    ThemeQuality,
)


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


def review_themes() -> ReviewThemes:
    """How probable it is that a review is about a theme, and how well that is told."""
    from models.themes.reviews import LIKELY, family_name, review_model

    model = review_model()
    narrative = family_name(narrative=True)
    quality = tuple(
        ReviewThemeQuality(q.family, q.family == narrative, q.documents, q.precision, q.recall)
        for q in model.quality
    )

    def chance(theme_id: str, scores: list[float], statements: int, is_narrative: bool) -> float:
        return model.chance(theme_id, scores, statements, narrative=is_narrative)

    by_theme = tuple(
        ReviewThemeCounts(theme, family == narrative, *counts)
        for family, themes in model.by_theme.items()
        for theme, counts in themes.items()
    )
    return ReviewThemes(chance, LIKELY, quality, by_theme)
