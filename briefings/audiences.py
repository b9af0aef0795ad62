"""Audience files: who a briefing is prepared for on a schedule, and what it is about.

An audience file is YAML with the options of `reviews brief select`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from vocabulary.loading import load
from vocabulary.located import VocabularyError


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who a briefing is prepared for, and what it is about."""

    title: str = ""
    audience: str = ""
    seed: str | None = None
    lens: tuple[str, ...] = ()
    question: str = ""
    nations: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    new_since: date | None = None
    reviews: int = 6
    quotes: int = 3
    fictional: bool = False


def audience_files(folder: Path) -> list[Path]:
    """The audience files of a folder."""
    return sorted(folder.glob("*.y*ml"))


def load_audience(file: Path) -> Audience:
    """What an audience file asks for. Raises VocabularyError, with its name and line."""
    try:
        return load(file.name, Audience, file.parent, is_own=False)
    except VocabularyError as error:
        fields = ", ".join(Audience.__struct_fields__)
        raise VocabularyError(f"{error}. It may have {fields}.") from error
