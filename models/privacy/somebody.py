"""Whether two words with capitals are somebody: what is said before and behind them."""

from __future__ import annotations

import re
from functools import cache

from models.privacy.lexicon import any_of, lexicon
from models.privacy.text import sentence_span
from vocabulary.rules import asked

_AT_A_PLACE = asked("privacy_names", "at_a_place").plain
_TO_A_PLACE = asked("privacy_names", "to_a_place").plain
_BEGINS_A_CLAUSE = asked("privacy_names", "begins_a_clause").plain
_DOING = asked("privacy_names", "doing").plain
_IS_SOMEBODY = asked("privacy_names", "is_somebody")
_BEFORE = 30  # characters in which it is said who is meant


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether two words are said to be or to do something in a clause of their own."""
    first, _ = sentence_span(text, start, end)
    before = text[max(first, start - _BEFORE) : start].lstrip()
    behind = _DOING.match(text, end)
    return behind is not None and (
        not before or bool(_BEGINS_A_CLAUSE.search(before)) or behind[0].split()[0][-3:] == "ing"
    )


def is_somebody(text: str, start: int, end: int, *, like_a_place: bool = False) -> bool:
    """Whether what is beside two words says that they are somebody.

    A ward or a house is found, visited and open as well: more has to be said of what is
    `like_a_place`.
    """
    first, last = sentence_span(text, start, end)
    before, after = text[max(first, start - _BEFORE) : start], text[end:last]
    if _AT_A_PLACE.search(before):
        return False
    named, then = _beside(like_a_place=like_a_place)
    return bool(named.search(before) or then.match(after))


def is_place(text: str, start: int) -> bool:
    """Whether what comes before two words says that somebody goes or is there."""
    before = text[max(0, start - _BEFORE) : start]
    return bool(_AT_A_PLACE.search(before) or _TO_A_PLACE.search(before))


@cache
def _beside(*, like_a_place: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What goes before somebody, and what follows."""
    words = lexicon()
    befalls, befell = ((), ()) if like_a_place else (words.befalls, words.befell)
    told = any_of((*words.kin, *words.staff, *words.names_somebody, *befell))
    named = re.compile(rf"(?:{told}(?: (?:is|was))?[,:(]? ?[(]?)$", re.IGNORECASE)
    return named, _IS_SOMEBODY.about(does=(*words.does, *befalls), kin=words.kin, has=words.has)
