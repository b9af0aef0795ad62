"""The letters of a word with their places, and what is left of the word without some of them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from extractors.reading.handles import quick
from extractors.reading.words import LIGATURES, SOFT_HYPHEN, Frame, Word

_loose_box = quick(pdfium.FPDFText_GetLooseCharBox)
_unicode = quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_RECT = pdfium.FS_RECTF()
_RECT_AT = ctypes.byref(_RECT)
Box = tuple[float, float, float, float]


def letter_boxes(word: Word, text: ctypes.c_void_p, frame: Frame) -> list[Box] | None:
    """The box of each letter of a word on the page; None where they cannot be separated."""
    boxes: list[Box] = []
    place = word.place
    wanted = word.text.rstrip(SOFT_HYPHEN)
    while len(boxes) < len(wanted):
        letters = chr(_unicode(text, place) or 32).translate(LIGATURES)
        if not wanted.startswith(letters, len(boxes)) or not _loose_box(text, place, _RECT_AT):
            return None
        boxes.extend([frame.box(_RECT)] * len(letters))
        place += 1
    return boxes


def parted(word: Word, boxes: Sequence[Box], hidden: Sequence[bool]) -> list[tuple[Word, bool]]:
    """A word in pieces, each wholly to be seen or wholly hidden."""
    out: list[tuple[Word, bool]] = []
    start = 0
    for end in range(1, len(hidden) + 1):
        if end < len(hidden) and hidden[end] == hidden[start]:
            continue
        x0, top, x1, bottom = zip(*boxes[start:end], strict=True)
        text = word.text[start:] if end == len(hidden) else word.text[start:end]
        piece = word._replace(
            text=text, x0=min(x0), top=min(top), x1=max(x1), bottom=max(bottom),
            place=word.place + start,
        )  # fmt: skip
        out.append((piece, hidden[start]))
        start = end
    return out
