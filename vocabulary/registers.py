"""Short lists that filters, checks, messages and comments share: `registers.yaml`."""

from __future__ import annotations

from functools import cache

import msgspec

from vocabulary.loading import load


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nations: tuple[str, ...]
    spanning: str
    sectors: tuple[str, ...]


@cache
def _file() -> _File:
    return load("registers.yaml", _File)


def nations() -> tuple[str, ...]:
    """The four nations."""
    return _file().nations


def nations_or_uk() -> tuple[str, ...]:
    """What a review's nation may be: one of the four, or the value for several together."""
    return (*_file().nations, _file().spanning)


def sectors() -> tuple[str, ...]:
    """Whose safeguarding a review may be about."""
    return _file().sectors
