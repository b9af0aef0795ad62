"""What tells texts apart that are alike in words: other people, another subject, another body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from warehouse.repeats.advice import OBJECT, lexicon
from warehouse.repeats.cluster import SURE
from warehouse.terms import Terms

Agencies = Sequence[Sequence[str] | None]
_FEWEST = 2  # concepts that two texts have in common, where both have so many
_SHORT = 3  # concepts of a text that one of them may speak for


class _Told(NamedTuple):
    """Concepts of a text, those of them that say what or whom it is about, and who is asked."""

    said: frozenset[int]
    about: frozenset[int]
    bodies: frozenset[str]


def apart(concepts: Terms, agencies: Agencies) -> Callable[[int, int, float], bool]:
    """Whether the texts at two places, of a likeness, ask for two things.

    Two bodies are asked for two things, however alike the words are; a board or partnership
    speaks for all. Two texts that have one concept in common, or people alone, share a subject,
    and what each asks for is its own. Where words are just alike enough, each text must not be
    about something, or somebody, that the other one does not name.
    """
    known = lexicon()
    is_about = [name.startswith(OBJECT) or name in known.people for name in concepts.names]
    whom = {n for n, name in enumerate(concepts.names) if name in known.whom}
    seen: dict[int, _Told] = {}

    def told(place: int) -> _Told:
        if place not in seen:
            part = slice(concepts.starts[place], concepts.starts[place + 1])
            said = frozenset(concepts.ids[part].tolist())
            about = frozenset(concept for concept in said if is_about[concept])
            seen[place] = _Told(said, about, _bodies(agencies[place] or (), known.bodies))
        return seen[place]

    def are_apart(first: int, second: int, likeness: float) -> bool:
        (said, about, bodies), (other_said, other_about, other_bodies) = told(first), told(second)
        if bodies and other_bodies and not bodies & other_bodies:
            return True
        both = said & other_said
        if min(len(said), len(other_said)) > 1 and len(both) < _FEWEST:
            return True
        if both <= whom and min(len(said - whom), len(other_said - whom)) > 0:
            return True
        if likeness >= SURE:
            return False
        if len(both) < _FEWEST and max(len(said), len(other_said)) > _SHORT:
            return True
        return bool(about - other_about) and bool(other_about - about)

    return are_apart


def _bodies(agencies: Sequence[str], groups: dict[str, str]) -> frozenset[str]:
    """The groups of the agencies; empty where one of them is in none, as boards are."""
    found = [groups.get(agency) for agency in agencies]
    return frozenset(group for group in found if group) if all(found) else frozenset()
