"""Areas of councils by any of their names, with the codes of the Office for National Statistics."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.loading import load


class CouncilArea(msgspec.Struct, frozen=True):
    """An area of a council. `until` and `followed_by` are given if another replaced it."""

    code: str
    name: str
    nation: str
    others: tuple[str, ...] = ()
    until: str | None = None
    followed_by: tuple[str, ...] = ()


class _Affixes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    after: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    areas: dict[str, tuple[str, ...]]
    former: dict[str, tuple[str, ...]]
    affixes: _Affixes


@cache
def places() -> tuple[CouncilArea, ...]:
    """All areas, present ones first."""
    file = load("places.yaml", _File)
    found = [_area(line, nation) for nation, lines in file.areas.items() for line in lines]
    found += [_former(line, nation) for nation, lines in file.former.items() for line in lines]
    return tuple(found)


def place_of(name: str | None) -> CouncilArea | None:
    """The area that a name means, in any of its spellings; None if it is not a council's area."""
    return _by_name().get(_key(name)) if name else None


def _area(line: str, nation: str) -> CouncilArea:
    code, _, names = line.partition(" ")
    name, *others = (part.strip() for part in names.split("|"))
    return CouncilArea(code, name, nation, tuple(others))


def _former(line: str, nation: str) -> CouncilArea:
    area, _, since = line.partition(" -> ")
    codes, _, day = since.partition(" | ")
    return msgspec.structs.replace(
        _area(area, nation), until=day.strip(), followed_by=tuple(codes.split())
    )


@cache
def _by_name() -> dict[str, CouncilArea]:
    return {_key(n): p for p in reversed(places()) for n in (p.name, *p.others)}


@cache
def _affixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    affixes = load("places.yaml", _File).affixes
    before, after = "|".join(affixes.before), "|".join(affixes.after)
    return (
        re.compile(rf"^(?!City of London$)(?:(?:{before}) )+", re.IGNORECASE),
        re.compile(rf"(?:,? (?:{after}))+$", re.IGNORECASE),
    )


def _key(name: str) -> str:
    """A name without affixes, hyphens, commas and case: "Stoke-on- Trent" is "stoke on trent"."""
    before, after = _affixes()
    plain = " ".join(name.split())
    short = after.sub("", before.sub("", plain)) or plain
    words = re.sub(r"[-–,.’']+", " ", short.replace("&", " and ")).lower().split()
    return " ".join(words)
