"""Types of agency by the words that name them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from vocabulary.loading import load
from vocabulary.quick import Quick


class AgencyType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type of agency, the words that name it, and words that only look like it."""

    code: str
    label: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agencies: tuple[AgencyType, ...]


OWN = "own_"  # codes of what a report calls its own; a type replaces each before extraction ends
# For an addressee that is named but whose words show no type, such as "Turnstone Recovery".
NAMED = AgencyType("other_body", "Somebody else, by name", (), ())
# Used in counts for a recommendation that names nobody.
NOT_STATED = AgencyType("not stated", "Nobody is named", (), ())


@cache
def agency_types() -> tuple[AgencyType, ...]:
    """All types, in the order in which they are tried."""
    return load("agencies.yaml", _File).agencies


@cache
def _compiled() -> tuple[tuple[str, Quick, Quick | None], ...]:
    return tuple(
        (
            kind.code,
            Quick("|".join(_sensible(p) for p in kind.patterns)),
            Quick("|".join(kind.not_), re.IGNORECASE) if kind.not_ else None,
        )
        for kind in agency_types()
    )


def _sensible(pattern: str) -> str:
    """Abbreviations are capitals by themselves; words may be in any case."""
    return f"(?i:{pattern})" if re.search(r"[a-z]{3}", pattern) else f"(?:{pattern})"


def mentions_in(text: str, codes: frozenset[str]) -> dict[str, int]:
    """How often a text mentions each of these types. Words may count for several types."""
    return {
        code: sum(1 for _ in pattern.finditer(text))
        for code, pattern, _ in _compiled()
        if code in codes
    }


@lru_cache(maxsize=2_000)  # owners and headings stand above many statements
def agencies_in(words: str) -> tuple[str, ...]:
    """The types of agency that `words` name, in the order of the words."""
    found: dict[str, int] = {}
    rest = words
    for code, pattern, other in _compiled():
        barred = [m.span() for m in other.finditer(rest)] if other else []
        for match in pattern.finditer(rest):
            if any(a < match.end() and match.start() < b for a, b in barred):
                continue
            found.setdefault(code, match.start())
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    return tuple(sorted(found, key=lambda code: found[code]))
