"""When the event that a review is about happened, where the first pages date it."""

from __future__ import annotations

import re

from extractors.metadata.front import SENTENCE_BREAK, Front
from extractors.metadata.outcomes import RELATIVE
from extractors.metadata.printed_dates import iso
from models.records import LineRole, Stated
from vocabulary.periods import Event, period_words
from vocabulary.rules import asked

_DATED, _IN_SPAN = asked("dates", "event_date"), asked("dates", "in_span")
_BEHIND_NAME, _WHEN_IT_WAS = asked("dates", "behind_name"), asked("dates", "when_it_was")
_DIGITS = re.compile(r"(?:19|20)\d\d|\d[./]\d")  # every date has either, most sentences neither
_NEAR = 110  # characters between the words for an event and its date

_PAGES = 6
# Which events are the incident, for each outcome of a review.
_INCIDENTS = {"death": "death", "serious_harm": "harm"}


def incident_of(
    front: Front,
    outcome: Stated | None,
    period: tuple[Stated | None, Stated | None],
    published: Stated | None,
) -> Stated | None:
    """The month of the death or harm that a review is about, where one is printed.

    Not before the period under review, and before the month of the report; of several, the one
    with which the period ends. The day is left out, with the words that hold it: they can reveal who
    somebody is.
    """
    kind = _INCIDENTS.get(outcome.value if outcome else "")
    event = next((one for one in period_words().events if one.kind == kind), None)
    if event is None:
        return None
    since, end = (one.value if one else "" for one in period)
    # No report is out in the month of what it is about.
    before = published.value[:7] if published else "9999"
    months = [
        date[:7]
        for date in _dates(front, event)
        if len(date) > len("2022") and _is_after(date, since or "1900") and date[:7] < before
    ]
    if not months:
        return None
    return Stated(end if end in months else months[0], 0.6, rule="incident:told")


def date_of(front: Front, event: Event, since: str) -> str | None:
    """The date of the event, not before `since` (ISO, as precise as printed); or None."""
    return next((date for date in _dates(front, event) if _is_after(date, since)), None)


def _dates(front: Front, event: Event) -> tuple[str, ...]:
    return (*_on_cover(front, event), *_told(front, event))


def _is_after(date: str, since: str) -> bool:
    """Whether an event came after the period began: the date that opens it is not its end too."""
    if len(date) == 4:
        return date >= since[:4]
    return date[: len(since)] > since[: len(date)]


def _told(front: Front, event: Event) -> list[str]:
    """Dates in sentences of the first pages that speak of the event and of nothing later."""
    found: list[str] = []
    for page in range(1, _PAGES + 1):
        for sentence in SENTENCE_BREAK.split(front.prose(page)):
            if not (_DIGITS.search(sentence) and event.told.holds(sentence)):
                continue
            dates = [m for m in _DATED.finditer(sentence) if iso(m.group())]
            if not dates or RELATIVE.find(sentence):
                continue
            for words in event.told.finditer(sentence):
                nearest = min(dates, key=lambda date: len(_between(sentence, date, words)))
                if _is_of(sentence, nearest, words):
                    found.append(iso(nearest.group()) or "")
    return found


def _between(sentence: str, date: re.Match[str], words: re.Match[str]) -> str:
    return sentence[min(date.end(), words.end()) : max(date.start(), words.start())]


def _is_of(sentence: str, date: re.Match[str], words: re.Match[str]) -> bool:
    """Whether a date is near the words, with no later event and no period between them."""
    between = _between(sentence, date, words)
    around = sentence[max(0, date.start() - 45) : date.end() + 25] + between
    is_span = _IN_SPAN.find(sentence[: date.start()])
    if is_span and words.start() >= date.end() and _WHEN_IT_WAS.find(between):
        is_span = None
    return len(between) <= _NEAR and not is_span and not period_words().later.search(around)


def _on_cover(front: Front, event: Event) -> tuple[str, ...]:
    """The date behind the event and a name on the cover, where a later date is printed there too."""
    lines = [p.text for p in front.cover[:25] if p.line.role is LineRole.BODY]
    text = " ".join(lines)
    dates = [d for m in _DATED.finditer(text) if (d := iso(m.group()))]
    for words in event.told.finditer(text):
        match = _BEHIND_NAME.find(text, words.end())
        date = iso(match["date"]) if match else None
        if date and any(other[:7] > date[:7] for other in dates):
            return (date,)
    return ()
