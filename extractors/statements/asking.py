"""The forms in which a sentence asks somebody to act: before "should", after "by", before "to"."""

from __future__ import annotations

import re

from extractors.statements.actors import is_actor, is_taught
from extractors.statements.phrases import tidy, without_asides, without_opening
from vocabulary.action_verbs import present_tense
from vocabulary.rules import asked

WHO = r"(?P<who>(?:[Tt]he |[Aa]ll |[Ee]ach |[Ee]very |[Bb]oth |[Tt]hose |[Ll]ocal |[A-Z0-9])[^.;:]{1,230}?)"
_ASIDE = r"(?:,[^,.;:]{3,70},)?"
_DUTY = (
    r"(?:should|must|will|needs? to|ought to|may wish to|(?:has|have) (?:to (?!be\b)|a (?:duty|responsibility) to)|(?:could|might|may) usefully|would do well to|(?:has|have) agreed to|(?:is|are) to (?!be\b)|"
    r"(?:is|are|be) (?:asked|invited|encouraged|requested|recommended|expected|urged|advised|directed) to|be required to|dylai|rhaid)\b"
)
ADVERBS = r"(?:,? (?:jointly|together|also|each|now|both|regularly|formally|urgently))*"
VERBS = present_tense()
_RECOMMEND = re.compile(
    rf"\b(?:recommend(?:s|ed|ing)?|recommendation|urges?|invites?|encourages?|calls? (?:on|upon)|asks?|would (?:like|wish)(?: to see)?|"
    rf"expects?|wants?|(?:is|be) (?:also )?the view of the \w+)(?: (?:further|therefore|also))*{_ASIDE}(?: that)?{_ASIDE}\s+"
    rf"(?P<who>[A-Za-z][^.;:]{{1,150}}?),?(?: once appointed,)?{ADVERBS}(?:\s+"
    rf"(?P<then>{_DUTY}|to\b|(?:{VERBS})\b)|$)"
)
_SUBJECT = re.compile(
    rf"^(?:[Tt]hat\s+)?{WHO}(?:, whether\b[^.;:]{{3,90}},)?,?\s+{_DUTY}(?P<then>.*)"
)
# "Identifying young carers is everybody's business, and the Partnership should ...".
_SECOND_CLAUSE = re.compile(
    rf"(?:,|,? and|,? so) (?P<who>the (?:[A-Z][\w’'&-]*)(?: (?:[A-Z][\w’'&-]*|and|of|the|for|&))*) {_DUTY}"
)
# "NSCP to agree a protocol which says when services must meet": the first "to" asks, not the "must".
_TO_ACT = re.compile(r"(?<!ed) to (?!be\b)[a-z]+ ")
# What is bound to the beginning is asked for there alone: a search would try every character.
_FINDERS = (
    _SUBJECT.match,
    _RECOMMEND.search,
    asked("addressees", "for_whom_to").find,
    asked("addressees", "named_to").find,
    asked("addressees", "listed_to").find,
    asked("addressees", "request").find,
    asked("addressees", "by_whom").find,
    asked("addressees", "done_by").find,
    asked("addressees", "led_by").find,
    asked("addressees", "recommends_to").find,
    asked("addressees", "is_for").find,
    asked("addressees", "falls_to").find,
    _SECOND_CLAUSE.search,
)


def asked_in(sentence: str, abbreviations: frozenset[str]) -> str | None:
    """The first of the forms of asking that names somebody who can act."""
    for find in _FINDERS:
        match = find(sentence)
        groups = match.groupdict() if match else {}
        who = without_opening(groups["who"], abbreviations) if match else None
        who = without_asides(who) if who else None
        if who and find == _SUBJECT.match and _TO_ACT.search(who):
            continue
        if who and is_actor(who, abbreviations) and not is_taught(who, groups.get("then") or ""):
            return tidy(who)
    return None
