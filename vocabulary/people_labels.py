"""How front pages name authors and chairs."""

from __future__ import annotations

from functools import cache

import msgspec

from vocabulary.loading import load


class PeopleLabels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before a name, words after it, and sentences with {names} in them."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    told: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    author: PeopleLabels
    chair: PeopleLabels


@cache
def people_labels() -> tuple[PeopleLabels, PeopleLabels]:
    """The words for authors and those for chairs."""
    file = load("people_labels.yaml", _File)
    return file.author, file.chair
