"""Which period a review looks at, as printed."""

from __future__ import annotations

import re

from extractors.metadata.front import Front
from extractors.metadata.printed_dates import DATE, MONTH, YEAR, iso
from models.records import Stated

_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_OPEN = rf"(?:{DATE}|(?:{_NTH} )?{MONTH}|{YEAR})"
_CLOSE = rf"(?:{DATE}|{YEAR}|{_NTH} {MONTH} of (?:the same|that) year)"
# "January 2021, when Cedar started at nursery, to October 2023".
_ASIDE = r"(?:,? (?:\(|when |which |the |being )[^.;]{3,110}?\)?,?)?"
_TO = r"\s*(?:,?\s(?:to|until|up to|and|through to|hyd|hyd at|i)(?: and including)?|–|-|—)\s*"
_SPAN = rf"(?P<a>{_OPEN}){_ASIDE}{_TO}(?:the )?(?:end of )?(?P<b>{_CLOSE})"
_FOUND = re.compile(_SPAN, re.IGNORECASE)
_CUE = re.compile(
    r"\bperiod\b|\btime ?(?:frame|scale|span|line)\b|\bscope\b|\bchronolog\w+|\bterms of reference\b"
    r"|\breview (?:\w+ ){0,4}(?:covers?|considers?|spans?|looks?|looked|focus\w*|examin\w+|runs?)\b"
    r"|\bcovering\b|\bcyfnod\b|\bto (?:cover|consider|review|examine)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"\b(?:cover|review|consider|look|examin)\w*\b[^.]{{0,60}}\b(?:period )?from (?P<a>{DATE})",
    re.IGNORECASE,
)
_TO_DEATH = re.compile(r"\b(?:to|until)\b[^.]{0,40}\b(?:death|died)\b", re.IGNORECASE)
_DIED = re.compile(
    rf"\b(?:died|was found dead|was killed|date of death|death)\b[^.]{{0,60}}?\b(?:on|in|:) ?(?:the )?(?P<b>{DATE})",
    re.IGNORECASE,
)
# What a thematic review is about: "43 incidents which were notified between ... and ...".
_NOTIFIED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:incidents|reviews|deaths|cases|notifications)\b[^.]{{0,60}}\b(?:between|from) {_SPAN}",
        rf"\b(?:between|from) {_SPAN},? [^.]{{0,30}}\b(?:people|adults|men|women|children|babies) died\b",
        rf"\bdied (?:between|from) {_SPAN}",
    )
)
_LOOSE = re.compile(
    rf"\bperiod\b[^.]{{0,40}}\bfrom (?P<a>{MONTH} {YEAR})[^.]{{0,100}}?\b(?:to|until|and)\b[^.]{{0,30}}?(?P<b>{MONTH} {YEAR})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_LABEL = 60  # characters before a span in which a heading may tell what it is
_LAST_PAGE = 16
Span = tuple[Stated | None, Stated | None]


def period_of(front: Front, *, is_thematic: bool) -> Span:
    """First and last month of the period reviewed; of a thematic review, that of its incidents."""
    for page in range(1, min(front.reading.n_pages, _LAST_PAGE) + 1):
        text = front.text(page, page)
        found = _told(text) or (_of_incidents(text) if is_thematic and page < 6 else None)
        if found:
            (begin, end), quote = found
            return _stated(begin, page, quote, 0.8), _stated(end, page, quote, 0.8)
        if opening := _OPENS.search(text):
            return _to_death(front, page, text, opening)
    return None, None


def _told(text: str) -> tuple[tuple[str, str], str] | None:
    """The first two dates of a period in a sentence, or after a heading, that speaks of one."""
    for match in _FOUND.finditer(text):
        begins = max((m.end() for m in _SENTENCE.finditer(text, 0, match.start())), default=0)
        before = text[begins : match.start()]
        if len(before) > 220:
            continue
        after = text[match.end() : match.end() + _LABEL].split(".", maxsplit=1)[0]
        cue = _CUE.search(before[-160:]) or re.search(r"\bwas (?:reviewed|considered)\b", after)
        if cue and (span := _span(match)):
            return span, (before[-_LABEL:] + match.group())
    loose = _LOOSE.search(text)
    span = _span(loose) if loose else None
    return (span, loose.group()) if loose and span else None


def _of_incidents(text: str) -> tuple[tuple[str, str], str] | None:
    match = next((m for pattern in _NOTIFIED if (m := pattern.search(text))), None)
    span = _span(match) if match else None
    return (span, match.group()) if match and span else None


def _to_death(front: Front, page: int, text: str, opening: re.Match[str]) -> Span:
    """ "From April 2019 until the child's death": the end is told where the death is dated."""
    begin = iso(opening["a"])
    quote = opening.group()
    if not begin:
        return None, None
    first = _stated(begin[:7], page, quote, 0.7)
    if not _TO_DEATH.search(text, opening.end(), opening.end() + 120):
        return first, None
    told = (iso(m["b"]) for m in _DIED.finditer(front.text(1, 8)))
    end = next((date[:7] for date in told if date and date >= begin), None)
    return first, _stated(end, page, quote, 0.6) if end else None


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
    if not (first and end and first <= end) or (len(first) == 4) != (len(end) == 4):
        return None
    return first[:7], end[:7]


def _stated(value: str, page: int, quote: str, sure: float) -> Stated:
    return Stated(value, sure, page, quote[-120:], "period:said")
