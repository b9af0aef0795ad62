"""The program's comments in a shortlist: they begin with `#.`; every other line is the author's."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Mapping, Sequence

import msgspec

from briefings.shortlist.records import KeptQuote, Shortlist

MARK = "#."
PROPOSED_THEMES = "proposed themes"  # where they come from; in a renewed file they are the author's
_WIDTH = 98
_DIGEST = re.compile(r"^#\. nothing but a proposal, (\w{16})\b.*\n?", re.MULTILINE)
_PROPOSED = re.compile(r"^\s*#\. proposed by reviews, (\w{16})\b.*\n?", re.MULTILINE)
_AT_END = re.compile(r"(?:^|\s+)#\.(?:\s.*)?$")


class Remark(msgspec.Struct, frozen=True):
    """What is after an id, and the lines below it."""

    after: str
    below: tuple[str, ...] = ()


class Remarks(msgspec.Struct, frozen=True):
    """Comments by what they are about: an id, a theme, or a key of the file."""

    of: Mapping[str, Remark]
    head: Sequence[str] = ()
    foot: Sequence[str] = ()
    whys: Mapping[str, str] = {}  # for the author's reviews whose reason is still the program's
    gone: Mapping[str, Remark] = {}  # what was in the old file and is no longer in the collection


def lines_of(texts: Sequence[str], indent: int) -> list[str]:
    """Comment lines, wrapped."""
    margin = " " * indent + MARK + " "
    found: list[str] = []
    for text in texts:
        found += textwrap.wrap(
            text, _WIDTH, initial_indent=margin, subsequent_indent=margin + "  ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return found


def own_words_on(part: str) -> str:
    """The key of a comment beside the author's own words on a part."""
    return f"own words on {part}"


def with_remark(line: str, remark: Remark | None) -> str:
    """A line with the program's comment at its end."""
    return f"{line.rstrip():<28}  {MARK} {remark.after}" if remark and remark.after else line


def without_remark(line: str) -> str:
    """The line without the program's comment."""
    return _AT_END.sub("", line)


def signed(text: str) -> str:
    """A proposal with the line that later shows whether it is unchanged.

    A text with lines of the author's never gets it, whoever wrote the file.
    """
    return f"{text.rstrip()}\n{MARK} nothing but a proposal, {_digest(text)}; leave this line\n"


def is_untouched(text: str) -> bool:
    """Whether a file is as the program proposed it, with nothing of the author's."""
    found = _DIGEST.search(text)
    return found is not None and found.group(1) == _digest(_DIGEST.sub("", text))


def unsigned(text: str) -> str:
    """The text without that line."""
    return _DIGEST.sub("", text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.rstrip().encode()).hexdigest()[:16]


def proposed(shortlist: Shortlist) -> str:
    """The line that later shows whether anybody has changed the program's choice."""
    return f"{MARK} proposed by reviews, {_choices(shortlist)}; leave this line"


def as_proposed(text: str, shortlist: Shortlist) -> bool:
    """Whether the quotes and reviews of a file are those that the program proposed.

    Title, audience, day and the like do not count, because they do not choose what is quoted.
    """
    found = _PROPOSED.search(text)
    return found is not None and found.group(1) == _choices(shortlist)


def with_proposed(text: str, shortlist: Shortlist) -> str:
    """A text with that line at its end."""
    return f"{_PROPOSED.sub('', text).rstrip()}\n{proposed(shortlist)}\n"


def is_proposed(comment: str) -> bool:
    """Whether a comment is that line."""
    return _PROPOSED.match(comment) is not None


def _choices(s: Shortlist) -> str:
    def of(kept: Sequence[KeptQuote]) -> list[tuple[str | None, ...]]:
        return [(one.id, one.start, one.until, one.note) for one in kept]

    chosen = (
        s.focus, [of(part) for part in (s.focus_extracts, s.worked, s.questions, s.implications)],
        [(one.id, of(one.keep), one.strike, one.note) for one in s.reviews],
        s.asked, s.strike, s.own, [one.id for one in s.left_out],
    )  # fmt: skip
    return _digest(msgspec.json.encode(chosen).decode())
