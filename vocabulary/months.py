"""The months by their English and Welsh names and abbreviations."""

from __future__ import annotations

from functools import cache

import msgspec

from vocabulary.loading import load


class Month(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One month as dates print it, in small letters."""

    english: str
    short: tuple[str, ...]
    welsh: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: tuple[Month, ...]


@cache
def months() -> tuple[Month, ...]:
    """January to December. Raises VocabularyError if the file is wrong."""
    return load("months.yaml", _File).months


@cache
def month_numbers() -> dict[str, int]:
    """Every name and abbreviation with the number of its month, January being 1."""
    return {
        name: number
        for number, month in enumerate(months(), 1)
        for name in (month.english, *month.short, month.welsh)
    }
