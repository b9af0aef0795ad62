"""A phrase that names who is to act, without what stands before, beside and after the name."""

from __future__ import annotations

import re

from extractors.statements.actors import is_actor
from vocabulary.rules import asked

OPENING, POINTS_BACK = asked("addressees", "opening"), asked("addressees", "condition")
_TAIL = asked("addressees", "tail")
_AFTER_OPENING = re.compile(
    r"(?:,|\s[–—-])\s+(?=(?:the|all|each|every|both|those|local|partner|agencies|practitioners|professionals|"
    r"staff|schools|services|social workers|health visitors|managers|commissioners|providers|partners|officers)\b|[A-Z])"
)
_LAST_NAME = re.compile(r" (?P<who>the [A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|and|of|the|for|&))*)$")
# "The Trust, which has begun, should", "NHS England, through its regions, and the Board".
_BESIDE = re.compile(
    r"(?:, (?:which|who|whose|having|whether|as|through|particularly|especially|notably|where|if|when|by)\b[^,]*)+(?:,|$)(?= and |$)"
)
# "the Board and the council, as commissioners".
_AS = re.compile(r", as [^,;]{3,40}$")


def without_opening(who: str, abbreviations: frozenset[str]) -> str | None:
    """ "Within the next 12 months, the Government" is the Government; "This ..." is nobody."""
    if POINTS_BACK.find(who):
        return None
    if not OPENING.find(who) and ("," not in who or is_actor(without_asides(who), abbreviations)):
        return who
    for begun in _AFTER_OPENING.finditer(who):
        if is_actor(who[begun.end() :], abbreviations):
            return who[begun.end() :]
    named = _LAST_NAME.search(who)  # "In the next revision of the guidance the Home Office"
    return named["who"] if named else None


def tidy(who: str) -> str:
    """The name without the words after it that say how, with whom and by when."""
    return " ".join(_without_tail(_AS.sub("", who.strip(" ,"))).strip(" ,").split())


def _without_tail(who: str) -> str:
    tail = _TAIL.find(who)
    return who[: tail.start()] if tail else who


def without_asides(who: str) -> str:
    """ "The Trust, which has begun," is the Trust."""
    return _BESIDE.sub("", who)
