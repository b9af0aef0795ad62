"""Dates on the short lines of the first pages, weighed by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metadata.front import Front, FrontLine
from extractors.metadata.people_lines import is_label
from extractors.metadata.printed_dates import iso
from models.records import LineRole, Stated
from vocabulary.date_labels import label_of
from vocabulary.rules import asked

OTHERS, FOUND, SPAN = (asked("dates", name) for name in ("of_others", "date", "span"))
_SLASHED, _OF_DEATH = asked("dates", "slashed"), asked("dates", "of_death")
_PUBLISHING, _FINAL = asked("dates", "publishing"), asked("dates", "publishing_after")
_BY_BODY, _DUE_BY = asked("dates", "by_body"), asked("dates", "due_by")
_FIGURE = re.compile(r"\d")
_LONGEST = 90  # characters of a line on a cover that is no running text
_LONGEST_BAND = 130  # the same of a band with several parts between upright lines
_PROSE = 62  # characters of a line after which the next one runs on
_SHORTEST = 20  # characters of a line that can hold a date and no more
_REST = 45  # characters that may be on both sides of a date on a line of a cover


def on_lines(front: Front) -> Iterator[Stated]:
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
        if _DUE_BY.find(label):
            continue
        if stated := _weighed(printed, label):
            yield stated


def _dates(front: Front) -> set[str]:
    """The dates of the cover, by their month."""
    found = (iso(m["date"]) for p in front.cover for m in FOUND.finditer(p.text))
    return {date[:7] for date in found if date}


def _is_of_death(lines: list[FrontLine], i: int) -> bool:
    """Whether a date is alone below "into the death of" and a name."""
    above = [p.text for p in lines[max(i - 2, 0) : i] if p.page == lines[i].page]
    match = _OF_DEATH.find(" ".join(above))
    return bool(match and FOUND.plain.fullmatch(lines[i].text.strip()))


def _columns(lines: list[FrontLine]) -> dict[int, str]:
    """Labels in a column, by the place of their value in the column beside it."""
    paired: dict[int, str] = {}
    for start in range(len(lines)):
        labels: list[str] = []
        for printed in lines[start:]:
            if not _is_label(printed.text) or printed.page != lines[start].page:
                break
            labels.append(printed.text)
        values = lines[start + len(labels) : start + 2 * len(labels)]
        dated = sum(bool(FOUND.plain.fullmatch(p.text.strip())) for p in values)
        if len(labels) > 1 and len(values) == len(labels) and dated > 1:
            paired |= {start + len(labels) + n: label for n, label in enumerate(labels)}
            break
    return paired


def _is_label(text: str) -> bool:
    """Whether a line is a label alone, of a person or of a date."""
    kinds = ("published", "event", "updated", "approved", "completed")
    of_date = label_of(text).kind in kinds and not FOUND.find(text) and len(text) < _REST + 5
    return of_date or is_label(text)


def _runs_on(above: FrontLine, printed: FrontLine) -> bool:
    """Whether a line is the continuation of running text.

    A date alone is none, unless it ends a sentence: "on the website until / March 2026."
    """
    ends = printed.text.endswith(".") and re.search(r"[a-z]$", above.text)
    alone = len(printed.text) <= _SHORTEST and not ends
    goes_on = printed.text[:1].islower() and not above.text.endswith((".", ":"))
    same = above.line.block == printed.line.block
    return same and (goes_on or ends or len(above.text) > _PROSE) and not alone


def _weighed(printed: FrontLine, above: str) -> Stated | None:
    text = printed.text
    is_dated = _FIGURE.search(text)  # no date is without one
    match = FOUND.find(text) if is_dated and not SPAN.find(text) else None
    if not match:
        return None
    before, after = text[: match.start()], text[match.end() :]
    in_column = _is_in_column(printed) and not re.search(r"\w", before)
    if in_column and not (label_of(above).sure and _label(above)):
        return None  # the date of something else, or of a version
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
    of_another = OTHERS.find(_PUBLISHING.plain.sub("", before))
    runs_on = re.match(r"\s+[a-z]+ [a-z]+", after) and not re.search(r"\w", before)
    return bool(of_another or runs_on or (len(before) > _REST and len(after) > 5))


def _is_in_column(printed: FrontLine) -> bool:
    """Whether a line is beside the first column of a table."""
    return bool(printed.line.cell and printed.line.cell[2])


def _in_a_row(printed: FrontLine, date: str, before: str, after: str) -> bool:
    """Whether a date opens a row of a table that lists earlier events."""
    if re.search(r"\w", before) or _is_in_column(printed):
        return False
    slashed = _SLASHED.find(date) and re.match(r"\s+\w", after)
    return printed.line.role is LineRole.TABLE or bool(slashed)


def _tail_label(after: str) -> str:
    """What follows a date that opens its line: "September 2013 - Final Publication Copy"."""
    return after if _FINAL.find(after) else ""


def _label(above: str) -> str:
    """The line above a date on its own shows its kind; an ordinary line shows nothing."""
    is_body = _BY_BODY.find(above)  # "Commissioned by NHS England"
    tells = label_of(above).kind in ("published", "event", "completed", "approved")
    return above if tells and not is_body else ""
