"""The program's comments in a shortlist: they begin with `#.`; every other line is the author's."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Mapping, Sequence

import msgspec

MARK = "#."
_WIDTH = 98
_DIGEST = re.compile(r"^#\. written by reviews, (\w{16})\b.*\n?", re.MULTILINE)
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
    gone: Mapping[str, Remark] = {}  # of the file as it was: what the collection has no more


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


def with_remark(line: str, remark: Remark | None) -> str:
    """A line with the program's comment at its end."""
    return f"{line:<28}  {MARK} {remark.after}" if remark and remark.after else line


def without_remark(line: str) -> str:
    """A line without it."""
    return _AT_END.sub("", line)


def signed(text: str) -> str:
    """A text with the line that tells later whether a hand has changed it."""
    return f"{text.rstrip()}\n{MARK} written by reviews, {_digest(text)}; leave this line\n"


def is_untouched(text: str) -> bool:
    """Whether a file is as the program wrote it."""
    found = _DIGEST.search(text)
    return found is not None and found.group(1) == _digest(_DIGEST.sub("", text))


def unsigned(text: str) -> str:
    """A text without that line."""
    return _DIGEST.sub("", text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.rstrip().encode()).hexdigest()[:16]
