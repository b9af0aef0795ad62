"""Which words of a Word file its pages do not show once it is printed."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from models.records import Hidden, HiddenKind, Reading, Status

_FOREIGN = (
    "The Word file holds text that only Microsoft Word shows: another file put into it whole. "
    "Open it in Word, save it as a PDF and add that file."
)


class Unprinted(NamedTuple):
    """How many places of a file hold words that its pages do not show."""

    deletions: int = 0  # tracked deletions and moves
    hidden: int = 0  # words, rows and paragraphs that are formatted as hidden
    foreign: int = 0  # files put into it whole, which LibreOffice leaves out: a reader sees them

    def plus(self, other: Unprinted) -> Unprinted:
        """Both together."""
        return Unprinted(*(a + b for a, b in zip(self, other, strict=True)))


def with_unprinted(reading: Reading, found: Unprinted) -> Reading:
    """A reading that reports words left out before; their page is not known."""
    if not any(found) or not reading.pages:
        return reading
    first, *others = reading.pages
    gone = (Hidden(HiddenKind.DELETED),) * found.deletions
    gone += (Hidden(HiddenKind.NO_INK),) * found.hidden
    first = msgspec.structs.replace(first, hidden=(*first.hidden, *gone))
    reading = msgspec.structs.replace(reading, pages=(first, *others))
    if not found.foreign:
        return reading
    return msgspec.structs.replace(reading, status=Status.PARTIAL, message=_FOREIGN)
