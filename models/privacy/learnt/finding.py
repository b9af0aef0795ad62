"""What the model says of a text, unless what is beside it shows that it is innocent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from models.privacy.flags import is_first
from models.privacy.innocent import is_innocent, is_staff
from models.privacy.learnt.features import TextWord, Where, told
from models.privacy.learnt.model import model
from models.privacy.learnt.words import lists_of, may_be_named
from models.privacy.lexicon import lexicon
from models.privacy.patterns import is_of_an_office, parts_of_patterns
from models.privacy.sides import LONE, beside, sides
from models.privacy.strangers import is_english
from models.privacy.text import UPPER, sentence_span
from models.records import Hit, HitKind
from vocabulary.kept import compiled
from vocabulary.months import month_numbers
from vocabulary.rules import asked

RULE = "learnt"
_LIKELY = 0.4  # the score from which a word is held
_PERHAPS = 0.25  # from which one beside it belongs to the same name
_SURE = 0.8  # of a word that nobody knows where it begins a sentence, of a street behind "in"
_MOST = 5  # words that a name, a home or a school has
_SIGNS = " \t\n\"'“‘(•-–—"
_OWNED = re.compile(r"['’]s$")
_BEHIND = re.compile(r"(\w+), \Z")
_NEAR = 20  # characters before a name in which a thing or a place is named
_OPENS, _CLOSES = frozenset("‘“\"'"), frozenset("’”\"'")
_THING_BEFORE = asked("privacy_names", "thing_before").plain
_ONE_CHILD = (
    r"\b(?:Child|Sibling|Twin) [A-Z\d]{1,2}\b|\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er)\b"
    r"|\b\d{1,2} ?(?:yrs?|y/?o)\b"
)
_SHORTEST = 3  # letters of a name that is alone
_LONGEST_SHORT_FORM = 5
_ALL_CHANGED = asked("privacy_names", "all_changed").plain
_RUN = compiled(rf"[{UPPER}][\w’'-]*(?:\.? [{UPPER}][\w’'-]*)*")


class Likely(NamedTuple):
    """A word that the model holds for part of a name, and how sure it is."""

    word: TextWord
    share: float


def learnt_names(text: str, *, by_first_name: bool) -> Iterator[Hit]:
    """Names, homes and schools in a text. A word alone may be a chosen name."""
    runs = [run for run in _RUN.finditer(text) if any(map(_may_be_seed, run[0].split()))]
    if not runs or _ALL_CHANGED.search(text):
        return
    where = Where.TITLE if by_first_name else Where.TEXT
    words = list(_likely(text, where, runs[0].start(), runs[-1].end()))
    for run in runs:
        inside = [one for one in words if run.start() <= one.word.start < run.end()]
        is_lone = len(inside) == 1
        if not _is_name(inside):
            continue
        if is_lone and not _stands_alone(text, inside[0], by_first_name=by_first_name):
            continue
        named = next(one.word for one in inside if _may_be_seed(one.word.text))
        start, end = named.start, inside[-1].word.end
        kind = _kind(text, start, end, run[0])
        if _is_of_a_body(text, kind, start, end):
            continue
        is_sure = kind is HitKind.ADDRESS and min(one.share for one in inside) >= _SURE
        if not _is_shown_innocent(text, start, end, run.span(), is_sure=is_sure):
            yield Hit(kind, start, end, f"{LONE}_{RULE}" if is_lone else RULE)


def _is_name(words: Sequence[Likely]) -> bool:
    """Whether one of a few words is likely, and one may be a name by itself."""
    is_likely = any(share >= _LIKELY for _, share in words)
    return is_likely and len(words) <= _MOST and any(_may_be_seed(one.word.text) for one in words)


@lru_cache(maxsize=16384)
def _may_be_seed(word: str) -> bool:
    """Whether a word is no letter, no short form, no month and no body, and may be a name."""
    plain = _OWNED.sub("", word.rstrip("."))
    is_short = len(plain) < _SHORTEST or (plain.isupper() and len(plain) <= _LONGEST_SHORT_FORM)
    lower, known = plain.lower(), lexicon()
    is_other = lower in month_numbers() or lower in known.bodies or lower in known.dwellings
    return not is_short and not is_other and all(map(may_be_named, plain.split("-")))


def _stands_alone(text: str, one: Likely, *, by_first_name: bool) -> bool:
    """Whether one word is enough: a title calls people by first names, any word may begin."""
    word = one.word
    if word.text.isupper() and not text.isupper():
        return False  # "SHANARRI done"
    if by_first_name and is_first(_OWNED.sub("", word.text)):
        return False
    behind = _BEHIND.search(text[: word.start])
    if behind and behind[1].lower() in lexicon().dwellings:
        return False  # "14 Bridge Street, Hallam": a town
    first, _ = sentence_span(text, word.start, word.end)
    is_opening = not text[first : word.start].strip(_SIGNS)
    is_unknown = lists_of(word.text) == ("new",)
    return not (is_opening and is_unknown) or one.share >= _SURE


def learnt_in_file_name(stem: str) -> bool:
    """Whether a file's name may be somebody's."""
    # A first name alone is what a report calls somebody.
    return any(
        one.share >= _LIKELY and not is_first(one.word.text.capitalize())
        for one in _likely(stem, Where.FILE, 0, len(stem))
    )


def _likely(text: str, where: Where, first: int, last: int) -> Iterator[Likely]:
    score = model().score
    return (
        Likely(one.word, share)
        for one in told(text, where, first, last)
        if (share := score(one)) >= _PERHAPS
    )


def _is_of_a_body(text: str, kind: HitKind, start: int, end: int) -> bool:
    """Whether it is an office's address, or a school where no child's age or day is given."""
    if kind is HitKind.SCHOOL_AND_AGE:
        return not _a_child().search(text)
    is_last = text[start - 2 : start] == ", "  # "Civic Centre, Tuvorham"
    return (kind is HitKind.ADDRESS or is_last) and is_of_an_office(text, start, end)


@cache
def _a_child() -> re.Pattern[str]:
    parts = parts_of_patterns()
    return re.compile("|".join((parts["age"], parts["young"], _ONE_CHILD)))


def _is_shown_innocent(
    text: str, start: int, end: int, run: tuple[int, int], *, is_sure: bool
) -> bool:
    """Whether the rules know what was found as something that reports print on purpose.

    Behind "in" and "to" comes a place, unless the model `is_sure` that it is somebody's street.
    """
    before = text[max(0, start - _NEAR) : start]
    is_quoted = before[-1:] in _OPENS and text[end : end + 1] in _CLOSES
    is_thing = not is_sure and _THING_BEFORE.search(before)
    if is_quoted or is_thing or _may_be_a_place(text[start:end]):
        return True
    near = beside(text, start, end)
    hides, chooses, _, _ = sides()
    return (
        text[start:end] in lexicon().cited
        or chooses.stands(near)
        or ((start, end) == run and hides.stands(near))
        or not is_english(text, *run, spare=1)
        or is_innocent(text, start, end)
        or is_innocent(text, *run)
    )


def _may_be_a_place(name: str) -> bool:
    """ "Emily Lane", "Ivy Cross": the rules of names of ordinary words have been asked of it."""
    words, known = name.split(), lexicon()
    is_pair = len(words) == 2 and (is_first(words[0]) or words[0] in known.ordinary_firsts)
    return is_pair and (words[1].lower() in known.dwellings | known.premises)


def _kind(text: str, start: int, end: int, run: str) -> HitKind:
    """What was found: the last word of its run says whether it is a home or a school."""
    last = run.rsplit(maxsplit=1)[-1].lower()
    words = lexicon()
    if last in words.not_names_of_schools:
        return HitKind.SCHOOL_AND_AGE
    if last in words.dwellings:
        return HitKind.ADDRESS
    return HitKind.STAFF_NAME if is_staff(text, start, end) else HitKind.NAME
