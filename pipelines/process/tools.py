"""The functions of the three stages, loaded when the first document needs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    """One function for each stage; `load_last` loads what the last one needs."""

    read: Callable[[Path, str], Reading]
    extract: Callable[[Reading], Extraction]
    label: Callable[[Extraction], Labelled]
    load_last: Callable[[], object] = lambda: None


@cache
def tools() -> Tools:
    """The stages of this project; the last loads itself when the first document needs it."""
    from extractors import extract, read

    return Tools(read, extract, _label, labelling)


def _label(extraction: Extraction) -> Labelled:
    return labelling()(extraction, {})


Label = Callable[[Extraction, Mapping[str, Mapping[str, bool]]], Labelled]


@cache
def labelling() -> Label:
    """The last stage: the themes of the statements, and what a person has to see first.

    Beside a document it takes what people have said of the themes of its statements, by their
    ids. spaCy takes a second that known documents need not pay.
    """
    from models.privacy import prepare, screen_document
    from models.themes import Classifier

    classifier = Classifier.load()
    prepare()

    def label_and_screen(
        extraction: Extraction, said: Mapping[str, Mapping[str, bool]]
    ) -> Labelled:
        labelled = (
            classifier.label_answered(extraction, said) if said else classifier.label(extraction)
        )
        return msgspec.structs.replace(labelled, held=screen_document(extraction))

    return label_and_screen


def taxonomy() -> tuple[tuple[Theme, ...], tuple[ThemeQuality, ...]]:
    """The themes, and how well each is recognised."""
    from models.themes import load_taxonomy, theme_quality

    return load_taxonomy().themes, theme_quality()


def review_themes() -> ReviewThemes:
    """How probable it is that a review is about a theme, and how well that is known."""
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
