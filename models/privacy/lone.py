"""Names that are alone: a first name, a surname, what somebody is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.privacy.candidates import CapitalKind, candidates
from models.privacy.innocent import is_innocent, is_staff
from models.privacy.lexicon import lexicon
from models.privacy.sides import LONE, Beside, NameSide, beside, sides
from models.privacy.strangers import is_english
from models.privacy.text import UPPER, sentence_at, sentence_span
from models.records import Hit, HitKind
from vocabulary.kept import compiled
from vocabulary.rules import asked

_PARENTS_OF = asked("privacy_names", "parents_of").plain
_LAND = asked("privacy_names", "land").plain
_ALL_CHANGED = asked("privacy_names", "all_changed").plain
_RUN_ON = compiled(rf" (?!I(?: |['’]))(?:[{UPPER}]|(?:of|de|van|and the) [{UPPER}])")
_LAST = re.compile(r"([\w’'.-]+) [“\"‘'(]?$")
_TO_A_PLACE = asked("privacy_names", "to_a_place").plain
_NO_NOUN = asked("privacy_names", "no_noun").plain
_WITHIN = re.compile(r"[^\W\d_]{2}[,)’']? $")  # no beginning of a sentence, and no quotation's
_OWNED = re.compile(r"['’]s$")  # "It's"
_LISTED = compiled(rf"[{UPPER}][\w’'-]+,? (?:and|or) $")


def lone_names(text: str) -> Iterator[Hit]:
    """First names, surnames and nicknames that are alone and are somebody's."""
    if _ALL_CHANGED.search(text):
        return
    found = tuple(candidates(text))
    for start, end, kind in found:
        if text[start:end] in lexicon().cited and not _PARENTS_OF.match(text, end):
            continue
        if text[start:end] in lexicon().lands and _LAND.search(sentence_at(text, start, end)):
            continue
        rule = _shown(text, start, end, kind)
        if rule is None or not is_english(text, start, end) or is_innocent(text, start, end):
            continue
        if not is_certain(rule) and text[start:end] in _chosen(text, found):
            continue
        staff = HitKind.STAFF_NAME if is_staff(text, start, end) else HitKind.NAME
        yield Hit(staff, start, end, rule)


def _chosen(text: str, found: tuple[tuple[int, int, CapitalKind], ...]) -> frozenset[str]:
    """Words that one of the sentences says to be names that a report has chosen."""
    chooses = sides().chooses
    return frozenset(
        text[start:end] for start, end, _ in found if chooses.stands(beside(text, start, end))
    )


def is_certain(rule: str) -> bool:
    """Whether the rule of a hit says that the name is real, even beside pseudonyms."""
    return any(rule == f"{LONE}_{side.name}" for side in sides().sure)


def may_be_first_name(title: str) -> bool:
    """Whether a title calls somebody by a first name alone."""
    return any(
        kind is CapitalKind.FIRST and not _RUN_ON.match(title[end:]) and _may_follow(title[:start])
        for start, end, kind in candidates(title)
    )


def _shown(text: str, start: int, end: int, kind: CapitalKind) -> str | None:
    """The rule that shows a word to be somebody's name, if there is one."""
    if _RUN_ON.match(text, end, sentence_span(text, start, end)[1]):
        return None
    near = beside(text, start, end)
    if not _may_follow(near.before):
        return None
    hides, _, sure, shows = sides()
    is_known = kind is CapitalKind.FIRST or (kind is CapitalKind.WORD and _is_within(near))
    for side in sure if is_known else (*sure, *shows):
        if _may_show(side, kind) and side.stands(near):
            is_hidden = side not in sure and hides.stands(near)
            return None if is_hidden else f"{LONE}_{side.name}"
    if is_known and not hides.stands(near):
        return LONE
    return None


def _may_show(side: NameSide, kind: CapitalKind) -> bool:
    """Whether a rule is for words of this kind."""
    if kind is CapitalKind.PLACE:
        return side.is_strong
    return kind is not CapitalKind.PERHAPS or not side.is_of_firsts


def _is_within(near: Beside) -> bool:
    """Whether a word is alone within a sentence, in no list, and no place is named there."""
    return (
        _WITHIN.search(near.before) is not None
        and (not near.after or _NO_NOUN.match(near.after) is not None)
        and _LISTED.search(near.before) is None
        and _TO_A_PLACE.search(near.before) is None
    )


def _may_follow(before: str) -> bool:
    """Whether the word before, if it has a capital, is not of the same name."""
    last = _LAST.search(before)
    if last is None or not last[1][0].isupper():
        return True
    lower = _OWNED.sub("", last[1].lower().rstrip("."))
    words = lexicon()
    is_opening = last.start() == 0 or before[: last.start()].rstrip()[-1:] in '.!?:;"“‘('
    return (
        lower in words.staff_titles
        or lower in words.relations
        or lower in words.persons
        or (is_opening and lower in words.others)
    )
