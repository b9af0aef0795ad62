"""When a document was published, as printed, weighed by the words beside each date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metadata.dated_lines import FOUND, OTHERS, SPAN, on_lines
from extractors.metadata.front import Front
from extractors.metadata.printed_dates import iso
from models.records import Stated
from vocabulary.date_labels import label_of
from vocabulary.rules import asked

# Ways to say when a document was published, the surest kinds of wording with the most weight.
_SAID = tuple(
    (asked("dates", name), sure)
    for name, sure in (
        ("published", 0.95),
        ("published_year", 0.9),
        ("to_be_published", 0.95),
        ("published_by", 0.9),
        ("and_published", 0.95),
        ("ordered", 0.75),
        ("beside_board", 0.75),
        ("of_report", 0.7),
    )
)
_OF_FORMS = 5  # of these, the first so many are at the end of a form
_BOARD_YEAR, _FINAL = asked("dates", "board_and_year"), asked("dates", "final")
_COPYRIGHT = asked("dates", "copyright_year")


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
        for way, sure in _SAID:
            for match in way.finditer(text):
                before = text[max(0, match.start() - 40) : match.start()]
                if not OTHERS.find(before) and (value := iso(match.group("date"))):
                    yield Stated(value, sure, page, match.group().strip(), "date:said")


def _running(front: Front) -> Iterator[Stated]:
    """A date at the end of a running header: "Child B overview report FINAL 25.09.14"."""
    for printed in front.furniture:
        if SPAN.find(printed.text) or not _FINAL.find(printed.text):
            continue
        match = FOUND.find(printed.text)
        label = label_of(printed.text[: match.start()]) if match else None
        if match and label and label.sure and (v := iso(match["date"])):
            sure = 0.9 if label.kind == "published" else 0.5
            yield Stated(v, sure, printed.page, printed.text, "date:running")


def _letter_date(front: Front) -> Stated | None:
    if not front.is_letter:
        return None
    for printed in front.before_dear:
        match = FOUND.find(printed.text)
        if match and not re.search(r"\w", printed.text.replace(match.group(), "")):
            value = iso(match["date"])
            return Stated(value, 0.95, printed.page, printed.text, "date:letter") if value else None
    return None


def _signed(front: Front) -> Iterator[Stated]:
    """A date of publication printed at the end, as forms of practice reviews have it."""
    last = front.reading.n_pages
    for page in range(max(last - 1, 4), last + 1):
        for way, _ in _SAID[:_OF_FORMS]:
            for match in way.finditer(front.text(page, page)):
                if value := iso(match.group("date")):
                    yield Stated(value, 0.8, page, match.group().strip(), "date:said")


def _of_board(front: Front) -> Iterator[Stated]:
    """ "Aldmoor Safeguarding Adults Board, 2020" on a line of the cover."""
    for printed in front.cover[:25]:
        if match := _BOARD_YEAR.find(printed.text.strip()):
            yield Stated(match["date"], 0.4, printed.page, printed.text, "date:board")


def _copyright(front: Front) -> Stated | None:
    last = front.reading.n_pages
    for first, end in ((1, 3), (last - 1, last)):
        match = _COPYRIGHT.find(front.text(max(first, 1), end))
        if match:
            return Stated(match.group("date"), 0.3, max(first, 1), match.group(), "date:copyright")
    return None
