"""The forms in which a sentence asks somebody to act: before "should", after "by", before "to"."""

from __future__ import annotations

from extractors.statements.actors import is_actor, is_taught
from extractors.statements.phrases import tidy, without_asides, without_opening
from vocabulary.rules import asked

_SUBJECT = asked("asking", "subject")
_NAMED_TO = asked("addressees", "named_to")
_BEFORE_COLON = asked("asking", "before_colon")
# "NSCP to agree a protocol which says when services must meet": the first "to" asks, not the "must".
_TO_ACT = asked("asking", "to_act")
# What is bound to the beginning is asked for there alone: a search would try every character.
_FINDERS = (
    _SUBJECT.find,
    asked("asking", "recommended").find,
    asked("addressees", "for_whom_to").find,
    _NAMED_TO.find,
    asked("addressees", "listed_to").find,
    asked("addressees", "request").find,
    asked("addressees", "by_whom").find,
    asked("addressees", "done_by").find,
    asked("addressees", "led_by").find,
    asked("addressees", "recommends_to").find,
    asked("addressees", "is_for").find,
    asked("addressees", "falls_to").find,
    asked("asking", "second_clause").find,
)


def is_to_act(sentence: str) -> bool:
    """Whether a name comes before "to" and any verb: "The landlord to contact adult social care"."""
    match = _NAMED_TO.find(sentence)
    return bool(match and is_actor(match["who"]))


def is_addressed(sentence: str) -> bool:
    """Whether a name and a colon come before what they are to do: "Hospitals: supply naloxone"."""
    match = _BEFORE_COLON.find(sentence)
    return bool(match and is_actor(match["who"]))


def asked_in(sentence: str, abbreviations: frozenset[str]) -> str | None:
    """The first of the forms of asking that names somebody who can act."""
    if sentence.startswith("That "):  # "That named GPs should": the name begins in small letters
        sentence = sentence[5:6].upper() + sentence[6:]
    for find in _FINDERS:
        match = find(sentence)
        groups = match.groupdict() if match else {}
        who = without_opening(groups["who"], abbreviations) if match else None
        who = without_asides(who) if who else None
        if who and find == _SUBJECT.find and _TO_ACT.find(who):
            continue
        if who and is_actor(who, abbreviations) and not is_taught(who, groups.get("then") or ""):
            return tidy(who)
    return None
