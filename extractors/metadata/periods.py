"""The period that a review looks at: two printed dates, or a date and the event that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.metadata.events import date_of
from extractors.metadata.front import SENTENCE_BREAK, Front
from extractors.metadata.printed_dates import iso
from models.records import Stated
from vocabulary.periods import Event, period_words
from vocabulary.rules import asked

_HAS_YEAR, _SPAN = asked("spans", "has_year"), asked("spans", "span")
# The day that opens a period and, after what happened on it, the words that lead to its end.
_BEGIN, _LEADS = asked("spans", "begin"), asked("spans", "leads")
_PREPOSITION, _STARTS = asked("spans", "preposition"), asked("spans", "starts")
_JUST_BEFORE, _CLOSES = asked("spans", "just_before"), asked("spans", "closes")
_AND, _UNTIL = asked("spans", "and"), asked("spans", "until")
_END, _END_OF = asked("spans", "end"), asked("spans", "end_of")
_EVENT_DATED, _OTHERS = asked("spans", "event_dated"), asked("spans", "of_others")
_ANOTHER, _INCIDENTS = asked("spans", "another"), asked("spans", "incidents")
_THAT_YEAR = asked("spans", "that_year")
_IN_PASSING = asked("spans", "in_passing")
_LOOKS, _TELLS = asked("spans", "looks"), asked("spans", "tells")
# A sentence ends before the next one, and before the number of a paragraph.
_PARAGRAPH = re.compile(rf"{SENTENCE_BREAK.pattern}|\s+(?=\d{{1,2}}\.\d{{1,2}}\.? [A-Z])")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_EVENT_WITHIN = 60  # characters after "to the" in which the event that ends a period is named

_WINDOW = 300  # characters after a word for a period in which its dates may be
_LEAD = 130  # characters between that word and the first date
_HEADING = 4  # words of a heading that ends in a full stop
_NEXT = 3  # characters after that word: the date follows at once
_BEFORE = 60  # characters before that word that may say that the years are other reviews'
_LAST_PAGE = 16
_LAST_OF_AIMS = 6  # page on which a report still says what it is about
_SHORTEST = 6  # months that such a period has
_LONGEST = 30  # years: nobody reviews more than a childhood and what came before
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
        if not _HAS_YEAR.find(text):
            continue
        told = [*_told(front, page, text), *_in_sentences(front, page, text)]
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
            is_passing = _IN_PASSING.find(text[max(0, match.start() - _BEFORE) : match.start()])
            after = text[match.start() : match.start() + _WINDOW]
            window = _window(after, may_be_heading=not is_passing)
            at = match.end() - match.start()
            if not _HAS_YEAR.find(window):
                continue
            of_others = _OTHERS.plain.search(text, max(0, match.start() - _BEFORE), match.end())
            told = _side_by_side(window, at, cue.sure, page)
            told = told or _apart(front, window, at, cue.sure, page)
            if told and not (of_others and cue.sure < 3 and len(told.begin) == 4):
                yield told


def _in_sentences(front: Front, page: int, text: str) -> Iterator[_Told]:
    """Periods of some months in sentences that say at what somebody looked, in any words."""
    if page > _LAST_OF_AIMS:
        return
    for sentence in _PARAGRAPH.split(text):
        if not _LOOKS.find(sentence) or _TELLS.find(sentence) or not _HAS_YEAR.find(sentence):
            continue
        if _OTHERS.find(sentence):
            continue
        match = _SPAN.find(sentence)
        span = _span(match) if match else None
        told = (
            _Told(0, *span, page, sentence[: match.end()])
            if match and span
            else _apart(front, sentence, 0, 2, page)
        )
        if told and told.end and _months(told.begin, told.end) >= _SHORTEST:
            yield replace(told, sure=0)


def _months(begin: str, end: str) -> int:
    """How many months lie between two, as far as they are printed."""
    first, last = (int(one[:4]) * 12 + int(one[5:7] or 1) for one in (begin, end))
    return last - first


def _window(text: str, *, may_be_heading: bool) -> str:
    """The sentence that opens `text`, with the next one where it is a heading's words alone."""
    first, *others = SENTENCE_BREAK.split(text.replace("i.e. ", "i.e., "))
    is_heading = may_be_heading and len(first.split()) <= _HEADING and not _HAS_YEAR.find(first)
    return f"{first} {others[0]}" if is_heading and others else first


def _side_by_side(window: str, at: int, sure: int, page: int) -> _Told | None:
    """ "From 1 April 2021 to 17 January 2023"."""
    match = _SPAN.find(window, at)
    if not match or match.start() - at > _LEAD or _ANOTHER.plain.search(window, at, match.start()):
        return None
    if sure == 1 and not _JUST_BEFORE.find(window[: match.start()]):
        return None  # the months of a chapter
    span = _span(match)
    return _Told(sure, *span, page, window[: match.end()]) if span else None


def _apart(front: Front, window: str, at: int, sure: int, page: int) -> _Told | None:
    """ "From April 2021, when Fern moved, to January 2023", or "to the date of her death"."""
    begin = _BEGIN.find(window, at)
    first = iso(begin["a"]) if begin else None
    if not begin or not first or begin.start() - at > _LEAD:
        return None
    if _ANOTHER.plain.search(window, at, begin.start()):
        return None
    if _CLOSES.find(window[: begin.start()]):
        return None  # "the twelve months ending on"
    lead, nearest = window[at : begin.start()] + begin["a"][:6], window[: begin.start()]
    opens = _JUST_BEFORE.find(nearest)
    is_next = sure > 1 and begin.start() - at <= _NEXT
    if not (
        opens or is_next or (sure == 3 and _LEADS.find(lead)) or (sure == 2 and _STARTS.find(lead))
    ):
        return None
    leads = _PREPOSITION.plain.findall(lead[: begin.start() - at])
    between = bool(leads and leads[-1].lower() == "between")
    for leading in (_AND if between else _UNTIL).plain.finditer(window, begin.end()):
        end_of = _END_OF if leading.group().endswith("the ") else _END
        closing = end_of.find(window, leading.end())
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
        if (match := event.words.plain.search(window, at, at + _EVENT_WITHIN))
    ]
    return (min(found, key=lambda one: one[0])[1:]) if found else None


def _until(
    front: Front, window: str, first: str, event: tuple[Event, int], sure: int, page: int
) -> _Told:
    """A period until an event, whose date is beside it or elsewhere on the first pages."""
    kind, at = event
    beside = _EVENT_DATED.find(window, at)
    end = iso(beside["b"]) if beside else None
    if not end or not _fits(first, end):
        end = date_of(front, kind, first)
    return _Told(
        sure, first[:7], end[:7] if end else None, page, window[:at], is_dated=bool(beside)
    )


def _of_incidents(page: int, text: str) -> Iterator[_Told]:
    match = _INCIDENTS.find(text)
    span = _span(match) if match else None
    if match and span:
        yield _Told(2, *span, page, match.group())


def _span(match: re.Match[str]) -> tuple[str, str] | None:
    """Two months in order; the year of the second serves a first without one."""
    begin, close = match.group("a"), match.group("b")
    year = _YEAR.search(begin)
    if year:
        close = _THAT_YEAR.plain.sub(year.group(), close)
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
