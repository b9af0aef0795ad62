"""Words of a page with boxes and fonts, taken from PDFium in bulk.

PDFium's text range is split at white space and boxes and fonts are taken per word: on 109 unseen
pages this agreed with pdfplumber's words at 99.85 % (docs/decisions), many times as fast.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_TOKEN = re.compile(r"[^\s\ufffe\x02\x00]+[\ufffe\x02]?")
_HYPHENS = "\ufffe\x02"
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_LIGATURES = str.maketrans(
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
SOFT_HYPHEN = "\u00ad"
_FLAG_ITALIC = 1 << 6
_FLAG_FORCE_BOLD = 1 << 18


class Look(NamedTuple):
    """How a run of text is set: font name, size in points, weight, slant, colour, angle."""

    font: str
    size: float
    bold: bool
    italic: bool
    colour: int
    upright: bool


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


class _Frame(NamedTuple):
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


def frame_of(page: Any) -> _Frame:
    """The frame of a pypdfium2 page."""
    width, height = page.get_size()
    left, bottom, _, _ = page.get_bbox()
    return _Frame(left, bottom, width, height, (page.get_rotation() // 90) % 4)


def page_words(page: Any) -> list[Word]:
    """All words of a pypdfium2 page in content order; an empty list where it has no text."""
    textpage = page.get_textpage()
    try:
        return _words(textpage.raw, frame_of(page))
    finally:
        textpage.close()


def _text(raw: Any, count: int) -> str:
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: count * 2].decode("utf-16-le", errors="surrogatepass")
    if len(text.rstrip("\0")) == count or not any(0xD800 <= unit < 0xE000 for unit in buffer):
        return text
    # Characters beyond the basic plane take two units: ask one by one to keep places in step.
    return "".join(chr(pdfium.FPDFText_GetUnicode(raw, i) or 32) for i in range(count))


def _words(raw: Any, frame: _Frame) -> list[Word]:
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return []
    text = _text(raw, count)
    looks: dict[int, Look] = {}
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        start, end = match.span()
        hyphenated = token[-1] in _HYPHENS
        if hyphenated:
            end -= 1
        if end <= start:
            continue
        # Only a word that ends in a digit or a sign can carry a footnote marker.
        if text[end - 1].isalpha():
            pieces = [(start, end, False)]
        else:
            pieces = _pieces(raw, token, start, end, looks)
        for begin, stop, raised in pieces:
            box = _box(raw, begin, stop, frame)
            if box is None:
                continue
            piece = text[begin:stop]
            if not piece.isascii():
                piece = piece.translate(_LIGATURES)
            if hyphenated and stop == end:
                piece += SOFT_HYPHEN
            words.append(Word(piece, *box, _look(raw, begin, looks), begin, raised))
    return words


_FIRST, _LAST = pdfium.FS_RECTF(), pdfium.FS_RECTF()
_FIRST_AT, _LAST_AT = ctypes.byref(_FIRST), ctypes.byref(_LAST)


def _box(raw: Any, start: int, end: int, frame: _Frame) -> tuple[float, float, float, float] | None:
    """The box of the characters from `start` up to `end`, from its first and its last one."""
    if not pdfium.FPDFText_GetLooseCharBox(raw, start, _FIRST_AT):
        return None
    a = frame.box(_FIRST)
    if end - start == 1:
        return a
    pdfium.FPDFText_GetLooseCharBox(raw, end - 1, _LAST_AT)
    b = frame.box(_LAST)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _pieces(
    raw: Any, token: str, start: int, end: int, looks: dict[int, Look]
) -> list[tuple[int, int, bool]]:
    """Split off a footnote marker that is set in smaller type at the end of a word."""
    tail = end
    while tail > start + 1 and (
        token[tail - 1 - start].isdigit() or token[tail - 1 - start] in ",*†‡"
    ):
        tail -= 1
    if tail == end or token[tail - 1 - start].isdigit():
        return [(start, end, False)]
    body, marker = _look(raw, start, looks), _look(raw, end - 1, looks)
    if marker.size < body.size * 0.8 and token[end - 1 - start] != ",":
        while tail < end and _look(raw, tail, looks).size >= body.size * 0.8:
            tail += 1
        return [(start, tail, False), (tail, end, True)]
    return [(start, end, False)]


def _look(raw: Any, index: int, looks: dict[int, Look]) -> Look:
    """The look of a character, remembered per text object: one object sets many words."""
    pointer = pdfium.FPDFText_GetTextObject(raw, index)
    key = ctypes.addressof(pointer.contents) if pointer else 0
    known = looks.get(key)
    if known is None:
        known = looks[key] = _ask_look(raw, index)
    return known


def _ask_look(raw: Any, index: int) -> Look:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFText_GetFontInfo(raw, index, buffer, 256, flags)
    name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", errors="replace")
    name = name.split("+", 1)[-1]
    weight = pdfium.FPDFText_GetFontWeight(raw, index)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(raw, index, red, green, blue, alpha)
    angle = pdfium.FPDFText_GetCharAngle(raw, index)
    matrix = pdfium.FS_MATRIX()
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(raw, index, matrix):
        scale = (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
    return Look(
        font=name,
        size=round(pdfium.FPDFText_GetFontSize(raw, index) * scale, 1),
        bold=bool(_BOLD.search(name)) or weight >= 600 or bool(flags.value & _FLAG_FORCE_BOLD),
        italic=bool(_ITALIC.search(name)) or bool(flags.value & _FLAG_ITALIC),
        colour=(red.value << 16) | (green.value << 8) | blue.value,
        upright=angle < 0.1 or angle > 6.18,
    )
