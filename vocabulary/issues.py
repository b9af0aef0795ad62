"""The codes of issues, from `issues.yaml`: what each is called, what it means and what to do."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import msgspec

from vocabulary.loading import load


class Touches(StrEnum):
    """How much is at stake, the most important first: what a person should be told first."""

    EVERYTHING = "everything"  # nothing is published or collected, or much would be lost
    PEOPLE = "people"  # words that may harm somebody can be read where they should not
    LIST = "list"  # all of a source
    DOCUMENT = "document"  # one document, for good
    FILES = "files"  # some files of a source, which a later run may have
    UPKEEP = "upkeep"  # nothing is lost


class IssueCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name of an issue, what it means, how much is at stake, and what a person should do."""

    label: str
    touches: Touches
    means: str
    do: str


@cache
def issue_codes() -> dict[str, IssueCode]:
    """Every code that the program itself gives. Raises VocabularyError if the file is wrong."""
    return load("issues.yaml", dict[str, IssueCode])


def issue_label(code: str) -> str:
    """The name of a code for people. A code without a name is turned into words."""
    known = issue_codes().get(code)
    return known.label if known else code.replace("_", " ")
