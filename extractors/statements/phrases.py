"""A phrase that names who is to act, without what comes before, beside and after the name."""

from __future__ import annotations

from extractors.statements.actors import is_actor
from vocabulary.rules import asked

OPENING, POINTS_BACK = asked("addressees", "opening"), asked("addressees", "condition")
_TAIL = asked("addressees", "tail")
_AFTER_OPENING, _LAST_NAME = asked("asking", "after_opening"), asked("asking", "last_name")
_BESIDE, _AS_WHAT = asked("asking", "beside"), asked("asking", "as_what")


def without_opening(who: str, abbreviations: frozenset[str]) -> str | None:
    """ "Within the next 12 months, the Government" is the Government; "This ..." is nobody."""
    if POINTS_BACK.find(who):
        return None
    if not OPENING.find(who) and ("," not in who or is_actor(without_asides(who), abbreviations)):
        return who
    for begun in _AFTER_OPENING.finditer(who):
        if is_actor(who[begun.end() :], abbreviations):
            return who[begun.end() :]
    named = _LAST_NAME.find(who)  # "In the next revision of the guidance the Home Office"
    return named["who"] if named else None


def tidy(who: str) -> str:
    """The name without the words after it that say how, with whom and by when."""
    return " ".join(_without_tail(_AS_WHAT.without(who.strip(" ,"))).strip(" ,").split())


def _without_tail(who: str) -> str:
    tail = _TAIL.find(who)
    return who[: tail.start()] if tail else who


def without_asides(who: str) -> str:
    """ "The Trust, which has begun," is the Trust."""
    return _BESIDE.without(who)
