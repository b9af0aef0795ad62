"""Dates as listing pages print them: day, month or year, English or Welsh."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from vocabulary.months import month_numbers
from vocabulary.rules import asked

_MONTHS = month_numbers()
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_PATTERNS = (
    re.compile(rf"\b(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>{_DAY})\b"),
    re.compile(
        rf"\b(?P<d>{_DAY})(?:st|nd|rd|th)?(?:\s+of)?[\s\-.]+(?P<m>{_MONTH})\.?,?[\s\-.]+(?P<y>{_YEAR})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<d>{_DAY})[/.](?P<m>0?[1-9]|1[0-2])[/.](?P<y>{_YEAR})\b"),
    re.compile(rf"(?<![\d/])(?P<d>{_DAY})/(?P<m>0?[1-9]|1[0-2])/(?P<y>[0-4]\d)(?![\d/])"),
    re.compile(rf"\b(?P<m>{_MONTH})\.?,?[\s\-]+(?P<y>{_YEAR})\b", re.IGNORECASE),
    re.compile(rf"(?<![\d/.\-])(?P<y>{_YEAR})(?![\d/\-]|\.\d)"),
)
# A date that these words introduce is the event's or the period's, not the publication's.
_EVENT, _PUBLISHED = asked("listings", "of_an_event"), asked("listings", "of_publication")
_URL_MONTH = re.compile(rf"/(?P<y>{_YEAR})[/-](?P<m>0[1-9]|1[0-2])(?=[/-])")


class PrintedDate(NamedTuple):
    """An ISO date with the printed precision (`2023`, `2023-01`, `2023-01-14`) and its words."""

    iso: str
    quote: str


def find_date(text: str) -> PrintedDate | None:
    """The most likely date of publication in `text`.

    A date after words such as "published" wins, then the more exact date, then the first. Dates
    after words such as "died in" do not count.
    """
    best: tuple[int, PrintedDate] | None = None
    taken: list[range] = []
    for precision, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(text):
            if any(match.start() in span for span in taken):
                continue
            taken.append(range(match.start(), match.end()))
            found = _printed(match)
            before = text[max(0, match.start() - 60) : match.start()]
            is_published = bool(_PUBLISHED.find(before))
            if found is None or (not is_published and _EVENT.find(before)):
                continue
            rank = precision - (100 if is_published else 0)
            if best is None or rank < best[0]:
                best = (rank, found)
    return best[1] if best else None


def date_in_address(url: str) -> PrintedDate | None:
    """The month of upload that WordPress and others write into an address (`/2023/05/`)."""
    match = _URL_MONTH.search(url)
    return PrintedDate(f"{match['y']}-{match['m']}", match.group().strip("/")) if match else None


def without_dates(text: str) -> str:
    """`text` with every date taken out."""
    for pattern in _PATTERNS:
        text = pattern.sub(" ", text)
    return text


def _printed(match: re.Match[str]) -> PrintedDate | None:
    parts = match.groupdict()
    year, month, day = parts["y"], parts.get("m"), parts.get("d")
    year = f"20{year}" if len(year) == 2 else year
    if month is None:
        return PrintedDate(year, match.group())
    number = int(month) if month.isdecimal() else _MONTHS[month.lower()]
    if day is None:
        return PrintedDate(f"{year}-{number:02}", match.group())
    try:
        return PrintedDate(date(int(year), number, int(day)).isoformat(), match.group())
    except ValueError:
        return None
