"""Names that are made of ordinary words: "Hope Winter", "Emily Lane", "J. Abernethy".

The words alone do not say whether it is somebody, a street or a ward. What is beside them does:
a person is named, has a mother, says something, is fifteen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from models.privacy.flags import FLAGS
from models.privacy.innocent import is_innocent, is_staff
from models.privacy.known import is_new
from models.privacy.lexicon import lexicon
from models.privacy.somebody import is_place, is_somebody, is_subject
from models.privacy.text import LOWER, UPPER
from models.records import Hit, HitKind
from vocabulary.kept import compiled
from vocabulary.rules import asked

_LETTERED = asked("privacy_names", "lettered").plain
_ROLE_LETTERED = asked("privacy_names", "role_lettered").plain
_KIND_BEFORE = asked("privacy_names", "kind_of_review_before").plain
_WORD = rf"[{UPPER}][{LOWER}'’-]+"
_SURNAME = rf"(?:[{UPPER}]['’])?[{UPPER}][{LOWER}]+(?:[-'’]?[{UPPER}]?[{LOWER}]+)*"
# "FJ. Porter" is used where something begins: elsewhere two letters and a full stop end a sentence.
_JOINED = compiled(
    rf"(?:^|[|;:,(\n] ?)(?P<hit>(?P<letters>[{UPPER}]{{2,3}})\.? (?P<last>{_SURNAME}))"
    rf"(?![\w-]| [{UPPER}][{LOWER}])"
)
# 'William "Billy" Reeve'.
_CALLED = compiled(
    rf"(?<!\w)(?P<hit>(?:(?P<first>{_WORD}) )?[\"“‘'(](?P<name>{_WORD}(?: {_WORD})?)[\"”’')]"
    rf" (?P<last>{_SURNAME}))"
)
_GOES_ON = compiled(rf" [{UPPER}][{LOWER}]")
_DIGIT = compiled(r"\d")
# The patterns above are slow: these quicker ones say whether they need be asked.
_INITIAL = compiled(rf"[{UPPER}](?<!\w.)(?:\.? )?[{UPPER}.]")
_MARKED = compiled(rf"[\"“‘'(][{UPPER}][\w’'-]*(?: [{UPPER}][\w’'-]*)?[\"”’')] [{UPPER}]")
_PARTS = compiled(r"[’'-]")
_LONG = 3  # letters that a surname has more than
_BEFORE = 20  # characters in which a letter's label is


class _Titled(NamedTuple):
    """Patterns of names that may have a title."""

    pair: re.Pattern[str]
    initials: re.Pattern[str]  # "J. Abernethy", "Miss K Wetherby"
    numbered: re.Pattern[str]  # "DC 4471 Rahman"


@cache
def _titled() -> _Titled:
    title = rf"(?:(?:{'|'.join(sorted(lexicon().written_titles))})\.? )"
    alone = (
        rf"(?<![\w-])(?<!\w[’'])(?<![{UPPER}] )(?P<hit>{title}?(?P<first>{_WORD}) "
        rf"(?:[{UPPER}]\.? )?(?P<last>{_WORD}?(?:-{_WORD}?)?))"
    )
    return _Titled(
        compiled(rf"{alone}(?=['’]s\b|(?! (?:and )?[{UPPER}])[^\w’'-]|$)"),
        compiled(
            rf"(?<![\w’'.-])(?P<hit>(?P<title>{title})?(?:[{UPPER}](?:(?P<dot>\.) ?| )){{1,3}}"
            rf"(?P<last>{_SURNAME}))(?![\w-])"
        ),
        compiled(rf"(?<!\w)(?P<hit>{title}(?:[A-Z]{{1,2}})?\d{{2,5}} (?P<last>{_SURNAME}))"),
    )


def ordinary_names(text: str) -> Iterator[Hit]:
    """People whose names are words or initials, found by what is beside them."""
    for rule, spans in (
        ("ordinary_words", _of_words(text)),
        ("initials_and_surname", _with_initials(text)),
        ("number_and_surname", _with_number(text)),
        ("nickname_and_surname", _with_nickname(text)),
    ):
        for start, end in spans:
            if is_innocent(text, start, end):
                continue
            kind = HitKind.STAFF_NAME if is_staff(text, start, end) else HitKind.NAME
            yield Hit(kind, start, end, rule)


def _of_words(text: str) -> Iterator[tuple[int, int]]:
    words = lexicon()
    for match in _titled().pair.finditer(text):
        first, last = match["first"].replace("’", "'"), match["last"]
        is_first = first in words.firsts
        is_word = any(part in words.ordinary_surnames for part in (last, *last.split("-")))
        # "April Dunkerley", "Will Marchbanks": only the first may be another word.
        is_month = (
            first in words.ordinary_firsts
            and first.lower() in words.others
            and first not in words.before_names
        )
        if not is_word and not (is_month and _may_be_surname(last)):
            continue
        may_be_first = is_first or first in words.ordinary_firsts or _may_be_first(first)
        if not may_be_first or first.lower() in words.word_titles:
            continue
        # "Justice Freeman" may be somebody; "Mrs Justice Parker" is a judge.
        is_titled = match.start("first") > match.start("hit")
        if first.lower() in words.honours and (
            is_titled or not is_somebody(text, *match.span("hit"))
        ):
            continue
        start, end = match.span("hit")
        # "Emily Hall" is mostly somebody; "Hope Winter" and "Emily House" have to be shown to be.
        like_a_place = not is_word or last.lower() in words.premises
        is_likely = is_first and not like_a_place
        if (
            is_somebody(text, start, end, like_a_place=like_a_place)
            or (is_likely and not is_place(text, start))
            or (last.lower() not in words.premises and is_subject(text, start, end))
        ):
            yield start, end


def _may_be_first(word: str) -> bool:
    """Whether a word that no list has can be a first name: "Kaydence"."""
    return FLAGS["UNKNOWN"](word) and not word.endswith("'s") and all(map(is_new, word.split("-")))


def _may_be_surname(word: str) -> bool:
    return len(word) > _LONG and not word.endswith("'s") and all(map(is_new, word.split("-")))


def _with_initials(text: str) -> Iterator[tuple[int, int]]:
    if not _INITIAL.search(text):
        return
    for match in _titled().initials.finditer(text):
        start, end = match.span("hit")
        if _GOES_ON.match(text, end) and not _KIND_BEFORE.search(text, 0, start):
            continue
        lettered = _LETTERED.search(text[max(0, start - _BEFORE) : start])
        # "The worker H. Zaman": with a full stop the letter behind a role is somebody's initial.
        if lettered and not (match["dot"] and _ROLE_LETTERED.search(lettered["who"])):
            continue
        is_marked = _is_surname(match["last"]) and (match["title"] or match["dot"])
        shown = is_staff(text, start, end) or is_somebody(text, start, end)
        if (is_marked or shown) and _is_surname(match["last"], by_role=shown):
            yield start, end
    for match in _JOINED.finditer(text):
        start, end = match.span("hit")
        if FLAGS["TITLE"](match["letters"]):
            continue  # "PC Elm"
        shown = is_staff(text, start, end)
        if (shown or "." in match["hit"]) and _is_surname(match["last"], by_role=shown):
            yield start, end


def _with_number(text: str) -> Iterator[tuple[int, int]]:
    found = _titled().numbered.finditer(text) if _DIGIT.search(text) else ()
    return (match.span("hit") for match in found if _is_surname(match["last"]))


def _with_nickname(text: str) -> Iterator[tuple[int, int]]:
    words = lexicon()
    for match in _CALLED.finditer(text) if _MARKED.search(text) else ():
        is_named = is_new(match["name"]) or any(
            match[part] in names
            for part in ("first", "name")
            for names in (words.firsts, words.ordinary_firsts)
        )
        if is_named and _is_surname(match["last"]):
            yield match.span("hit")


def _is_surname(word: str, *, by_role: bool = False) -> bool:
    """Whether a word may be a surname; beside a role, as a word that reports know too."""
    parts = _PARTS.split(word)
    known = any(part in lexicon().surnames for part in (word, *parts))
    words = lexicon().ordinary_surnames
    if by_role and word in words:
        return True
    unknown = [is_new(part) for part in parts if part and part not in words]
    return known or (len(word) > 2 and bool(unknown) and all(unknown))
