"""The title as printed: the largest lines of the cover, or the bold line below "Dear ...".

Sizes are compared with the largest on the page: lines set at least 0.53 times as large belong to
the title (measured on the covers of inspections, inquiries and reviews).
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from extractors.metadata.cited import language_of
from extractors.metadata.front import Front, FrontLine
from extractors.metadata.subtitles import further_lines, is_motto, is_prose, opens_subject
from extractors.metadata.title_lines import (
    KIND,
    NOT_TITLE,
    QUOTES,
    begins_kind,
    is_below_text,
    is_section,
    names_board,
    stands_apart,
    without_boards,
    without_writers,
)
from extractors.structure.lexicon import heading_role
from models.records import SectionRole, Stated
from vocabulary.rules import asked

_SHARE = 0.53
_DATED, _WELSH = asked("titles", "dated"), asked("titles", "welsh")
_BEHIND_BOARD, _ABOVE = asked("titles", "behind_board"), asked("titles", "above")
_SAYS_KIND, _UNENDED = asked("titles", "says_kind"), asked("titles", "unended")
_NAMED_AFTER, _BEGINS, _JOINS = (
    asked("titles", name) for name in ("named_after", "begins", "joins")
)
_FIELD = asked("titles", "field")
_WORD = re.compile(r"[^\W\d_]{3}")
_OF_NAME = 5  # words of a title that can be a name alone
_LONGEST_BELOW = 160  # characters of a line that says of which kind a document is


def title_of(front: Front) -> Stated | None:
    """The title with its page; None where no line is prominent."""
    if front.is_letter:
        return _letter_title(front)
    if field := _field_title(front):
        return field
    for page in (1, 2, 3):
        lines = [p for p in front.lines if p.page == page]
        stated = _display_title(lines, front)
        if stated:
            return stated if _WORD.search(stated.value) else _spelt_out(front, stated)
    return None


def _spelt_out(front: Front, number: Stated) -> Stated:
    """The running line that says of what a title of digits is the number, where there is one."""
    for printed in front.furniture:
        name, found, _ = printed.text.partition(number.value)
        if found and _WORD.search(name):
            return Stated(name + found, 0.7, printed.page, printed.text, "title:running")
    return number


def without_publisher(title: Stated | None, publisher: Stated | None) -> Stated | None:
    """The title without the publisher's name before it, or after it in a band across the page."""
    if title is None or publisher is None or publisher.rule != "publisher:board":
        return title
    at = title.value.lower().find(publisher.value.lower())
    before, after = title.value[:at], title.value[at + len(publisher.value) :]
    if at > 0 and len(before.split()) > 2 and _BEHIND_BOARD.find(after):
        return msgspec.structs.replace(title, value=before.strip(" :–|-"))
    rest = title.value[len(publisher.value) :].strip(" :–-")
    if not title.value.lower().startswith(publisher.value.lower()) or len(rest.split()) < 2:
        return title
    return msgspec.structs.replace(title, value=rest)


def _letter_title(front: Front) -> Stated | None:
    bold: list[FrontLine] = []
    for printed in front.after_dear[:14]:
        if printed.line.bold:
            bold.append(printed)
        elif bold:
            break
    return _stated(bold, "title:letter", 0.95) if bold else None


def _field_title(front: Front) -> Stated | None:
    """The title in a list of fields on the first page, where it names a kind of document."""
    for printed in front.lines:
        field = _FIELD.find(printed.text) if printed.page == 1 else None
        if field and _SAYS_KIND.find(field["what"]):
            return Stated(_unbroken(field["what"]), 0.8, 1, printed.text, "title:field")
    return None


def _display_title(lines: list[FrontLine], front: Front) -> Stated | None:
    usable = [p for p in without_writers(lines) if not NOT_TITLE.find(p.text.strip(QUOTES + " "))]
    if not usable:
        return None
    largest = max(p.line.size for p in usable)
    if largest < 1.1 * front.text_size:
        bold = [p for p in usable[:6] if p.line.bold]
        return _stated(bold[:3], "title:bold", 0.6) if bold else None
    shown = [p for p in usable if _shows(p, largest, front)]
    ends = (
        i
        for i in range(1, len(shown))
        if _DATED.find(shown[i].text)
        or is_section(shown[i - 1], shown[i], is_apart=stands_apart(lines, shown[i - 1], shown[i]))
        # A motto may be between the board and the title.
        or (
            is_below_text(lines, shown[i - 1], shown[i])
            and not all(names_board(p.text) for p in shown[:i])
        )
    )
    shown = shown[: next(ends, len(shown))]
    if page_opens := _above_section(usable, shown):
        return _stated(page_opens, "title:above", 0.7)
    kept = (without_boards(shown, lines) or shown)[:9]
    kept = [p for i, p in enumerate(kept) if not (i and is_motto(p.text))]
    below = [p for p in further_lines(lines, usable, kept, front) if not names_board(p.text)]
    kept, below = _in_one_language(kept, front), _in_one_language(below, front)
    stated = _stated(kept or below, "title:display", 0.85)
    if not stated:
        return None
    stated = _with_kind_above(stated, lines, kept or below)
    if kept and below:
        return _with_below(stated, below)
    return _with_kind(stated, usable, kept or below)


def _with_kind_above(stated: Stated, lines: list[FrontLine], kept: list[FrontLine]) -> Stated:
    """A name in large letters, with the small line above it that says what is about it."""
    at = lines.index(kept[0])
    above = lines[at - 1].text.strip() if at else ""
    is_name = len(stated.value.split()) <= _OF_NAME and not _SAYS_KIND.find(stated.value)
    if not is_name or not _ABOVE.find(above):
        return stated
    return msgspec.structs.replace(
        stated, value=f"{above}: {stated.value}", quote=f"{above} {stated.quote}"
    )


def _with_below(stated: Stated, below: list[FrontLine]) -> Stated:
    """The title with what goes on below it, each block after a colon or as the same sentence."""
    value, last, last_text = stated.value, None, ""
    for printed in below:
        goes_on = last == printed.line.block
        last = printed.line.block
        runs_on = printed.text[:1].islower() or opens_subject(printed.text)
        goes_on = goes_on and not begins_kind(last_text, printed.text)
        last_text = printed.text
        value += (" " if goes_on or runs_on or value[-1] in ":–-" else ": ") + printed.text
    quote = " ".join([stated.quote or "", *(p.text for p in below)])
    return msgspec.structs.replace(stated, value=_unbroken(value), quote=quote)


def _in_one_language(kept: list[FrontLine], front: Front) -> list[FrontLine]:
    """An English report prints its title in Welsh too: the English one is used."""
    plain = [p for p in kept if not _WELSH.find(p.text)]
    return plain if plain and language_of(front) == "en" else kept


def _with_kind(stated: Stated, usable: list[FrontLine], kept: list[FrontLine]) -> Stated:
    """The title with the line below it that says of which kind the document is."""
    if _SAYS_KIND.find(stated.value):
        return stated
    after = usable[usable.index(kept[-1]) + 1 :][:4]
    opening = next((i for i, p in enumerate(after[:2]) if _opens_kind(after, i)), None)
    if opening is None or is_prose(usable, after[opening]):
        return stated
    block = after[opening].line.block
    lines = [p for p in after[opening:] if p.line.block == block]
    below = " ".join(p.text for p in lines)
    if len(below) > _LONGEST_BELOW:
        return stated
    return msgspec.structs.replace(
        stated,
        value=f"{stated.value}: {_unbroken(below)}",
        quote=f"{stated.quote} {below}",
    )


def _opens_kind(after: list[FrontLine], i: int) -> bool:
    """Whether a line below a title, with the next one, names a kind of document and is not a sentence."""
    line = after[i]
    text = " ".join(p.text for p in after[i : i + 2] if p.line.block == line.line.block)
    return (
        bool(KIND.find(text))
        and len(text) < 150
        and not text.endswith(".")
        and not names_board(text)
    )


def _above_section(usable: list[FrontLine], shown: list[FrontLine]) -> list[FrontLine]:
    """The bold lines at the top of a report without a cover, whose largest line is a heading."""
    role = heading_role(shown[0].text) if shown else None
    if role not in (SectionRole.METHOD, SectionRole.SUMMARY, SectionRole.NARRATIVE):
        return []
    above = usable[: usable.index(shown[0])]
    bold = [p for p in above if p.line.bold and not names_board(p.text)]
    return bold[-3:] if any(KIND.find(p.text) for p in bold) else []


def _shows(printed: FrontLine, largest: float, front: Front) -> bool:
    size = printed.line.size
    return size >= _SHARE * largest and size > 1.1 * front.text_size


def _stated(lines: list[FrontLine], rule: str, sure: float) -> Stated | None:
    if not lines:
        return None
    text = lines[0].text
    for last, printed in pairwise(lines):
        text += _joint(last, printed) + printed.text
    quote = " ".join(p.text for p in lines)
    value = _unbroken(text)
    if value[:1] in QUOTES and value[-1:] in QUOTES:
        value = value.strip(QUOTES)
    return Stated(value, sure, lines[0].page, quote, rule)


def _unbroken(text: str) -> str:
    """One space between words; a word that a line's end had divided is whole."""
    return " ".join(re.sub(r"\u00ad\s*|(?<=[a-z])-\s+(?=[a-z])", "", text).split())


def _joint(last: FrontLine, printed: FrontLine) -> str:
    """A name below the kind of review is its subject: "Serious Case Review: Ellis and Wren"."""
    apart = printed.line.block != last.line.block
    short = len(printed.text.split()) <= 5 and not printed.text.startswith("(")
    named = _NAMED_AFTER.find(last.text)
    begins = _BEGINS.find(printed.text)
    named_after = named and (short or last.text.endswith("Council"))
    runs_on = _JOINS.find(last.text)
    other = abs(printed.line.size - last.line.size) >= 1 and printed.text[:1].isupper()
    new = other and not opens_subject(printed.text) and not _UNENDED.find(last.text)
    if begins_kind(last.text, printed.text):
        return ": "
    return ": " if apart and not runs_on and (named_after or begins or new) else " "
