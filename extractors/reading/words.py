"""Words of a page with boxes and fonts, taken from PDFium in bulk.

PDFium's text range is split at white space, and boxes and fonts are taken for each word. That is
many times as fast as pdfplumber's words (`make bench`). In a trial before this code was written the
two agreed on 99.85 % of the words of 109 pages. The rest were line-end hyphens and footnote digits.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractors.reading.bulk import numbers_of
from extractors.reading.drawn_boxes import set_apart
from extractors.reading.glyphs_twice import has_odd_pairs, set_once
from extractors.reading.handles import handle_of, quick
from extractors.reading.leftwards import word_as_read
from extractors.reading.looks import DRAWN, Look, Looks
from extractors.reading.markers import Box, BoxOf, may_part, parts_of
from extractors.reading.page_text import text_of

_SIGNS = 0x110000  # of Unicode
_HYPHENS = ("\ufffe", "\x02")  # the two that PDFium has for a hyphen at a line's end
# Which signs are part of a word: all but white space, which ends with U+3000, and PDFium's own.
_IS_PART = np.ones(_SIGNS, np.bool_)
_IS_PART[[i for i in range(0x3001) if chr(i).isspace()]] = False
_IS_PART[[0, *map(ord, _HYPHENS)]] = False
LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
MOST_CHARACTERS = 50_000  # of a page: ten times the fullest page of a report
# Signs that are not printed as they are: ligatures, and what runs from right to left.
_SET_OTHERWISE = re.compile("[\ufb00-\ufb06\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
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

    def box(self, rect: Any) -> Box:
        """(x0, top, x1, bottom) of a PDFium rectangle, turned as the page is shown."""
        return self.shown(rect.left, rect.top, rect.right, rect.bottom)

    def shown(self, left: Any, top: Any, right: Any, bottom: Any) -> tuple[Any, Any, Any, Any]:
        """The same from its four numbers, or of many rectangles from arrays of these."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = bottom - self.bottom, top - self.bottom
        if self.quarters == 1:
            x0, y0, x1, y1 = y0, self.height - x1, y1, self.height - x0
        elif self.quarters == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.quarters == 3:
            x0, y0, x1, y1 = self.width - y1, x0, self.width - y0, x1
        return x0, self.height - y1, x1, self.height - y0

    def around(self, first: Any, last: Any) -> tuple[Any, Any, Any, Any]:
        """The same of words, from the rectangles of their first and last letters, as arrays."""
        a, b = self.shown(*first), self.shown(*last)
        ends = (a[0], b[0], a[2], b[2]) if self.quarters else (a[0], b[2], a[0], b[2])
        x0, x1 = np.minimum(*ends[:2]), np.maximum(*ends[2:])
        return x0, np.minimum(a[1], b[1]), x1, np.maximum(a[3], b[3])


def frame_of(page: Any) -> Frame:
    """The frame of a pypdfium2 page."""
    width, height = page.get_size()
    left, bottom, _, _ = page.get_bbox()
    return Frame(left, bottom, width, height, (page.get_rotation() // 90) % 4)


def page_words(page: Any) -> list[Word]:
    """All words of a pypdfium2 page in content order; an empty list where it has no text."""
    return read_words(page)[0]


class ReadWords(NamedTuple):
    """A page's words, whether some are left out (MOST_CHARACTERS), their looks and its text."""

    words: list[Word]
    is_cut: bool
    looks: Looks | None = None
    text: str = ""
    narrow: Sequence[int] = ()  # numbers of words whose letters may be on top of each other
    frame: Frame | None = None


def read_words(page: Any) -> ReadWords:
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


def words_of(raw: Any, page: Any) -> ReadWords:
    """What `read_words` gives, from a text page that stays open."""
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return ReadWords([], is_cut=False)
    frame = frame_of(page)
    handle = handle_of(raw)
    looks = Looks(handle, frame.quarters)
    text = text_of(raw, min(count, MOST_CHARACTERS))
    words, narrow = _words(text, handle, looks, frame)
    return ReadWords(words, count > MOST_CHARACTERS, looks, text, narrow, frame)


_loose_box = quick(pdfium.FPDFText_GetLooseCharBox)
_FIRST, _LAST = pdfium.FS_RECTF(), pdfium.FS_RECTF()
_FIRST_AT, _LAST_AT = ctypes.byref(_FIRST), ctypes.byref(_LAST)


def _words(text: str, handle: Any, looks: Looks, frame: Frame) -> tuple[list[Word], Sequence[int]]:
    """Every word, taken from PDFium all at once; few of them are then looked at one by one."""
    tokens, starts, ends = _tokens(text)
    if not tokens:
        return [], ()
    places = starts.tolist()
    sides = frame.around(_letters(handle, places), _letters(handle, (ends - 1).tolist()))
    kinds = looks.of_all(places)
    fields = zip(tokens, *(side.tolist() for side in sides), kinds, places, repeat(False))
    words: list[Word] = list(map(tuple.__new__, repeat(Word), fields))
    if any(look.font == DRAWN for look in looks.all):
        words = set_apart(words, ends.tolist(), handle, frame)
    room = NARROW * max(look.size for look in looks.all) * (ends - starts) + _ROUNDED
    narrow: Sequence[int] = np.flatnonzero(sides[2] - sides[0] < room).tolist()
    box_of = _boxes(handle, frame)
    odd = _odd(text, tokens, ends)
    for i in reversed(odd):
        words[i : i + 1] = _pieces_of(words[i], int(ends[i]), text, looks, box_of)
    if has_odd_pairs(text):
        words = list(set_once(words, box_of))
    if len(words) != len(tokens):
        narrow = range(len(words))
    return words, sorted({*narrow, *odd})


def _tokens(text: str) -> tuple[list[str], NDArray[np.intp], NDArray[np.intp]]:
    """The runs of signs without a space, and from and up to which character each is."""
    is_part = np.zeros(len(text) + 2, np.bool_)
    signs = np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), np.uint32)
    is_part[1:-1] = _IS_PART[signs]
    edges = np.flatnonzero(is_part[1:] != is_part[:-1])
    for sign in ("\0", *_HYPHENS):
        text = text.replace(sign, " ")
    return text.split(), edges[::2], edges[1::2]


def _letters(handle: Any, places: Sequence[int]) -> NDArray[np.float64]:
    """The rectangles of letters: left, top, right and bottom, an array of each."""
    sides = np.frombuffer(numbers_of(_loose_box, places, 1, handle), np.float32)
    return sides.reshape(-1, 4).T.astype(np.float64)


def _odd(text: str, tokens: Sequence[str], ends: NDArray[np.intp]) -> list[int]:
    """The tokens, by number, that may be several words or are not spelt as they are."""
    odd = [i for i, token in enumerate(tokens) if not token.isalpha() and may_part(token)]
    if any(sign in text for sign in _HYPHENS):
        odd += [i for i, end in enumerate(ends.tolist()) if text[end : end + 1] in _HYPHENS]
    if not text.isascii() and _SET_OTHERWISE.search(text):
        odd += [i for i, token in enumerate(tokens) if _SET_OTHERWISE.search(token)]
    return sorted({*odd})


def _pieces_of(word: Word, end: int, text: str, looks: Looks, box_of: BoxOf) -> Iterator[Word]:
    """The words of a token up to `end` of a page's text, spelt as they are read."""
    start = word.place
    parts = parts_of(word.text, start, end, looks, box_of)
    for begin, stop, raised in parts:
        piece = word.text[begin - start : stop - start]
        if not piece.isascii():
            piece = word_as_read(piece.translate(LIGATURES), begin, stop, box_of)
        if stop == end and text[end : end + 1] in _HYPHENS:
            piece += SOFT_HYPHEN
        if len(parts) == 1:
            yield word._replace(text=piece)
        elif (box := box_of(begin, stop)) is not None:
            yield Word(piece, *box, looks.at(begin), begin, raised)


def _boxes(handle: Any, frame: Frame) -> BoxOf:
    """A function for the box of the characters from a start up to an end, by first and last."""

    def box_of(start: int, end: int) -> Box | None:
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
