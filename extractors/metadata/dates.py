"""When a document was published, as printed, weighed by the words beside each date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metadata.front import Front, Printed
from extractors.metadata.people import is_label
from extractors.metadata.printed_dates import DATE, MONTH, SLASHED, YEAR, iso
from models.records import LineRole, Stated
from vocabulary.date_labels import label_of

_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), sure)
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
_OTHERS = re.compile(
    r"(?<!this report )(?<!this review )(?:was|were|been|also|first|previously) $", re.IGNORECASE
)
_FOUND = re.compile(
    rf"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<date>\b{DATE})", re.IGNORECASE
)
# A date between two others, or two of them in a row, is the end of a period.
_SPAN = re.compile(
    rf"(?:{DATE}\)?|\b\d{{1,2}}(?: {MONTH})?|{MONTH})\s*(?:-|–|—|to|and|until)\s*{DATE}",
    re.IGNORECASE,
)
_OF_DEATH = re.compile(
    r"\b(?:death|murder|killing|homicide) of(?: [“‘\"']?[\w’'-]+[”’\"']?){0,3}$", re.IGNORECASE
)
_FINAL = re.compile(r"\b(?:final|version|v\.? ?\d|publi\w+)\b", re.IGNORECASE)
# A bare year counts as a precision of its own only where the words say that it is of publication.
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)[^.]{{0,40}}?(?P<date>{YEAR})", re.IGNORECASE)
_LONGEST = 90  # characters of a line on a cover that is no running text
_LONGEST_BAND = 130  # the same of a band with several parts between upright lines
_PROSE = 62  # characters of a line after which the next one runs on
_SHORTEST = 20  # characters of a line that can hold a date and no more
_REST = 45  # characters that may stand on both sides of a date on a line of a cover


def published_on(front: Front) -> Stated | None:
    """The date of publication with the printed precision (ISO); never the file's own date.

    A year that stands in a copyright line alone is the last resort: `date:copyright` says so.
    """
    if letter := _letter_date(front):
        return letter
    told = [*_said(front, 1, 2), *_beside(front), *_said(front, 3, 3), *_running(front)]
    told += _signed(front) if not told else []
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
                if not _OTHERS.search(before) and (value := iso(match.group("date"))):
                    yield Stated(value, sure, page, match.group().strip(), "date:said")


def _beside(front: Front) -> Iterator[Stated]:
    """Dates on the short lines of the first two pages, weighed by the words beside them."""
    lines = [p for p in front.upto(2) if p.line.role is not LineRole.CONTENTS]
    labels = _columns(lines)
    several = len(_dates(front)) > 1
    for i, printed in enumerate(lines):
        above = lines[i - 1] if i and lines[i - 1].page == printed.page else None
        longest = _LONGEST_BAND if "|" in printed.text else _LONGEST
        if len(printed.text) > longest or (above and _runs_on(above, printed)):
            continue
        if several and _is_of_death(lines, i):
            continue
        label = labels.get(i) or (above.text if above else "")
        if stated := _weighed(printed, label):
            yield stated


def _dates(front: Front) -> set[str]:
    """The dates of the cover, by their month."""
    found = (iso(m["date"]) for p in front.cover for m in _FOUND.finditer(p.text))
    return {date[:7] for date in found if date}


def _is_of_death(lines: list[Printed], i: int) -> bool:
    """Whether a date stands alone below "into the death of" and a name."""
    above = [p.text for p in lines[max(i - 2, 0) : i] if p.page == lines[i].page]
    match = _OF_DEATH.search(" ".join(above))
    return bool(match and _FOUND.fullmatch(lines[i].text.strip()))


def _columns(lines: list[Printed]) -> dict[int, str]:
    """Labels that stand in a column, by the place of their value in the column beside it."""
    paired: dict[int, str] = {}
    for start in range(len(lines)):
        labels: list[str] = []
        for printed in lines[start:]:
            if not _is_label(printed.text) or printed.page != lines[start].page:
                break
            labels.append(printed.text)
        values = lines[start + len(labels) : start + 2 * len(labels)]
        dated = sum(bool(_FOUND.fullmatch(p.text.strip())) for p in values)
        if len(labels) > 1 and len(values) == len(labels) and dated > 1:
            paired |= {start + len(labels) + n: label for n, label in enumerate(labels)}
            break
    return paired


def _is_label(text: str) -> bool:
    """Whether a line is a label alone, of a person or of a date."""
    kinds = ("published", "event", "updated", "approved", "completed")
    of_date = label_of(text).kind in kinds and not _FOUND.search(text) and len(text) < _REST + 5
    return of_date or is_label(text)


def _runs_on(above: Printed, printed: Printed) -> bool:
    """Whether a line is the continuation of running text; a date alone is none."""
    alone = len(printed.text) <= _SHORTEST
    goes_on = printed.text[:1].islower() and not above.text.endswith((".", ":"))
    same = above.line.block == printed.line.block
    return same and (goes_on or len(above.text) > _PROSE) and not alone


def _weighed(printed: Printed, above: str) -> Stated | None:
    text = printed.text
    match = None if _SPAN.search(text) else _FOUND.search(text)
    if not match:
        return None
    before, after = text[: match.start()], text[match.end() :]
    if _in_a_sentence(before, after) or _in_a_row(printed, match["date"], before, after):
        return None
    label = label_of(before if re.search(r"\w", before) else _tail_label(after) or _label(above))
    value = iso(match.group("date"))
    running = label.kind == "beside" and re.search(r"[a-z],? [a-z]+ [a-z]+ [a-z]+ ", before + after)
    if not label.sure or not value or running:
        return None
    return Stated(value, label.sure, printed.page, text, f"date:{label.kind}")


def _in_a_sentence(before: str, after: str) -> bool:
    """Whether the words around a date run on, or speak of another document's publication."""
    of_another = _OTHERS.search(re.sub(r"publi\w+ (?:on |in )?$", "", before))
    runs_on = re.match(r"\s+[a-z]+ [a-z]+", after) and not re.search(r"\w", before)
    return bool(of_another or runs_on or (len(before) > _REST and len(after) > 5))


def _in_a_row(printed: Printed, date: str, before: str, after: str) -> bool:
    """Whether a date opens a row of a table that lists earlier events."""
    if re.search(r"\w", before):
        return False
    slashed = re.fullmatch(SLASHED, date) and re.match(r"\s+\w", after)
    return printed.line.role is LineRole.TABLE or bool(slashed)


def _tail_label(after: str) -> str:
    """What follows a date that opens its line: "September 2013 - Final Publication Copy"."""
    return after if re.match(r"\W+(?:final )?publi", after, re.IGNORECASE) else ""


def _label(above: str) -> str:
    """The line above a date that stands alone tells its kind; an ordinary line tells nothing."""
    is_body = re.search(r"\bby\b", above)  # "Commissioned by NHS England"
    tells = label_of(above).kind in ("published", "event", "completed", "approved")
    return above if tells and not is_body else ""


def _running(front: Front) -> Iterator[Stated]:
    """A date at the end of a running header: "Child B overview report FINAL 25.09.14"."""
    for printed in front.furniture:
        if _SPAN.search(printed.text) or not _FINAL.search(printed.text):
            continue
        match = _FOUND.search(printed.text)
        if match and label_of(printed.text[: match.start()]).sure and (v := iso(match["date"])):
            yield Stated(v, 0.5, printed.page, printed.text, "date:running")


def _letter_date(front: Front) -> Stated | None:
    if not front.is_letter:
        return None
    for printed in front.before_dear:
        match = _FOUND.search(printed.text)
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


def _copyright(front: Front) -> Stated | None:
    last = front.reading.n_pages
    for first, end in ((1, 3), (last - 1, last)):
        match = _COPYRIGHT.search(front.text(max(first, 1), end))
        if match:
            return Stated(match.group("date"), 0.3, max(first, 1), match.group(), "date:copyright")
    return None
