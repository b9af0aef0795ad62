"""/ActualText: words that a file gives instead of those its page shows.

It serves letters that a font cannot name, ligatures and line-end hyphens. It can also name somebody
whom the page calls "the mother". If the glyphs have letters of their own, those count.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.handles import page_object
from extractors.reading.hidden.marks import replacement, with_replacement, without_replacement
from extractors.reading.hidden.matrix import Sides
from extractors.reading.hidden.scene import Scene

_HARMLESS = 2  # letters: a ligature, a bullet, a hyphen
_LEAST_SOUND = 0.7  # share of what the glyphs give that must be letters, figures or stops
_MOST = 4_000
_STOPS = frozenset(" .,;:!?'\"()-/&%£$@+=[]\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u00ad\r\n\t")


def settle_replaced(page: Any, scene: Scene) -> list[Sides]:
    """Let the glyphs speak where they can, before the page's text is read.

    Gives the places, in page space, at which the file had other words than the page.
    """
    groups = _groups(scene.replaced)
    if not groups:
        return []
    for items, _ in groups:
        for item in items:
            without_replacement(item)
    sides = dict(_sides(scene))
    places: list[Sides] = []
    textpage = page.get_textpage()
    try:
        own = ["".join(_own_text(item, textpage.raw) for item in items) for items, _ in groups]
    finally:
        textpage.close()
    for (items, text), glyphs in zip(groups, own, strict=True):
        if not _is_sound(glyphs):
            # Once for the whole group; its other glyphs would come out as they are.
            with_replacement(page, items[0], text)
            for item in items[1:]:
                with_replacement(page, item, " ")
        elif _letters(glyphs) != _letters(text):
            places += [sides[item] for item in items if item in sides]
    return places


def _groups(items: Sequence[int]) -> list[tuple[list[int], str]]:
    """Text objects that share one replacement, with it; those of a letter or two are let be."""
    groups: dict[int, tuple[list[int], str]] = {}
    for item in items:
        found = replacement(item)
        if found and len("".join(found[1].split())) > _HARMLESS and _is_latin(found[1]):
            groups.setdefault(found[0], ([], found[1]))[0].append(item)
    return list(groups.values())


def _own_text(item: int, text: Any) -> str:
    buffer = (ctypes.c_ushort * _MOST)()
    handle = page_object(item)
    size = pdfium.FPDFTextObj_GetText(handle, text, buffer, 2 * _MOST)
    return bytes(buffer)[: max(0, min(size, 2 * _MOST) - 2)].decode("utf-16-le", errors="replace")


def _is_latin(text: str) -> bool:
    """Whether most letters are Latin: other scripts set their glyphs in another order."""
    letters = [c for c in text if c.isalpha()]
    return sum(ord(c) < 0x250 for c in letters) * 2 >= len(letters)


def _is_sound(glyphs: str) -> bool:
    good = sum(c in _STOPS or (c.isalnum() and ord(c) < 0xE000) for c in glyphs)
    return bool(_letters(glyphs)) and good >= _LEAST_SOUND * len(glyphs)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _sides(scene: Scene) -> list[tuple[int, Sides]]:
    numbers = memoryview(bytes(scene.sides)).cast("f").tolist()
    places = zip(*(numbers[side::4] for side in range(4)), strict=True)
    return list(zip(scene.texts, places, strict=True))
