"""Whether two words with capitals are somebody: what is said before and behind them."""

from __future__ import annotations

import re
from functools import cache

from models.privacy.lexicon import any_of, lexicon
from models.privacy.text import sentence_span

_BEFORE = 30  # characters in which it is told who is meant
_PLACE = re.compile(
    r"\b(?:the|an?|in|at|on|near|off|outside|across|behind|along|around) $", re.IGNORECASE
)
_THERE = re.compile(
    rf"{_PLACE.pattern}|\b(?:to|from|into|towards|via|attended|visited|entered|opened|closed) $",
    re.IGNORECASE,
)


_THAT = re.compile(r"\b(?:that|when|because|if|how|why|whether|while|before|after|although) $")
_DOING = re.compile(
    r" (?:[a-z]+ing (?:the|an?|his|her|their|to|at|in|on|with|for|that)\b|(?:had|was)\b)"
)


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether two words are told to be or to do something in a clause of their own."""
    first, _ = sentence_span(text, start, end)
    before = text[max(first, start - _BEFORE) : start].lstrip()
    behind = _DOING.match(text, end)
    return behind is not None and (
        not before or bool(_THAT.search(before)) or behind[0].split()[0][-3:] == "ing"
    )


def is_somebody(text: str, start: int, end: int, *, like_a_place: bool = False) -> bool:
    """Whether what stands beside two words says that they are somebody.

    A ward or a house is found, visited and open as well: more has to be said of what is
    `like_a_place`.
    """
    first, last = sentence_span(text, start, end)
    before, after = text[max(first, start - _BEFORE) : start], text[end:last]
    if _PLACE.search(before):
        return False
    does, is_then, named = _beside(like_a_place=like_a_place)
    if named.search(before) or does.match(after):
        return True
    return bool(is_then.match(after))


def is_place(text: str, start: int) -> bool:
    """Whether what stands before two words says that somebody goes or is there."""
    return bool(_THERE.search(text[max(0, start - _BEFORE) : start]))


@cache
def _beside(*, like_a_place: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What follows somebody; what may, if a pronoun comes later; what goes before somebody."""
    words = lexicon()
    befalls, befell = ((), ()) if like_a_place else (words.befalls, words.befell)
    does = re.compile(
        rf"(?:,? \(?{any_of((*words.does, *befalls))}|,? \(?(?:then |now )?aged? \d"
        rf"|['’]s {any_of((*words.kin, *words.has))}|,? (?:was|is|had been) (?:only |just )?"
        r"(?:\w+teen|\d{1,2}|eight|nine|ten|eleven|twelve)\b)"
    )
    is_then = re.compile(
        r",? (?:was|is|had|has|did|does|would|could|never|and|[a-z]+ed)\b[^.;]*?"
        r"\b(?:he|she|him|her|his|hers|himself|herself)\b"
    )
    named = re.compile(
        rf"(?:{any_of((*words.kin, *words.staff, *words.names_somebody, *befell))}[,:(]? ?[(]?)$",
        re.IGNORECASE,
    )
    return does, is_then, named
