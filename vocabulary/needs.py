"""Strings that a text must contain for a pattern to match, taken from the pattern itself.

The pattern is given as the standard library's own parser splits it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

FEWEST, MOST = 2, 6  # letters of a beginning: shorter ones are in nearly every text
_ASCII = 127
MOST_INSIDE = 90  # with more of them, the pattern itself is just as quick
# Positions and characters after which a letter is the first of its word.
_EDGES = frozenset({"AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING"})
_BETWEEN = frozenset({"CATEGORY_SPACE", "CATEGORY_NOT_WORD"})
REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Needs(NamedTuple):
    """Strings of which each match of a pattern contains at least one, in lower case; may be empty.

    `starts` are beginnings of words, two to six letters long; `inside` may be anywhere. Letters
    whose lower case is a different character (the Kelvin sign) are left as they are.
    """

    starts: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()

    def worth(self) -> tuple[int, bool, int]:
        """A rank: long strings are more specific, and beginnings and short lists are quicker."""
        shortest = min(map(len, (*self.starts, *self.inside)), default=0)
        return min(MOST, shortest), not self.inside, -len(self.starts) - len(self.inside)


NOTHING = Needs()


class _Part(NamedTuple):
    """What a part of a pattern needs. `is_edge`: a letter after it is the first of its word."""

    needs: Needs
    is_edge: bool


def needs_of(parts: Iterable[Any]) -> Needs:
    """What each match of a parsed pattern contains; nothing if that cannot be known."""
    found = _sequence(list(parts), is_edge=False).needs
    return found if len(found.inside) <= MOST_INSIDE else NOTHING


def all_of(needs: Sequence[Needs]) -> Needs:
    """What each match of any of several patterns contains."""
    found = _branch([_Part(one, is_edge=False) for one in needs]).needs
    return found if len(found.inside) <= MOST_INSIDE else NOTHING


def _sequence(parts: list[Any], *, is_edge: bool, before: str = "") -> _Part:
    """The most distinctive of what consecutive parts need.

    `before` are the letters of a word right before the first part.
    """
    best, starts_word = NOTHING, is_edge or bool(before)
    run = before  # letters of a word, from its first letter if `starts_word`
    for name, argument in parts:
        kind = str(name)
        if kind == "LITERAL" and is_letter(argument):
            starts_word = starts_word if run else is_edge
            run += chr(argument).lower()
            is_edge = False
            continue
        # The branches of a word go on with it: "learn" and "lesson" share their "le".
        goes_on = run if starts_word and kind in {"BRANCH", "SUBPATTERN"} else ""
        found = _single(kind, argument, is_edge=is_edge, before=goes_on)
        best = max(best, _letters(run, starts_word=starts_word), found.needs, key=Needs.worth)
        run, is_edge = "", found.is_edge
    best = max(best, _letters(run, starts_word=starts_word), key=Needs.worth)
    return _Part(best, is_edge)


def _letters(run: str, *, starts_word: bool) -> Needs:
    if len(run) < FEWEST:
        return NOTHING
    return Needs(frozenset({run[:MOST]})) if starts_word else Needs(inside=frozenset({run}))


def _single(name: str, argument: Any, *, is_edge: bool, before: str) -> _Part:
    """What a part needs that is not a letter."""
    if name in {"ASSERT", "ASSERT_NOT"}:
        return _Part(NOTHING, is_edge)  # positions have no width
    if name == "AT":
        return _Part(NOTHING, is_edge or str(argument) in _EDGES)
    if name == "SUBPATTERN":
        return _sequence(list(argument[-1]), is_edge=is_edge, before=before)
    if name == "ATOMIC_GROUP":
        return _sequence(list(argument), is_edge=is_edge)
    if name in REPEATS:
        inner = _sequence(list(argument[2]), is_edge=is_edge)
        # An optional part needs nothing and does not change the position.
        return inner if argument[0] else _Part(NOTHING, is_edge and inner.is_edge)
    if name == "BRANCH":
        return _branch(
            [_sequence(list(part), is_edge=is_edge, before=before) for part in argument[1]]
        )
    if name == "IN":
        return _Part(NOTHING, all(_is_between(str(kind), sign) for kind, sign in argument))
    is_rare = name == "LITERAL" and argument > _ASCII  # such as ©, which few texts contain
    needs = Needs(inside=frozenset({chr(argument)})) if is_rare else NOTHING
    return _Part(needs, _is_between(name, argument))


def _branch(parts: Sequence[_Part]) -> _Part:
    """One of several parts: what all of them need together."""
    needs = Needs(
        frozenset[str]().union(*(part.needs.starts for part in parts)),
        frozenset[str]().union(*(part.needs.inside for part in parts)),
    )
    every = all(part.needs != NOTHING for part in parts)
    return _Part(needs if every else NOTHING, all(part.is_edge for part in parts))


def is_letter(code: int) -> bool:
    """Whether a character belongs to a word."""
    return chr(code).isalnum() or code == ord("_")


def _is_between(name: str, argument: Any) -> bool:
    """Whether a character certainly does not belong to a word."""
    if name == "LITERAL":
        return not is_letter(argument)
    return name == "CATEGORY" and str(argument) in _BETWEEN
