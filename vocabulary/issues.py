"""The codes of issues: `issues.yaml`, each once, with what it means and what to do."""

from __future__ import annotations

from functools import cache

import msgspec

from vocabulary.loading import load


class IssueCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an issue of this code means, and what a person does about it."""

    means: str
    do: str


@cache
def issue_codes() -> dict[str, IssueCode]:
    """Every code of the program's own. Raises VocabularyError where the file does not fit."""
    return load("issues.yaml", dict[str, IssueCode])
