"""Authors and chair: professional names, kept for provenance and out of the public views."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from extractors.metadata.front import Front, FrontLine
from extractors.metadata.names import is_names_alone, names_in
from extractors.metadata.people_lines import LabelWords, label_words, lines_of_people
from models.records import Stated
from vocabulary.date_labels import label_of
from vocabulary.rules import asked

_DATED, _DATE_LINE = asked("people", "dated"), asked("people", "date_line")
_SIGNED, _POST = asked("people", "signed"), asked("people", "post")
_BY, _PRODUCED = asked("people", "by"), asked("people", "produced")
_NOT_AUTHOR, _DEGREE = asked("people", "not_author"), asked("people", "degree")
_FIGURE = re.compile(r"\d")
_OF_WHAT = re.compile(r" \([^()]*\)")  # "Jane Doe (health) and John Roe (police)"
_LONGEST = 110  # characters of a line that names somebody with a post
_WRITTEN_BY_CHAIR = ("dhr", "case_management_review")
_FOLLOWING = 4  # lines below a label in which names may be
_PAGES_OF_TEXT = 6


def authors_of(front: Front, code: str | None = None) -> tuple[Stated, ...]:
    """Reviewers and authors: by a label, beside their post, in a sentence, or by themselves.

    In some types of review (`code`) the chair is the author if nobody else is named.
    """
    words = label_words()[0]
    return (
        _labelled(front, words, "author")
        or _beside_post(front, words, "author")
        or _by_line(front)
        or _told(front, words, "author")
        or _signed(front)
        or _alone(front)
        or (_chairing(front) if code in _WRITTEN_BY_CHAIR else ())
    )


def chair_of(front: Front) -> Stated | None:
    """The chair of the panel named on the first pages."""
    words = label_words()[1]
    found = (
        _labelled(front, words, "chair")
        or _beside_post(front, words, "chair")
        or _told(front, words, "chair")
    )
    return found[0] if found else None


def _undated(text: str) -> str:
    """A text without a date and all behind it; no date is without a figure."""
    return _DATED.plain.sub("", text) if _FIGURE.search(text) else text


def _labelled(front: Front, words: LabelWords, role: str) -> tuple[Stated, ...]:
    """ "Author: Jane Doe", or "Report Author" with the name on the next line or lines."""
    lines = lines_of_people(front)
    found: dict[str, Stated] = {}
    for i, printed in enumerate(lines):
        match = words.before.match(printed.text)
        if not match or not match.group().strip() or (found and printed.page > _page(found)):
            continue
        rest = _undated(_OF_WHAT.sub("", printed.text[match.end() :]))
        if names := names_in(rest):
            told = _stated(names, printed, f"{role}:said", 0.85)
        elif re.search(r"[a-z]{3}", rest):
            continue  # a sentence that begins with "The author"
        else:
            told = _stated(_names_below(lines, i), printed, f"{role}:below", 0.85)
        found |= {stated.value: found.get(stated.value, stated) for stated in told}
    return tuple(found.values())


def _page(found: dict[str, Stated]) -> int:
    return next(iter(found.values())).page or 1


def _names_below(lines: list[FrontLine], i: int) -> tuple[str, ...]:
    """Names on the lines below a label that ends its line."""
    below: list[str] = []
    for following in lines[i + 1 : i + 1 + _FOLLOWING]:
        names = names_in(_undated(following.text))
        if not names or following.page != lines[i].page:
            break
        below += names
        if not is_names_alone(following.text):
            break
    return tuple(below)


def _beside_post(front: Front, words: LabelWords, role: str) -> tuple[Stated, ...]:
    """ "Jane Doe, Independent Reviewer" on the cover, on one line or on two."""
    lines = lines_of_people(front, 2)
    for i, printed in enumerate(lines):
        match = words.beside.match(printed.text)
        who = _PRODUCED.plain.sub("", match.group("who")) if match else ""
        names = names_in(who) if len(printed.text) < _LONGEST else ()
        if names:
            return _stated(names, printed, f"{role}:role", 0.75)
        below = lines[i + 1] if i + 1 < len(lines) else None
        posted = below and below.page == printed.page and words.after.match(below.text)
        if posted and is_names_alone(printed.text):
            return _stated(names_in(printed.text), printed, f"{role}:above-role", 0.75)
    return ()


def _by_line(front: Front) -> tuple[Stated, ...]:
    """ "By Jane Doe" on a line of the cover."""
    for printed in front.cover:
        match = _BY.find(printed.text)
        rest = _undated(printed.text[match.end() :]) if match else ""
        if rest and is_names_alone(rest):
            return _stated(names_in(rest), printed, "author:by", 0.75)
    return ()


def _told(front: Front, words: LabelWords, role: str) -> tuple[Stated, ...]:
    for page in range(1, _PAGES_OF_TEXT + 1):
        text = front.text(page, page)
        for sign, pattern in words.told:
            match = pattern.search(text) if sign.holds(text) else None
            names = names_in(match.group("who")) if match else ()
            if match and names:
                quote = match.group()
                return tuple(Stated(n, 0.7, page, quote, f"{role}:told") for n in names)
    return ()


def _signed(front: Front) -> tuple[Stated, ...]:
    """ "REVIEWER 1 Jane Doe" in a signed table at the end."""
    for page in range(1, front.reading.n_pages + 1):
        text = front.text(page, page)
        signed = _SIGNED.finditer(text) if "EVIEWER " in text or "eviewer " in text else ()
        found = {name: None for match in signed for name in names_in(match["who"])}
        if found:
            return tuple(Stated(n, 0.75, page, n, "author:signed") for n in found)
    return ()


def _chairing(front: Front) -> tuple[Stated, ...]:
    """If nobody else is named, the chair of the review wrote it, but not the chair of a panel."""
    chairs = _labelled(front, label_words()[1], "chair")
    return tuple(
        Stated(chair.value, 0.5, chair.page, chair.quote, "author:chair")
        for chair in chairs
        if not _NOT_AUTHOR.find(chair.quote or "")
    )


def _alone(front: Front) -> tuple[Stated, ...]:
    """Names on a small line of the cover beside a date or a post, with no word of who they are."""
    cover = front.cover[:30]
    largest = max((p.line.size for p in cover), default=0)
    for i, printed in enumerate(cover):
        text = _undated(printed.text)
        near = cover[max(i - 1, 0) : i] + cover[i + 1 : i + 3]
        dated = len(text) < len(printed.text) or any(map(_is_dated, near))
        dated = dated or _lettered(text)
        below = cover[i + 1].text if i + 1 < len(cover) else ""
        small = printed.line.size < 0.7 * largest
        if (dated or _POST.find(below)) and small and is_names_alone(text):
            names = [text, *_names_alone(cover[i + 1 :])]
            return _stated(names_in(", ".join(names)), printed, "author:alone", 0.5)
    return ()


def _is_dated(printed: FrontLine) -> bool:
    """Whether a line is a date, or says when the document was agreed or made public."""
    if _DATE_LINE.find(printed.text):
        return True
    is_step = label_of(printed.text).kind in ("published", "approved", "completed")
    return is_step and _DATED.find(printed.text) is not None


def _lettered(text: str) -> bool:
    """Whether degrees follow a name, as they do behind that of who wrote a report."""
    return "," in text and _DEGREE.find(text) is not None


def _names_alone(lines: list[FrontLine]) -> Iterator[str]:
    """The names on the next lines, each on its own."""
    yield from (p.text for p in takewhile(lambda p: is_names_alone(p.text), lines))


def _stated(
    names: tuple[str, ...], printed: FrontLine, rule: str, sure: float
) -> tuple[Stated, ...]:
    return tuple(Stated(name, sure, printed.page, printed.text, rule) for name in names)
