"""When a document was published and which period it reviews, as printed."""

from __future__ import annotations

import re

from extractors.metadata.front import Front, Printed
from models.records import Stated

_NAMES = (
    "january february march april may june july august september october november december".split()
)
_MONTH = "|".join(_NAMES)
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}),? (?:19|20)\d\d"
_DATE = rf"(?:{_DAY}|(?:{_MONTH}),? (?:19|20)\d\d|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d)"
_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), sure)
    for pattern, sure in (
        (rf"\b(?:report )?(?:published|publication date|date of publication|date published)(?: on| in|:)*\s*:?\s*(?P<date>{_DATE})", 0.95),
        (rf"\band published (?:on )?(?P<date>{_DATE})", 0.95),
        (rf"\bupdated (?P<date>{_DATE})", 0.7),
        (rf"\bordered (?:by .{{3,40}} )?to be printed (?:on )?(?P<date>{_DATE})", 0.75),
        (rf"(?:[Bb]oard|[Pp]artnership|[Cc]ommittee) [|–-] (?P<date>{_DATE})", 0.75),
        (rf"\b(?:report|review) (?:date|dated)\s*:?\s*(?P<date>{_DATE})", 0.7),
    )
)  # fmt: skip
_OTHERS = re.compile(
    r"(?<!this report )(?<!this review )(?:was|were|been|also|first|previously) $", re.IGNORECASE
)
_ALONE = re.compile(rf"^\W*(?P<date>{_DATE})\W*$", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(
    r"\b(?:inspection|visit|born|birth|death|died|incident|agreed|adopted|panel|meeting)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:by when|when by|deadline|due|target|time ?(?:scale|frame)s?|complet\w*|review date)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^.]{0,40}?(?P<date>(?:19|20)\d\d)", re.IGNORECASE)
_SPAN = rf"(?P<a>(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) (?:(?:19|20)\d\d)?|(?:19|20)\d\d)\s*(?:to|until|and|through to|up to|–|-|—)\s*(?:the )?(?:end of )?(?P<b>(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) (?:19|20)\d\d|(?:19|20)\d\d)"
_PERIOD = re.compile(
    rf"\b(?:period (?:under|of|covered|for|being|subject)|period|time ?(?:frame|period|scale)|scope|review (?:covers?|considers?|spans?|period)|spans?|covering)\b[^.]{{0,90}}?{_SPAN}",
    re.IGNORECASE,
)  # fmt: skip

# What a thematic review is about: "43 incidents which were notified between ... and ...".
_NOTIFIED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:incidents|reviews|deaths|cases|notifications)\b[^.]{{0,60}}\b(?:between|from) {_SPAN}",
        rf"\b(?:between|from) {_SPAN},? [^.]{{0,30}}\b(?:people|adults|men|women|children|babies) died\b",
    )
)
_LOOSE = re.compile(
    rf"\bperiod\b[^.]{{0,40}}\bfrom (?P<a>(?:{_MONTH}) (?:19|20)\d\d)[^.]{{0,100}}?\b(?:to|until|and)\b[^.]{{0,30}}?(?P<b>(?:{_MONTH}) (?:19|20)\d\d)",
    re.IGNORECASE,
)


# "the period from April 2019 until the child's death": the end is not told.
_BEGINS = re.compile(
    rf"\b(?:cover|review|consider|look)\w*\b[^.]{{0,40}}\bperiod from (?P<a>(?:{_MONTH}) (?:19|20)\d\d)",
    re.IGNORECASE,
)


def published_on(front: Front) -> Stated | None:
    """The date of publication with the printed precision (ISO); never the file's own date."""
    letter = _letter_date(front)
    if letter:
        return letter
    first, cover, within = _said(front, 1, 1), _alone(front), _said(front, 2, 3)
    if cover and within and within.value.startswith(cover.value):
        cover = within  # the imprint gives the day of the cover's month
    return first or cover or within or _copyright(front)


def _said(front: Front, first: int, last: int) -> Stated | None:
    """A date beside a word of publishing; "the review was published in ..." is another's date."""
    for page in range(first, last + 1):
        text = front.text(page, page)
        for pattern, sure in _SAID:
            for match in pattern.finditer(text):
                if not _OTHERS.search(text, max(0, match.start() - 40), match.start()):
                    return _stated(match, page, sure, "date:said")
    return None


def _letter_date(front: Front) -> Stated | None:
    if not front.is_letter:
        return None
    for printed in front.before_dear:
        match = _ALONE.match(printed.text)
        if match:
            return _stated(match, printed.page, 0.95, "date:letter")
    return None


def _alone(front: Front) -> Stated | None:
    """A date on a line of its own on the first two pages."""
    lines = front.upto(2)
    for i, printed in enumerate(lines):
        match = _ALONE.match(printed.text)
        before = lines[i - 1].text if i else ""
        others = _NOT_PUBLISHED.search(before) or _DUE.search(before)
        if match and not (others or _is_due(printed, lines)):
            return _stated(match, printed.page, 0.75, "date:cover")
    return None


def _is_due(printed: Printed, lines: list[Printed]) -> bool:
    """Whether a date stands in a column of dates by which something is to be done."""
    cell = printed.line.cell
    if cell is None:
        return False
    column = [
        other
        for other in lines
        if other.page == printed.page
        and other.line.cell is not None
        and (other.line.cell[0], other.line.cell[2]) == (cell[0], cell[2])
    ]
    dates = [other for other in column if _ALONE.match(other.text)]
    return len(dates) > 1 or any(_DUE.search(other.text) for other in column)


def _copyright(front: Front) -> Stated | None:
    last = front.reading.n_pages
    for first, end in ((1, 3), (last - 1, last)):
        match = _COPYRIGHT.search(front.text(max(first, 1), end))
        if match:
            return Stated(match.group("date"), 0.4, max(first, 1), match.group(), "date:copyright")
    return None


def _stated(match: re.Match[str], page: int, sure: float, rule: str) -> Stated | None:
    value = iso(match.group("date"))
    return Stated(value, sure, page, match.group().strip(), rule) if value else None


def iso(text: str) -> str | None:
    """A printed date as ISO with its own precision: "4th March 2022" is 2022-03-04."""
    words = re.findall(r"[a-z]+|\d+", text.lower())
    month = next((i for i, name in enumerate(_NAMES, 1) if name in words), None)
    numbers = [int(w) for w in words if w.isdigit()]
    if month is None and len(numbers) == 3:
        day, month, year = numbers
        year += 2000 if year < 100 else 0
        return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    year = next((n for n in numbers if n >= 1900), 0)
    if not year:
        return None
    if month is None:
        return str(year)
    day = next((n for n in numbers if 1 <= n <= 31), 0)
    return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"


def period_of(front: Front, *, is_thematic: bool) -> tuple[Stated | None, Stated | None]:
    """First and last month of the period reviewed; of a thematic review, that of its incidents."""
    patterns: list[re.Pattern[str]] = [_PERIOD, _LOOSE]
    for page in range(1, min(front.reading.n_pages, 16) + 1):
        text = front.text(page, page)
        usable = [*patterns, *_NOTIFIED] if is_thematic and page < 6 else patterns
        match = next((m for p in usable if (m := p.search(text))), None)
        if match and (span := _span(match)):
            quote, rule = match.group()[-120:], "period:said"
            return Stated(span[0], 0.8, page, quote, rule), Stated(span[1], 0.8, page, quote, rule)
        if (opening := _BEGINS.search(text)) and (begin := iso(opening.group("a"))):
            return Stated(begin[:7], 0.7, page, opening.group()[-120:], "period:begins"), None
    return None, None


def _span(match: re.Match[str]) -> tuple[str, str] | None:
    """Two months in order; the year of the second serves a first without one."""
    begin, end = match.group("a"), iso(match.group("b"))
    if not re.search(r"\d{4}", begin) and end:
        begin += " " + end[:4]
    first = iso(begin)
    return (first[:7], end[:7]) if first and end and first <= end else None
