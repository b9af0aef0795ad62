"""The codes of issues: `issues.yaml`, each once, with its name, what it means and what to do."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import msgspec

from vocabulary.loading import load


class Touches(StrEnum):
    """How much is at stake, the most first: what a person should hear of before all else."""

    EVERYTHING = "everything"  # nothing is published or collected, or much would be lost
    PEOPLE = "people"  # words that may harm somebody can be read where they should not
    LIST = "list"  # all of a source
    DOCUMENT = "document"  # one document, for good
    FILES = "files"  # some files of a source, which a later run may have
    UPKEEP = "upkeep"  # nothing is lost


class IssueCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an issue of this code is called, means and touches, and what a person does about it."""

    label: str
    touches: Touches
    means: str
    do: str


@cache
def issue_codes() -> dict[str, IssueCode]:
    """Every code of the program's own. Raises VocabularyError where the file does not fit."""
    return load("issues.yaml", dict[str, IssueCode])


def issue_label(code: str) -> str:
    """What a code is called where people read it; one that has no name of its own, in words."""
    known = issue_codes().get(code)
    return known.label if known else code.replace("_", " ")
