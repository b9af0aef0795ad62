"""Which period a review looks at: two dates as printed, or a date and the event that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.metadata.events import date_of
from extractors.metadata.front import Front
from extractors.metadata.printed_dates import DATE, MONTH, SEASON, YEAR, iso
from models.records import Stated
from vocabulary.periods import Event, period_words

_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_PART = r"(?:the )?(?:(?:beginning|start|end|middle|whole|close) of )?"
_DATED = rf"(?:{DATE}|{SEASON} {YEAR}|{YEAR})"
# What opens a period may leave its year to what closes it, where both stand side by side.
_OPEN = rf"(?:{_DATED}|(?:{_NTH} )?{MONTH})"
_CLOSE = rf"(?:{_DATED}|{_NTH} {MONTH} of (?:the same|that) year)"
_TO = (
    r"\s*(?:,?\s(?:to|until|till|up to|and|through to|hyd|hyd at|i)(?: and including)?|–|-|—|→)\s*"
)
SPAN = rf"(?P<a>{_OPEN})\)?{_TO}{_PART}(?P<b>{_CLOSE})"
_DATES = re.compile(rf"{YEAR}|\d[./]\d\d\b")
_SPAN = re.compile(SPAN, re.IGNORECASE)
# The day that opens a period and, after what happened on it, the words that lead to its end.
_BEGIN = re.compile(
    rf"(?P<a>{DATE}|(?:{SEASON}|in|of|since|from|early|late|mid-?) ?{YEAR})", re.IGNORECASE
)
_LEADS = re.compile(
    r"\b(?:from|between|since|begin\w*|began|start\w*|is|was|runs?|ran|o)\b|:", re.IGNORECASE
)
_PREPOSITION = re.compile(r"\b(?:from|between|since)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between|since|begin\w*|start\w*)\b", re.IGNORECASE)
_JUST_BEFORE = re.compile(r"\b(from|between|since|o)(?: the)? $", re.IGNORECASE)
_CLOSES = re.compile(
    r"\b(?:ending|ended|ends|to|until|before|by)(?: on| in| at)?(?: the)? $", re.IGNORECASE
)
_AND = re.compile(r"\band (?:the )?", re.IGNORECASE)
_ON = re.compile(
    r"(?:\b(?:to|until|till|up to|through to|up until|hyd at|hyd|and (?:the|(?:ends?|ended|finish\w*|clos\w+|conclud\w+)"
    r"(?: with| on| at| in)?)|ends?(?: with| on| at)|ending(?: with| on| at)?)|[–—])(?: and including)?\s+(?:the )?",
    re.IGNORECASE,
)
_END = re.compile(
    rf"{_PART}(?:(?:date|day|time|point) of [^.;,]{{0,40}}? (?:on|in) )?(?P<b>{_CLOSE})",
    re.IGNORECASE,
)
# "To the closure of the home in March 2019".
_END_OF = re.compile(
    rf"(?:{_PART}|[^.;,]{{3,50}}? (?:on|in) (?:the )?)(?P<b>{_CLOSE})", re.IGNORECASE
)
_EVENT_WITHIN = 60  # characters after "to the" in which the event that ends a period is named
_EVENT_DATED = re.compile(rf"[^.;]{{0,60}}?\b(?:on|in|,) (?:the )?(?P<b>{DATE})", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:overview|analys\w+|earlier|previous|other|national)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_ANOTHER = re.compile(r"\bperiods?\b", re.IGNORECASE)  # whose dates follow, not the review's
_WINDOW = 300  # characters after a word for a period in which its dates may stand
_LEAD = 130  # characters between that word and the first date
_HEADING = 4  # words of a heading that ends in a full stop
_NEXT = 3  # characters after that word: the date follows at once
_BEFORE = 60  # characters before that word that may say that the years are other reviews'
_LAST_PAGE = 16
_LONGEST = 30  # years: nobody reviews more than a childhood and what came before
# What a thematic review is about: "43 incidents which were notified between ... and ...".
_NOTIFIED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:incidents|reviews|deaths|cases|notifications)\b[^.]{{0,60}}\b(?:between|from) {SPAN}",
        rf"\b(?:between|from) {SPAN},? [^.]{{0,30}}\b(?:people|adults|men|women|children|babies) died\b",
        rf"\b(?:died|harmed|injured|notified|occurred|happened) (?:between|from) {SPAN}",
    )
)
Span = tuple[Stated | None, Stated | None]


@dataclass(frozen=True)
class _Told:
    """A period with how surely it is this review's."""

    sure: int
    begin: str
    end: str | None
    page: int
    quote: str
    is_dated: bool = True  # its end is printed beside its begin

    @property
    def rank(self) -> int:
        return 2 * self.sure + (self.end is not None)


def period_of(front: Front, *, is_thematic: bool) -> Span:
    """First and last month of the period reviewed; of a thematic review, that of its incidents."""
    best: _Told | None = None
    for page in range(1, min(front.reading.n_pages, _LAST_PAGE) + 1):
        text = front.prose(page)
        if not _DATES.search(text):
            continue
        told = [*_told(front, page, text)]
        if is_thematic and page < 6:
            told += _of_incidents(page, text)
        best = max([*([best] if best else []), *told], key=lambda one: one.rank, default=None)
        if best and best.rank == 7:
            break
    if best is None:
        return None, None
    weight = 0.8 if best.sure > 1 else 0.65
    return (
        _stated(best.begin, best, weight),
        _stated(best.end, best, weight if best.is_dated else 0.6) if best.end else None,
    )


def _told(front: Front, page: int, text: str) -> Iterator[_Told]:
    """The periods in the sentences, or after the headings, that speak of one."""
    for cue in period_words().cues:
        for match in cue.words.finditer(text):
            window = _window(text[match.start() : match.start() + _WINDOW])
            at = match.end() - match.start()
            if not _DATES.search(window):
                continue
            of_others = _OTHERS.search(text, max(0, match.start() - _BEFORE), match.end())
            told = _side_by_side(window, at, cue.sure, page)
            told = told or _apart(front, window, at, cue.sure, page)
            if told and not (of_others and cue.sure < 3 and len(told.begin) == 4):
                yield told


def _window(text: str) -> str:
    """The sentence that opens `text`, with the next one where it is a heading's words alone."""
    first, *others = _SENTENCE.split(text)
    is_heading = len(first.split()) <= _HEADING and not _DATES.search(first)
    return f"{first} {others[0]}" if is_heading and others else first


def _side_by_side(window: str, at: int, sure: int, page: int) -> _Told | None:
    """ "From 1 April 2021 to 17 January 2023"."""
    match = _SPAN.search(window, at)
    if not match or match.start() - at > _LEAD or _ANOTHER.search(window, at, match.start()):
        return None
    if sure == 1 and not _JUST_BEFORE.search(window[: match.start()]):
        return None  # the months of a chapter
    span = _span(match)
    return _Told(sure, *span, page, window[: match.end()]) if span else None


def _apart(front: Front, window: str, at: int, sure: int, page: int) -> _Told | None:
    """ "From April 2021, when Fern moved, to January 2023", or "to the date of her death"."""
    begin = _BEGIN.search(window, at)
    first = iso(begin["a"]) if begin else None
    if not begin or not first or begin.start() - at > _LEAD:
        return None
    if _ANOTHER.search(window, at, begin.start()):
        return None
    if _CLOSES.search(window[: begin.start()]):
        return None  # "the twelve months ending on"
    lead, nearest = window[at : begin.start()] + begin["a"][:6], window[: begin.start()]
    opens = _JUST_BEFORE.search(nearest)
    is_next = sure > 1 and begin.start() - at <= _NEXT
    if not (
        opens
        or is_next
        or (sure == 3 and _LEADS.search(lead))
        or (sure == 2 and _FROM.search(lead))
    ):
        return None
    leads = _PREPOSITION.findall(lead[: begin.start() - at])
    between = bool(leads and leads[-1].lower() == "between")
    for leading in (_AND if between else _ON).finditer(window, begin.end()):
        end_of = _END_OF if leading.group().endswith("the ") else _END
        closing = end_of.match(window, leading.end())
        if closing and (end := iso(closing["b"])) and _fits(first, end):
            return _Told(sure, first[:7], end[:7], page, window[: closing.end()])
        if (event := _event(window, leading.end())) and event[0]:
            return _until(front, window, first, event, sure, page)
    is_plain = sure == 3 or (sure == 2 and opens)
    return _Told(sure, first[:7], None, page, window[: begin.end()]) if is_plain else None


def _event(window: str, at: int) -> tuple[Event, int] | None:
    """The event that closes a period, named just after the word that leads to its end."""
    found = [
        (match.start(), event, match.end())
        for event in period_words().events
        if (match := event.words.search(window, at, at + _EVENT_WITHIN))
    ]
    return (min(found, key=lambda one: one[0])[1:]) if found else None


def _until(
    front: Front, window: str, first: str, event: tuple[Event, int], sure: int, page: int
) -> _Told:
    """A period until an event, whose date is beside it or elsewhere on the first pages."""
    kind, at = event
    beside = _EVENT_DATED.match(window, at)
    end = iso(beside["b"]) if beside else None
    if not end or not _fits(first, end):
        end = date_of(front, kind, first)
    return _Told(
        sure, first[:7], end[:7] if end else None, page, window[:at], is_dated=bool(beside)
    )


def _of_incidents(page: int, text: str) -> Iterator[_Told]:
    match = next((m for pattern in _NOTIFIED if (m := pattern.search(text))), None)
    span = _span(match) if match else None
    if match and span:
        yield _Told(2, *span, page, match.group())


def _span(match: re.Match[str]) -> tuple[str, str] | None:
    """Two months in order; the year of the second serves a first without one."""
    begin, close = match.group("a"), match.group("b")
    year = re.search(YEAR, begin)
    if year:
        close = re.sub(r"of (?:the same|that) year", year.group(), close, flags=re.IGNORECASE)
    end = iso(close)
    if not re.search(r"\d{4}|[./]\d\d$", begin) and end:
        begin += " " + end[:4]
    first = iso(begin)
    if not first or not end or not _fits(first, end) or (len(first) == 4) != (len(end) == 4):
        return None
    return first[:7], end[:7]


def _fits(first: str, end: str) -> bool:
    """Whether two dates are in order and near enough to each other."""
    in_order = first[: len(end)] <= end[: len(first)] and first != end
    return in_order and int(end[:4]) - int(first[:4]) <= _LONGEST


def _stated(value: str, told: _Told, sure: float) -> Stated:
    return Stated(value, sure, told.page, told.quote[-160:], "period:said")
