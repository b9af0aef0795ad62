"""Names that stand alone: a first name, a surname, what somebody is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.privacy.candidates import Kind, candidates
from models.privacy.innocent import is_innocent, is_staff
from models.privacy.lexicon import lexicon
from models.privacy.sides import LONE, sides
from models.privacy.strangers import is_english
from models.privacy.text import UPPER, sentence_at, sentence_span
from models.records import Hit, HitKind
from vocabulary.rules import asked

_PARENTS_OF = asked("privacy_names", "parents_of").plain
_LAND = asked("privacy_names", "land").plain
_ALL_CHANGED = asked("privacy_names", "all_changed").plain
_RUN_ON = re.compile(rf" (?:[{UPPER}]|(?:of|de|van|and the) [{UPPER}])")
_LAST = re.compile(r"([\w’'.-]+) [“\"‘'(]?$")
_BEFORE, _AFTER = 90, 110


def lone_names(text: str) -> Iterator[Hit]:
    """First names, surnames and nicknames that stand alone and are somebody's."""
    if _ALL_CHANGED.search(text):
        return
    for start, end, kind in candidates(text):
        if text[start:end] in lexicon().cited and not _PARENTS_OF.match(text, end):
            continue
        if text[start:end] in lexicon().lands and _LAND.search(sentence_at(text, start, end)):
            continue
        rule = _shown(text, start, end, is_known=kind is Kind.FIRST)
        if rule is None or not is_english(text, start, end) or is_innocent(text, start, end):
            continue
        staff = HitKind.STAFF_NAME if is_staff(text, start, end) else HitKind.NAME
        yield Hit(staff, start, end, rule)


def is_certain(rule: str) -> bool:
    """Whether the rule of a hit says that the name is real, even beside pseudonyms."""
    return any(rule == f"{LONE}_{side.name}" for side in sides()[1])


def may_be_first_name(title: str) -> bool:
    """Whether a title calls somebody by a first name alone."""
    return any(
        kind is Kind.FIRST and not _RUN_ON.match(title[end:]) and _may_follow(title[:start])
        for start, end, kind in candidates(title)
    )


def _shown(text: str, start: int, end: int, *, is_known: bool) -> str | None:
    """The rule that shows a word to be somebody's name, if there is one."""
    first, last = sentence_span(text, start, end)
    if _RUN_ON.match(text, end, last):
        return None
    before = text[max(first, start - _BEFORE) : start].lstrip()
    if not _may_follow(before):
        return None
    beside = before, text[end : min(last, end + _AFTER)], text[first:last]
    hides, sure, shows = sides()
    for side in sure if is_known else (*sure, *shows):
        if side.stands(*beside):
            is_hidden = side not in sure and hides.stands(*beside)
            return None if is_hidden else f"{LONE}_{side.name}"
    if is_known and not hides.stands(*beside):
        return LONE
    return None


def _may_follow(before: str) -> bool:
    """Whether the word before, if it has a capital, is not of the same name."""
    last = _LAST.search(before)
    if last is None or not last[1][0].isupper():
        return True
    lower = last[1].lower().rstrip(".")
    words = lexicon()
    is_opening = last.start() == 0 or before[: last.start()].rstrip()[-1:] in '.!?:;"“‘('
    return (
        lower in words.staff_titles
        or lower in words.relations
        or lower in words.persons
        or (is_opening and lower in words.others)
    )
