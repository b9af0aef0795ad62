"""Where a run of signs without a space is more than one word: footnote markers, lists' numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.reading.looks import Looks

_MARKERS = "*†‡"  # besides digits, the signs that footnote markers end in
_BETWEEN = f",{_MARKERS}"
# A list's number and its text, between which PDFium sees no space: "10.Managers".
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)](?=[^\W\d_])")
_SMALL, _RAISED_SIZE = 0.8, 0.88  # of the text's size; browsers raise text at 83 % of it
_HIGH = 0.12  # of a character's height by which a raised one is above the foot of the others
_LEAST_GAP = 0.05  # of the height of the line; letters of one word are closer (seen: 0 and 0.09)

Box = tuple[float, float, float, float]
BoxOf = Callable[[int, int], Box | None]
Part = tuple[int, int, bool]  # from and up to which character, and whether it is raised


def may_part(token: str) -> bool:
    """Whether a token that is not just letters may be parted, by its signs alone."""
    last = token[-1]
    if last.isdigit() or last in _MARKERS:
        return not token.isdecimal()
    return token[0].isdigit() and last != "," and _NUMBERED.match(token) is not None


def parts_of(token: str, start: int, end: int, looks: Looks, box_of: BoxOf) -> Sequence[Part]:
    """The parts of a token from one character up to another."""
    if not may_part(token):
        return ((start, end, False),)
    number = _NUMBERED.match(token)
    last = token[-1]
    if last.isdigit() or last in _MARKERS or number is None:
        return _marked(token, start, end, looks, box_of)
    return _numbered(start, start + number.end(), end, box_of)


def _numbered(start: int, middle: int, end: int, box_of: BoxOf) -> Sequence[Part]:
    """Split off a list's number where a gap is printed behind it."""
    number, rest = box_of(start, middle), box_of(middle, middle + 1)
    if number and rest and rest[0] - number[2] > _LEAST_GAP * (number[3] - number[1]):
        return ((start, middle, False), (middle, end, False))
    return ((start, end, False),)


def _marked(token: str, start: int, end: int, looks: Looks, box_of: BoxOf) -> Sequence[Part]:
    """Split off a footnote marker that is set in smaller type at the end of a word."""
    tail = end
    while tail > start + 1 and (
        token[tail - 1 - start].isdigit() or token[tail - 1 - start] in _BETWEEN
    ):
        tail -= 1
    if tail == end or token[tail - 1 - start].isdigit():
        return ((start, end, False),)
    digits = len(token) - len(token.rstrip("0123456789"))
    if digits and looks.is_superscript(end - 1) and looks.is_superscript(end - digits):
        return ((start, end - digits, False), (end - digits, end, True))
    body, marker = looks.at(start), looks.at(end - 1)
    if marker.size < body.size * _RAISED_SIZE:
        while tail < end and looks.at(tail).size >= body.size * _RAISED_SIZE:
            tail += 1
        if marker.size < body.size * _SMALL or _stands_high(tail, end, box_of):
            return ((start, tail, False), (tail, end, True))
    return ((start, end, False),)


def _stands_high(tail: int, end: int, box_of: BoxOf) -> bool:
    """Whether a marker is raised above the foot of the character before it, as browsers do it."""
    body, marker = box_of(tail - 1, tail), box_of(tail, end)
    if body is None or marker is None:
        return False
    return marker[3] < body[3] - _HIGH * (body[3] - body[1])
