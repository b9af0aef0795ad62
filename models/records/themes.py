"""Themes of the taxonomy and the labels that tie them to statements."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from models.records.privacy import HeldText


class Origin(StrEnum):
    """Who says that a statement is about a theme."""

    RULE = "rule"
    MODEL = "model"
    BOTH = "both"
    ANSWERS = "answers"  # rule or model, only since people answered about this document
    HUMAN = "human"


class Stance(StrEnum):
    """How the text speaks of the theme."""

    CONCERN = "concern"
    GOOD_PRACTICE = "good_practice"
    NEUTRAL = "neutral"


class Theme(msgspec.Struct, frozen=True):
    """One theme as analysts see it. `maps_to` holds (source taxonomy, its code) pairs."""

    theme_id: str  # "group.theme"; never reused
    group_id: str
    group_label: str
    label: str
    definition: str
    applies_to: tuple[str, ...] = ()
    maps_to: tuple[tuple[str, str], ...] = ()
    replaced_by: str | None = None


class ThemeLabel(msgspec.Struct, frozen=True):
    """One theme of one statement. The span counts characters of the statement's text."""

    statement_id: str
    theme_id: str
    score: float  # 0 to 1
    origin: Origin
    evidence: str
    evidence_start: int
    evidence_end: int
    stance: Stance = Stance.NEUTRAL
    taxonomy_digest: str = ""
    model_version: str = ""


class ThemeQuality(msgspec.Struct, frozen=True):
    """How well a theme is recognised, measured on held-out annotated statements."""

    theme_id: str
    precision: float | None
    recall: float | None
    f1: float | None
    support: int
    threshold: float | None
    measured_on: str  # which data, in words


class Labelled(msgspec.Struct, frozen=True):
    """The themes of one document's statements, and what of it a person has to see first."""

    document_id: str
    labels: tuple[ThemeLabel, ...] = ()
    abstained: tuple[ThemeLabel, ...] = ()  # too uncertain to publish; for `reviews review`
    held: tuple[HeldText, ...] = ()
