"""Whether words name somebody who can act, or a thing, a clause or a recipient."""

from __future__ import annotations

import re

from extractors.statements import grammar
from vocabulary.rules import asked

ACTOR = asked("actors", "actor")
_VERB = asked("actors", "verb")  # a subject with a verb of its own is a clause, not a name
_THING, _DOING, _TAUGHT = (
    asked("actors", "thing"),
    asked("actors", "doing"),
    asked("actors", "taught"),
)
_HEAD = re.compile(
    r"(?<!-)\b(?:of|by|for|in|at|to|with|on|from|who|which|that|working|within|across|before|when|if|once|until)\b|,"
)


def is_actor(who: str, abbreviations: frozenset[str] = frozenset()) -> bool:
    """Whether `who` names somebody who can act; `abbreviations` are those of bodies in the text."""
    if who.removeprefix("The ").removeprefix("the ") in abbreviations:
        return True
    if re.search(
        r"\b(?:to|but|of|and|that|in|for|by|with|from|the|a|an|or|own|its|their|his|her)$", who
    ):
        return False
    capitals = sum(word[0].isupper() for word in who.split())
    if len(who.split()) > 14 + 2 * capitals or not ACTOR.find(who) or _VERB.find(who):
        return False
    head = _HEAD.split(who, maxsplit=1)[0].strip() or who
    return (
        bool(ACTOR.find(head))
        and not _THING.find(head)
        and not (_DOING.find(who) or grammar.is_imperative(who))
    )


def is_taught(who: str, then: str) -> bool:
    """Whether staff are to be taught something: the sentence names no body that is to see to it."""
    staff = re.search(r"\b(?:staff|practitioners|professionals|workers|officers|teachers)\b", who)
    return bool(staff and _TAUGHT.find(then.lstrip(" ,")))
