"""Which days and numbers of a text the model is asked about, and what it sees of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from models.privacy.events import events
from models.privacy.learnt.features import TextWord, Told, Where
from models.privacy.learnt.words import NOTHING, lists_of, seen

_PIECE = r"[A-Za-z]*\d[A-Za-z\d]*"
# Signs of a vehicle and of a place, and what else has figures: "LV17C00842", "999 027 3481".
_PLATE = r"[A-Z]{2} ?\d\d ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{1,2}[IZ] ?\d{3,4}"
_POSTCODE = r"[A-Z]{1,2}[\dlOS][\dA-Zl]?[ _-]?[\dlOS][A-Z]{2}"
_NUMBER = re.compile(
    r"(?<![\w@.,£$€#%’'])"
    rf"(?:(?P<form>{_PLATE}|{_POSTCODE})|{_PIECE}(?:[ /.:-]{_PIECE})*)(?![\w%@]|[.,’']\d)"
)
# Nobody's are years from one to the next, times, amounts, reviews of a year, lines that many call.
_NOBODYS = re.compile(
    r"(?:19|20)\d\d[-/]\d\d(?:\d\d)?(?: \d+)?|\d\d?[.:]\d\d(?:am|pm)?|.*\d[a-z]{1,3}"
    r"|\d+(?:\.\d+){2,}|\d{1,3}/(?:19|20)\d\d|0(?:[38]\d\d|800\d)[\d -]*"
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]|_")
_FEWEST, _FEWEST_MIXED = 5, 3  # figures of a number, and of one with letters
_BESIDE = 100  # characters on either side that are looked at
_NEAR, _FAR = 3, 8  # words away that are looked at each in its place, and all together
_LONGEST = 14  # signs of a form
_ASKED = " is asked"
_ASKED_OF_DAY = f"day{_ASKED}"
_SIGN = re.compile(r"\W")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CAPITAL, _SMALL, _FIGURE = re.compile(r"[A-Z]"), re.compile(r"[a-z]"), re.compile(r"\d")
_DAYS_OLD = ((1960, "old"), (1995, "grown"), (2008, "young"), (2100, "new"))


def told_of_figures(text: str, where: Where) -> Iterator[Told]:
    """Every full day and every long number of a text."""
    if not _FIGURE.search(text):
        return
    days = events().days(text)
    for start, end in days:
        yield _told(text, where, start, end, "day")
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        is_day = any(start < last and first < end for first, last in days)
        if not is_day and (match["form"] or _is_asked(match[0])):
            yield _told(text, where, start, end, "number")


def is_day(one: Told) -> bool:
    """Whether this is used for a day, and of no number."""
    return one.together[0] == _ASKED_OF_DAY


def _is_asked(number: str) -> bool:
    if _NOBODYS.fullmatch(number):
        return False
    figures = len(_FIGURE.findall(number))
    is_mixed = figures < len(_SIGN.sub("", number))
    return figures >= (_FEWEST_MIXED if is_mixed else _FEWEST)


def _told(text: str, where: Where, start: int, end: int, what: str) -> Told:
    before = _WORDS.findall(text, max(0, start - _BESIDE), start)[-_FAR:]
    after = _WORDS.findall(text, end, end + _BESIDE)[:_FAR]
    before = [NOTHING] * (_FAR - len(before)) + before
    after += [NOTHING] * (_FAR - len(after))
    sides = (
        *(_beside(what, word, i - _FAR) for i, word in enumerate(before)),
        *(_beside(what, word, i + 1) for i, word in enumerate(after)),
    )
    return Told(
        TextWord(start, end, text[start:end]),
        sides,
        (
            *_together(text[start:end], where, what, before, after),
            *(_events(text, start, end) if what == "day" else ()),
        ),
    )


@lru_cache(maxsize=32768)
def _beside(what: str, word: str, away: int) -> tuple[str, ...]:
    side, said = "behind" if away > 0 else "before", seen(word)
    return (
        *((f"{what} {away} {said}",) if abs(away) <= _NEAR else ()),
        *((f"{what} {side} {said}",) if said != "nothing" else ()),
        *(f"{what} {away} list {name}" for name in lists_of(word) if abs(away) == 1),
        *(f"{what} {side} list {name}" for name in lists_of(word)),
    )


def _together(
    text: str, where: Where, what: str, before: Sequence[str], after: Sequence[str]
) -> Iterator[str]:
    form = form_of(text)
    near = [seen(word) for word in (*before[-2:], *after[:2])]
    yield f"{what}{_ASKED}"
    yield f"{what} in {where}"
    yield f"{what} form {form}"
    yield f"{what} form {_short(form)}"
    yield f"{what} in {where} form {_short(form)}"
    yield f"{what} form {_short(form)} behind {near[1]}"
    yield f"{what} figures {min(len(_FIGURE.findall(text)), _LONGEST)}"
    for one, (first, last) in zip(("before", "around", "behind"), pairwise(near), strict=True):
        yield f"{what} {one} {first} + {last}"
    year = _YEAR.search(text)
    if what == "day" and year:
        yield "day " + next(name for last, name in _DAYS_OLD if int(year[0]) < last)


def _events(text: str, start: int, end: int) -> Iterator[str]:
    """What happened on a day, by the words of the rules, and on which side of it that is said."""
    before, behind = events().told_beside(text, start, end)
    yield f"day of {before} before"
    yield f"day of {behind} behind"
    yield f"day between {before} and {behind}"


@lru_cache(maxsize=4096)
def form_of(text: str) -> str:
    """Figures, capitals and small letters, each as one sign: "LV17C00842" is `AA99A99999`."""
    return _FIGURE.sub("9", _SMALL.sub("a", _CAPITAL.sub("A", text)))[:_LONGEST]


def _short(form: str) -> str:
    return re.sub(r"(.)\1+", r"\1+", form)
