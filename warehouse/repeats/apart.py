"""What separates texts that are alike in words: another body, or people alone in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from warehouse.repeats.advice import lexicon
from warehouse.terms import Terms

Agencies = Sequence[Sequence[str] | None]
_FEWEST = 2  # concepts that two texts have in common, where both have so many


class _Told(NamedTuple):
    """Concepts of a text, and who is asked."""

    said: frozenset[int]
    bodies: frozenset[str]


def apart(concepts: Terms, agencies: Agencies) -> Callable[[int, int], bool]:
    """Whether the texts at two places ask for two things, however alike their words are.

    Two bodies are asked for two things; a board or partnership speaks for all. Two texts that have
    one concept in common, or people alone, share a subject, and what each asks for is its own.
    """
    known = lexicon()
    whom = {n for n, name in enumerate(concepts.names) if name in known.whom}
    seen: dict[int, _Told] = {}

    def told(place: int) -> _Told:
        if place not in seen:
            part = slice(concepts.starts[place], concepts.starts[place + 1])
            said = frozenset(concepts.ids[part].tolist())
            seen[place] = _Told(said, _bodies(agencies[place] or (), known.bodies))
        return seen[place]

    def are_apart(first: int, second: int) -> bool:
        (said, bodies), (other_said, other_bodies) = told(first), told(second)
        if bodies and other_bodies and not bodies & other_bodies:
            return True
        both = said & other_said
        if min(len(said), len(other_said)) > 1 and len(both) < _FEWEST:
            return True
        return both <= whom and min(len(said - whom), len(other_said - whom)) > 0

    return are_apart


def _bodies(agencies: Sequence[str], groups: dict[str, str]) -> frozenset[str]:
    """The groups of the agencies; empty where one of them is in none, as boards are."""
    found = [groups.get(agency) for agency in agencies]
    return frozenset(group for group in found if group) if all(found) else frozenset()
