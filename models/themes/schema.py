"""The taxonomy as it is in its files, and as the rest of the program uses it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from models.records import Theme


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A spaCy token pattern, for what the cue language cannot say."""

    tokens: list[dict[str, Any]]
    strength: Literal["strong", "weak"] = "strong"


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show a theme. A strong cue is enough; weak cues need a second one."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences that the rules must find, and sentences that they must leave alone."""

    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme as written in a taxonomy file.

    `presence` says that the theme is something that was there or was not (an illness, a kind of
    harm), so that "no evidence of ..." takes the cue away; for themes about practice the same
    words are the very point. `excludes` are phrases inside which a cue does not count.
    """

    id: str
    label: str
    definition: str
    applies_to: tuple[Literal["child", "adult"], ...]
    cues: Cues
    examples: Examples
    presence: bool = False
    excludes: tuple[str, ...] = ()
    crosswalk: dict[str, tuple[str, ...]] = {}
    replaced_by: str | None = None


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the taxonomy."""

    id: str
    label: str
    definition: str
    themes: tuple[Entry, ...]


class SourceTaxonomy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A taxonomy of the field that ours can be counted by; `codes` maps code to its own label."""

    title: str
    codes: dict[str, str]


class Taxonomy(msgspec.Struct, frozen=True):
    """All themes in the order of the files, with the digest that every label carries."""

    groups: tuple[Group, ...]
    entries: tuple[Entry, ...]
    themes: tuple[Theme, ...]
    digest: str

    def index(self) -> dict[str, int]:
        """Place of each theme in `entries` by its id."""
        return {entry.id: place for place, entry in enumerate(self.entries)}
