"""The names of kinds of statement for people: `kinds.yaml`."""

from __future__ import annotations

from functools import cache

import msgspec

from vocabulary.loading import load


class KindName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of statement as a label beside a statement, and as a noun after a count."""

    label: str
    many: str


@cache
def kind_names() -> dict[str, KindName]:
    """The names by code, in the order in which they are shown."""
    return load("kinds.yaml", dict[str, KindName])


def kind_labels() -> dict[str, str]:
    """The label of each kind by code."""
    return {code: name.label for code, name in kind_names().items()}
