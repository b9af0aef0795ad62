"""Whether words name somebody who can act, or a thing, a clause or a recipient."""

from __future__ import annotations

import re

from extractors.statements import grammar
from vocabulary.action_verbs import present_tense
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
_HEAD = re.compile(
    r"(?<!-)\b(?:of|by|for|in|at|to|with|on|from|who|which|that|working|within|across|before|when|if|"
    r"once|until|between|about|among|under|over|into|against|regarding|including|through|during)\b|,"
)
ENDS_WITH_ACTOR = re.compile(rf"(?:{ACTOR.pattern})$", re.IGNORECASE)
_BRACKETED = re.compile(r" ?\([^)]*\)")
_SEVERAL = re.compile(r"\b(?:multi|single|inter|cross)-agency$", re.IGNORECASE)
# "agencies involved", "local authorities placing children": the name ends before the participle.
_PARTICIPLE = re.compile(
    rf"^(?P<who>.*?\b(?:{ACTOR.pattern})) (?:\w+ly )?(?:(?!{asked('actors', 'noun_in_ing').pattern})\w+ing\b|\w{{3,}}ed$|responsible$)",
    re.IGNORECASE,
)
_THOSE = re.compile(
    r"(?:[Tt]hose|[Aa]nyone|[Ee]veryone)(?: bodies)? (?:responsible|leading|involved|concerned)$"
)
_EACH_OF = re.compile(r"^(?:[Ee]ach|[Aa]ll|[Bb]oth) of ")
_RELATIVE = re.compile(r" (?:who|which|that) ")
_LIST = re.compile(r"^[\w’' -]{3,40}(?:, [\w’' -]{3,40})+ and (?P<last>[\w’' -]{3,40})$")
# "Invites providers to adopt", "Review the staff who": somebody is asked to do it.
_ASKS = re.compile(
    rf"(?:(?:invite|ask|require|request|remind|encourage|instruct)s?|(?:{present_tense()}) (?:the|all|a|an|its|their|each|every|any))\b",
    re.IGNORECASE,
)


def is_actor(who: str, abbreviations: frozenset[str] = frozenset()) -> bool:
    """Whether `who` names somebody who can act; `abbreviations` are those of bodies in the text."""
    if who.removeprefix("The ").removeprefix("the ") in abbreviations:
        return True
    if who[:1].isupper() and all(map(FIELD.find, re.split(r",? (?:and|&) |, ", who))):
        return True
    if re.search(
        r"\b(?:to|but|of|and|that|in|for|by|with|from|the|a|an|or|own|its|their|all|his|her|who|which)$",
        who,
    ):
        return False
    if re.search(r"\w[’']s?$| to be\b|^[Aa]n? ", who):
        return False
    who = _EACH_OF.sub("", who)
    capitals = sum(word[0].isupper() for word in who.split())
    if len(who.split()) > 14 + 2 * capitals or _VERB.find(_RELATIVE.split(who)[0]):
        return False
    head = _HEAD.split(_BRACKETED.sub("", who), maxsplit=1)[0].strip() or who
    if not (_heads_name(head) or _THOSE.match(head) or _ends_list(who)):
        return False
    return not (_ASKS.match(who) or _DOING.find(who) or grammar.is_imperative(who))


def _ends_list(who: str) -> bool:
    """ "Primary, community and acute health providers": the last word serves for them all."""
    listed = _LIST.match(who)
    return bool(listed and ENDS_WITH_ACTOR.search(listed["last"]))


def _heads_name(head: str) -> bool:
    """Whether a phrase up to its first "of" or "for" names a body or a post and no thing of theirs.

    Its last word tells: "the council's finance service" acts, and "the council's finance report"
    does not. In a name with capitals the word may stand anywhere: "Police Scotland".
    """
    if _SEVERAL.search(head) or not ACTOR.find(head):
        return False
    if ENDS_WITH_ACTOR.search(head):
        return True
    if head.rsplit(maxsplit=1)[-1][:1].isupper():
        return not _THING.find(head)
    return bool(_PARTICIPLE.match(head))


def is_thing(name: str) -> bool:
    """Whether a name ends in a word for what nobody is: "Care Plans"."""
    return bool(_THING.find(name)) and not ENDS_WITH_ACTOR.search(name)


def is_taught(who: str, then: str) -> bool:
    """Whether something is to be done to them: the sentence names nobody who is to see to it."""
    if _DONE_TO.find(then):
        return True
    staff = re.search(r"\b(?:staff|practitioners|professionals|workers|officers|teachers)\b", who)
    return bool(staff and _TAUGHT.find(then.lstrip(" ,")))
