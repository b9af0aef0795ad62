"""When a document was published, as printed, weighed by the words beside each date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metadata.dated_lines import FOUND, OTHERS, SPAN, on_lines
from extractors.metadata.front import Front
from extractors.metadata.printed_dates import DATE, YEAR, iso
from models.records import Stated
from vocabulary.date_labels import label_of
from vocabulary.quick import Quick

_SAID = tuple(
    (Quick(pattern, re.IGNORECASE), sure)
    for pattern, sure in (
        (rf"\b(?:report )?(?:published|publication date|date of publication|date published|cyhoeddwyd)(?: on| in| ar|:)*(?: the)?\s*:?\s*(?P<date>{DATE})", 0.95),
        (rf"\b(?:date of publication|publication date|year of publication)\s*:\s*(?P<date>{YEAR})\b", 0.9),
        (rf"\b(?:available for|for|made available|made public|scheduled for) publication (?:on|in|from)(?: the)? (?P<date>{DATE})", 0.95),
        (rf"\bpublished by [^.]{{3,80}}?,? (?:on |in )?(?P<date>{DATE})", 0.9),
        (rf"\band published (?:on )?(?P<date>{DATE})", 0.95),
        (rf"\bordered (?:by .{{3,40}} )?to be printed (?:on )?(?P<date>{DATE})", 0.75),
        (rf"(?:[Bb]oard|[Pp]artnership|[Cc]ommittee) [|–-] (?P<date>{DATE})", 0.75),
        (rf"\b(?:report|review) (?:date|dated)\s*:?\s*(?P<date>{DATE})", 0.7),
    )
)  # fmt: skip
_BOARD_YEAR = re.compile(rf"[^()©]{{5,70}} (?:Board|Partnership|Committee),? (?P<date>{YEAR})")
_FINAL = re.compile(r"\b(?:final|version|v\.? ?\d|publi\w+)\b", re.IGNORECASE)
# A bare year counts as a precision of its own only where the words say that it is of publication.
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)[^.]{{0,40}}?(?P<date>{YEAR})", re.IGNORECASE)


def published_on(front: Front) -> Stated | None:
    """The date of publication with the printed precision (ISO); never the file's own date.

    A year that is only in a copyright line is the last resort: `date:copyright` says so.
    """
    if letter := _letter_date(front):
        return letter
    told = [*_said(front, 1, 2), *on_lines(front), *_said(front, 3, 3), *_running(front)]
    told += [*_signed(front), *_of_board(front)] if not told else []
    if not told:
        return _copyright(front)
    best = max(told, key=lambda stated: stated.confidence)
    finer = (s for s in told if s.value.startswith(best.value) and s.confidence >= 0.65)
    return max([best, *finer], key=lambda stated: len(stated.value))


def _said(front: Front, first: int, last: int) -> Iterator[Stated]:
    """Dates beside a word of publishing; "the review was published in ..." is another's date."""
    for page in range(first, last + 1):
        text = front.text(page, page)
        for pattern, sure in _SAID:
            for match in pattern.finditer(text):
                before = text[max(0, match.start() - 40) : match.start()]
                if not OTHERS.search(before) and (value := iso(match.group("date"))):
                    yield Stated(value, sure, page, match.group().strip(), "date:said")


def _running(front: Front) -> Iterator[Stated]:
    """A date at the end of a running header: "Child B overview report FINAL 25.09.14"."""
    for printed in front.furniture:
        if SPAN.search(printed.text) or not _FINAL.search(printed.text):
            continue
        match = FOUND.search(printed.text)
        if match and label_of(printed.text[: match.start()]).sure and (v := iso(match["date"])):
            yield Stated(v, 0.5, printed.page, printed.text, "date:running")


def _letter_date(front: Front) -> Stated | None:
    if not front.is_letter:
        return None
    for printed in front.before_dear:
        match = FOUND.search(printed.text)
        if match and not re.search(r"\w", printed.text.replace(match.group(), "")):
            value = iso(match["date"])
            return Stated(value, 0.95, printed.page, printed.text, "date:letter") if value else None
    return None


def _signed(front: Front) -> Iterator[Stated]:
    """A date of publication printed at the end, as forms of practice reviews have it."""
    last = front.reading.n_pages
    for page in range(max(last - 1, 4), last + 1):
        for pattern, _ in _SAID[:5]:
            for match in pattern.finditer(front.text(page, page)):
                if value := iso(match.group("date")):
                    yield Stated(value, 0.8, page, match.group().strip(), "date:said")


def _of_board(front: Front) -> Iterator[Stated]:
    """ "Aldmoor Safeguarding Adults Board, 2020" on a line of the cover."""
    for printed in front.cover[:25]:
        if match := _BOARD_YEAR.fullmatch(printed.text.strip()):
            yield Stated(match["date"], 0.4, printed.page, printed.text, "date:board")


def _copyright(front: Front) -> Stated | None:
    last = front.reading.n_pages
    for first, end in ((1, 3), (last - 1, last)):
        match = _COPYRIGHT.search(front.text(max(first, 1), end))
        if match:
            return Stated(match.group("date"), 0.3, max(first, 1), match.group(), "date:copyright")
    return None
