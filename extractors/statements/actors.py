"""Whether words name somebody who can act, or a thing, a clause or a recipient."""

from __future__ import annotations

import re

from extractors.statements import grammar
from vocabulary.rules import asked

ACTOR = asked("actors", "actor")
_VERB = asked("actors", "verb")  # a subject with a verb of its own is a clause, not a name
_THING, _DOING, _TAUGHT, _DONE_TO = (
    asked("actors", "thing"),
    asked("actors", "doing"),
    asked("actors", "taught"),
    asked("actors", "done_to"),
)
FIELD = asked("actors", "field")
_HEAD_ENDS, ENDS_WITH_ACTOR = asked("bodies", "head_ends"), asked("bodies", "ends_with_actor")
_JOINS = frozenset(("and", "of", "the", "&"))
_BRACKETED = re.compile(r" ?\([^)]*\)")
_SEVERAL, _PARTICIPLE = asked("bodies", "several"), asked("bodies", "participle")
_THOSE, _EACH_OF = asked("bodies", "those"), asked("bodies", "each_of")
_RELATIVE, _LISTED = asked("bodies", "relative"), asked("bodies", "listed")
_ASKS, _JOINT = asked("bodies", "asks"), asked("bodies", "joint_of_names")
_UNFINISHED, _NO_NAME = asked("bodies", "unfinished"), asked("bodies", "no_name")
_STAFF = asked("bodies", "staff")


def is_actor(who: str, abbreviations: frozenset[str] = frozenset()) -> bool:
    """Whether `who` names somebody who can act; `abbreviations` are those of bodies in the text."""
    if who.removeprefix("The ").removeprefix("the ") in abbreviations:
        return True
    if who[:1].isupper() and all(map(FIELD.find, _JOINT.plain.split(who))):
        return True
    if _UNFINISHED.find(who):
        return False
    if _NO_NAME.find(who):
        return False
    who = _EACH_OF.plain.sub("", who)
    capitals = sum(word[0].isupper() for word in who.split())
    if len(who.split()) > 14 + 2 * capitals or _VERB.find(_RELATIVE.plain.split(who)[0]):
        return False
    head = _HEAD_ENDS.plain.split(_BRACKETED.sub("", who), maxsplit=1)[0].strip() or who
    if not (_heads_name(head) or _THOSE.find(head) or _ends_list(who)):
        return False
    if _is_whole_name(who):  # "Reading Borough Council" does not read
        return True
    return not (_ASKS.find(who) or _DOING.find(who) or grammar.is_imperative(who))


def _is_whole_name(who: str) -> bool:
    """Whether all words have capitals, but for those that join names, up to one for a body."""
    words = [word for word in who.split() if word not in _JOINS]
    return (
        len(words) > 1 and all(w[:1].isupper() for w in words) and bool(ENDS_WITH_ACTOR.find(who))
    )


def _ends_list(who: str) -> bool:
    """ "Primary, community and acute health providers": the last word serves for them all."""
    listed = _LISTED.find(who)
    return bool(listed and ENDS_WITH_ACTOR.find(listed["last"]))


def _heads_name(head: str) -> bool:
    """Whether a phrase up to its first "of" or "for" names a body or a post and no thing of theirs.

    Its last word decides: "the council's finance service" acts, and "the council's finance report"
    does not. In a name with capitals the word may be anywhere: "Police Scotland".
    """
    if _SEVERAL.find(head) or not ACTOR.find(head):
        return False
    if ENDS_WITH_ACTOR.find(head):
        return True
    if head.rsplit(maxsplit=1)[-1][:1].isupper():
        return not _THING.find(head)
    return bool(_PARTICIPLE.find(head))


def is_thing(name: str) -> bool:
    """Whether a name ends in a word for what nobody is: "Care Plans"."""
    return bool(_THING.find(name)) and not ENDS_WITH_ACTOR.find(name)


def is_taught(who: str, then: str) -> bool:
    """Whether something is to be done to them: the sentence names nobody who is to see to it."""
    if _DONE_TO.find(then):
        return True
    staff = _STAFF.find(who)
    return bool(staff and _TAUGHT.find(then.lstrip(" ,")))
