"""Dates of birth and of death: the event mentioned nearest to a date says whose day it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from models.privacy.lexicon import FOLDER
from models.privacy.patterns import parts_of_patterns
from models.privacy.text import sentence_span
from models.records import Hit, HitKind
from vocabulary.kept import compiled
from vocabulary.loading import load

_REACH = 120  # characters on either side in which an event may be mentioned
_BESIDE = 250  # characters of the sentences beside one that mentions no event
_OF_ANOTHER_CLAUSE = 40  # characters that an event of the next clause is further away
_AT_ONCE = 12  # between an event and its date where nothing else can be meant
# The pattern of dates is slow: it is tried only around what may be a year.
_YEAR = compiled(
    r"(?:19|20)\d\d|\d[./-](?:\d{1,2}|[xiv]{1,4}|[XIV]{1,4})[./-]\d\d"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? [’']?\d\d\b"
)
_LONGEST, _REST = 48, 8  # characters of a date before and behind its year
_INSERTED = compiled(r", [^,;]{1,70},(?= )")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    birth: tuple[str, ...]
    death: tuple[str, ...]
    others: tuple[str, ...]
    day: str
    stops: str
    stops_behind: str
    turned: str
    clause: str
    again: str
    then: str
    near_death: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...]


class _Told(NamedTuple):
    far: int  # characters between an event and its date
    kind: HitKind | None  # none for an event whose day is given on purpose


class Events:
    """Finds dates of birth and death."""

    def __init__(self) -> None:
        self._file = file = load("events.yaml", _File, FOLDER)
        self._date = compiled(parts_of_patterns()["date"])
        self._event = compiled(
            "|".join(
                f"(?P<{name}>{'|'.join(getattr(file, name))})"
                for name in ("birth", "death", "others")
            ),
            re.IGNORECASE,
        )
        self._day = compiled(file.day)
        self._stops, self._stops_behind, self._turned, self._clause, self._again = (
            compiled(pattern, re.IGNORECASE)
            for pattern in (file.stops, file.stops_behind, file.turned, file.clause, file.again)
        )
        self._then, self._near_death = compiled(file.then), compiled(file.near_death)

    def faults(self) -> Iterator[str]:
        """Each example that is betrayed."""
        for text in self._file.finds:
            if not any(self.find(text)):
                yield f"events.yaml: nothing is found in {text!r}"
        for text in self._file.leaves:
            if any(self.find(text)):
                yield f"events.yaml: something is found in {text!r}"

    def find(self, text: str) -> Iterator[Hit]:
        """Full dates of births and deaths."""
        dates = self.days(text)
        kind = None
        for place, (start, end) in enumerate(dates):
            first, last = sentence_span(text, start, end)
            if place:
                first = max(first, dates[place - 1][1])
            if place + 1 < len(dates):
                last = min(last, dates[place + 1][0])
            before, after = (
                text[max(first, start - _REACH) : start],
                text[end : min(last, end + _REACH)],
            )
            last_kind, kind = kind, self._kind(before, after)
            if kind is None and place and self._is_told_again(before, after):
                kind = last_kind
            if kind is None and "," in before + after:
                kind = self._kind(_INSERTED.sub("", before), _INSERTED.sub("", after))
            is_told = self._event.search(before + after) is not None
            if kind is None and (not is_told or text[last : last + 1] == ";"):
                kind = self._told_next(text, last, dates[place + 1 :])
            if kind is None and not is_told and self._is_near_death(text, first, last):
                kind = HitKind.DEATH_DATE
            if kind is not None:
                rule = "day_of_birth" if kind is HitKind.BIRTH_DATE else "day_of_death"
                yield Hit(kind, start, end, rule)

    def told_beside(self, text: str, start: int, end: int) -> tuple[str, str]:
        """The kind of the nearest event in the sentence before a day, and of that behind it."""
        first, last = sentence_span(text, start, end)
        before = [*self._event.finditer(text, max(first, start - _REACH), start)]
        behind = self._event.search(text, end, min(last, end + _REACH))
        return _name_of(before[-1] if before else None), _name_of(behind)

    def _is_told_again(self, before: str, after: str) -> bool:
        """Whether a date is another one of the event before: "as 3 May and by the GP as 5 May"."""
        clause = before + after.partition(",")[0]
        return bool(self._again.fullmatch(before)) and not self._event.search(clause)

    def _is_near_death(self, text: str, first: int, last: int) -> bool:
        return self._near_death.search(text[max(0, first - _BESIDE) : last + _BESIDE]) is not None

    def _told_next(self, text: str, last: int, dates: list[tuple[int, int]]) -> HitKind | None:
        """The event of the next sentence, where that is about the same people and has no date."""
        begins = self._then.match(text, last)
        if begins is None:
            return None
        end = sentence_span(text, begins.end(), begins.end())[1]
        if any(start < end for start, _ in dates):
            return None
        event = self._event.search(text, begins.end(), min(end, last + _REACH))
        return _kind_of(event) if event else None

    def days(self, text: str) -> list[tuple[int, int]]:
        """Where full dates are, of whatever it may be."""
        dates: list[tuple[int, int]] = []
        end = 0
        for year in _YEAR.finditer(text):
            start = max(end, year.start() - _LONGEST)
            # "In 2019": most years have no day, which is quickly seen.
            if year[0].isdigit() and not (
                self._day.search(text, start, year.start())
                or self._day.search(text, year.end(), year.end() + _REST)
            ):
                continue
            for match in self._date.finditer(text, start, year.end() + _REST):
                dates.append(match.span())
                end = match.end()
        return dates

    def _kind(self, before: str, after: str) -> HitKind | None:
        """The kind of the event nearest to a date, if it is a birth or a death."""
        told = [*self._told_before(before), *self._told_after(after)]
        return min(told, key=lambda one: (one.far, one.kind is None)).kind if told else None

    def _told_before(self, before: str) -> Iterator[_Told]:
        for match in self._event.finditer(before):
            far = len(before) - match.end()
            kind = _kind_of(match)
            if kind is not None and far > _AT_ONCE and not before.endswith("("):
                is_apart = self._stops.search(before, match.end())
                if is_apart or self._is_turned(before, match):
                    continue
            is_other = kind is None and self._clause.search(before, match.end())
            yield _Told(far + (_OF_ANOTHER_CLAUSE if is_other else 0), kind)

    def _told_after(self, after: str) -> Iterator[_Told]:
        for match in self._event.finditer(after):
            kind = _kind_of(match)
            if kind is not None and not _is_birthday(match):
                is_apart = self._stops_behind.search(after, 0, match.start())
                if is_apart or self._is_turned(after, match):
                    continue
            is_other = kind is None and self._clause.search(after, 0, match.start())
            yield _Told(match.start() + (_OF_ANOTHER_CLAUSE if is_other else 0), kind)

    def _is_turned(self, text: str, match: re.Match[str]) -> bool:
        return not _is_birthday(match) and self._turned.search(text, 0, match.start()) is not None


@cache
def events() -> Events:
    """The finder of this process."""
    return Events()


def _kind_of(match: re.Match[str]) -> HitKind | None:
    if match["birth"]:
        return HitKind.BIRTH_DATE
    return HitKind.DEATH_DATE if match["death"] else None


def _name_of(match: re.Match[str] | None) -> str:
    return (match.lastgroup or "") if match else "nothing"


def _is_birthday(match: re.Match[str]) -> bool:
    """ "Two days before her birthday" gives the birthday all the same."""
    return match[0].lower().startswith("birthday")
