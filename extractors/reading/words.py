"""Words of a page with boxes and fonts, taken from PDFium in bulk.

PDFium's text range is split at white space, and boxes and fonts are taken for each word. That is
many times as fast as pdfplumber's words (`make bench`). In a trial before this code was written the
two agreed on 99.85 % of the words of 109 pages. The rest were line-end hyphens and footnote digits.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.reading.glyphs_twice import has_odd_pairs, set_once
from extractors.reading.leftwards import word_as_read
from extractors.reading.looks import Look, Looks, quick
from extractors.reading.page_text import text_of

# The group holds a plain word, letters and one sign at most: it is looked at no further.
_TOKEN = re.compile(r"([A-Za-z]+[.,;:)]?)(?![^\s\x00])|[^\s\ufffe\x02\x00]+[\ufffe\x02]?")
_HYPHENS = "\ufffe\x02"
_MARKERS = ",*†‡"  # besides digits, the signs that footnote markers are made of
LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\uf001": "fi",  # where older programs for the Mac put the two
        "\uf002": "fl",
    }
)
MOST_CHARACTERS = 50_000  # of a page: ten times the fullest page of a report
# A list's number and its text, between which PDFium sees no space: "10.Managers".
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)](?=[^\W\d_])")
_SMALL, _RAISED_SIZE = 0.8, 0.88  # of the text's size; browsers raise text at 83 % of it
_HIGH = 0.12  # of a character's height by which a raised one is above the foot of the others
_LEAST_GAP = 0.05  # of the height of the line; letters of one word stand closer (seen: 0 and 0.09)
SOFT_HYPHEN = "\u00ad"
NARROW = 0.12  # type sizes to a letter: an i has 0.22; less is letters on top of each other
_ROUNDED = 0.01  # points


class Word(NamedTuple):
    """A word as printed, its box in points from the top left, and its look.

    `place` is the place of its first character in the content stream's order. A trailing soft
    hyphen says that PDFium joined this word to the next line's first one. `raised` holds where the
    word is set smaller and higher than the one before it (a footnote marker).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    look: Look
    place: int
    raised: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Frame(NamedTuple):
    """How page space maps to the upright page: its visible box and its rotation in quarters."""

    left: float
    bottom: float
    width: float
    height: float
    quarters: int

    def box(self, rect: Any) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom) of a PDFium rectangle, turned as the page is shown."""
        x0, x1 = rect.left - self.left, rect.right - self.left
        y0, y1 = rect.bottom - self.bottom, rect.top - self.bottom
        if self.quarters == 1:
            x0, y0, x1, y1 = y0, self.height - x1, y1, self.height - x0
        elif self.quarters == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.quarters == 3:
            x0, y0, x1, y1 = self.width - y1, x0, self.width - y0, x1
        return x0, self.height - y1, x1, self.height - y0


def frame_of(page: Any) -> Frame:
    """The frame of a pypdfium2 page."""
    width, height = page.get_size()
    left, bottom, _, _ = page.get_bbox()
    return Frame(left, bottom, width, height, (page.get_rotation() // 90) % 4)


def page_words(page: Any) -> list[Word]:
    """All words of a pypdfium2 page in content order; an empty list where it has no text."""
    return read_words(page)[0]


class Found(NamedTuple):
    """A page's words, whether some are left out (MOST_CHARACTERS), their looks and its text."""

    words: list[Word]
    is_cut: bool
    looks: Looks | None = None
    text: str = ""
    narrow: Sequence[int] = ()  # numbers of words whose letters may stand on top of each other
    frame: Frame | None = None


def read_words(page: Any) -> Found:
    """The words of a pypdfium2 page in content order."""
    with text_page(page) as raw:
        return words_of(raw, page)


@contextmanager
def text_page(page: Any) -> Iterator[Any]:
    """PDFium's text page for as long as its words and letters are asked for."""
    textpage = page.get_textpage()
    try:
        yield textpage.raw
    finally:
        textpage.close()


def words_of(raw: Any, page: Any) -> Found:
    """What `read_words` gives, from a text page that stays open."""
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return Found([], is_cut=False)
    frame = frame_of(page)
    handle = ctypes.c_void_p(ctypes.addressof(raw.contents))
    looks = Looks(raw, handle, frame.quarters)
    text = text_of(raw, min(count, MOST_CHARACTERS))
    words, narrow = _words(text, handle, looks, frame)
    return Found(words, count > MOST_CHARACTERS, looks, text, narrow, frame)


_Box = tuple[float, float, float, float]
_BoxOf = Callable[[int, int], _Box | None]
_loose_box = quick(pdfium.FPDFText_GetLooseCharBox)
_text_object = quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)


_FIRST, _LAST = pdfium.FS_RECTF(), pdfium.FS_RECTF()
_FIRST_AT, _LAST_AT = ctypes.byref(_FIRST), ctypes.byref(_LAST)
# The four numbers of a rectangle in one step: left, top, right, bottom.
_FIRST_SIDES = memoryview(_FIRST).cast("B").cast("f")
_LAST_SIDES = memoryview(_LAST).cast("B").cast("f")


def _words(
    text: str, handle: ctypes.c_void_p, looks: Looks, frame: Frame
) -> tuple[list[Word], Sequence[int]]:
    """Every word; the plain ones, nearly all, take one turn of this loop and no call of ours."""
    narrow: list[int] = []
    box_of = _boxes(handle, frame)
    is_upright, height, left = not frame.quarters, frame.height + frame.bottom, frame.left
    known_looks, make, words = looks.of_object, tuple.__new__, list[Word]()
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if not (is_upright and match.lastindex):
            count = len(words)
            words += _pieces_of(match[0], start, end, looks, box_of)
            narrow += range(count, len(words))
            continue
        if not _loose_box(handle, start, _FIRST_AT):
            continue
        x0, top, x1, bottom = _FIRST_SIDES
        if end - start > 1:
            _loose_box(handle, end - 1, _LAST_AT)
            _, other_top, x1, other_bottom = _LAST_SIDES
            if other_top > top or other_bottom < bottom:
                top, bottom = max(top, other_top), min(bottom, other_bottom)
        if x0 > x1:
            x0, x1 = x1, x0
        item = _text_object(handle, start)
        look = known_looks.get(item) or looks.new(start, item)
        if x1 - x0 < NARROW * look[1] * (end - start) + _ROUNDED:
            narrow.append(len(words))
        box = x0 - left, height - top, x1 - left, height - bottom
        words.append(make(Word, (match[0], *box, look, start, False)))
    if has_odd_pairs(text):
        words = list(set_once(words, box_of))
        return words, range(len(words))
    return words, narrow


def _pieces_of(token: str, start: int, end: int, looks: Looks, box_of: _BoxOf) -> Iterator[Word]:
    """The words of a token that is not just letters: it may end in a hyphen or in a marker."""
    hyphenated = token[-1] in _HYPHENS
    if hyphenated:
        end -= 1
        if end <= start:
            return
    for begin, stop, raised in _split(token[: end - start], start, end, looks, box_of):
        box = box_of(begin, stop)
        if box is None:
            continue
        piece = token[begin - start : stop - start]
        if not piece.isascii():
            piece = word_as_read(piece.translate(LIGATURES), begin, stop, box_of)
        if hyphenated and stop == end:
            piece += SOFT_HYPHEN
        yield Word(piece, *box, looks.at(begin), begin, raised)


def _split(
    token: str, start: int, end: int, looks: Looks, box_of: _BoxOf
) -> Sequence[tuple[int, int, bool]]:
    """The parts of a token, from and up to which character, and whether they are raised."""
    last = token[-1]
    if last.isdigit() or last in _MARKERS:
        return _pieces(token, start, end, looks, box_of)
    number = _NUMBERED.match(token) if token[0].isdigit() else None
    if number:
        return _numbered(start, start + number.end(), end, box_of)
    return ((start, end, False),)


def _boxes(handle: ctypes.c_void_p, frame: Frame) -> _BoxOf:
    """A function for the box of the characters from a start up to an end, by first and last."""

    def box_of(start: int, end: int) -> _Box | None:
        if not _loose_box(handle, start, _FIRST_AT):
            return None
        is_one = end - start == 1
        if not is_one:
            _loose_box(handle, end - 1, _LAST_AT)
        a, b = frame.box(_FIRST), frame.box(_FIRST if is_one else _LAST)
        if frame.quarters:
            return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
        x0, x1 = sorted((a[0], b[2]))
        return x0, min(a[1], b[1]), x1, max(a[3], b[3])

    return box_of


def _numbered(start: int, middle: int, end: int, box_of: _BoxOf) -> Sequence[tuple[int, int, bool]]:
    """Split off a list's number where a gap is printed behind it."""
    number, rest = box_of(start, middle), box_of(middle, middle + 1)
    if number and rest and rest[0] - number[2] > _LEAST_GAP * (number[3] - number[1]):
        return ((start, middle, False), (middle, end, False))
    return ((start, end, False),)


def _pieces(
    token: str, start: int, end: int, looks: Looks, box_of: _BoxOf
) -> list[tuple[int, int, bool]]:
    """Split off a footnote marker that is set in smaller type at the end of a word."""
    tail = end
    while tail > start + 1 and (
        token[tail - 1 - start].isdigit() or token[tail - 1 - start] in _MARKERS
    ):
        tail -= 1
    if tail == end or token[tail - 1 - start].isdigit():
        return [(start, end, False)]
    digits = len(token) - len(token.rstrip("0123456789"))
    if digits and looks.is_superscript(end - 1) and looks.is_superscript(end - digits):
        return [(start, end - digits, False), (end - digits, end, True)]
    body, marker = looks.at(start), looks.at(end - 1)
    if marker.size < body.size * _RAISED_SIZE and token[end - 1 - start] != ",":
        while tail < end and looks.at(tail).size >= body.size * _RAISED_SIZE:
            tail += 1
        if marker.size < body.size * _SMALL or _stands_high(tail, end, box_of):
            return [(start, tail, False), (tail, end, True)]
    return [(start, end, False)]


def _stands_high(tail: int, end: int, box_of: _BoxOf) -> bool:
    """Whether a marker is raised above the foot of the character before it, as browsers do it."""
    body, marker = box_of(tail - 1, tail), box_of(tail, end)
    if body is None or marker is None:
        return False
    return marker[3] < body[3] - _HIGH * (body[3] - body[1])
