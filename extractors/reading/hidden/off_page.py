"""Text boxes of a .docx that are off every page. LibreOffice leaves them out without saying so."""

from __future__ import annotations

import re

_TO_EMU = 635  # from twentieths of a point, in which pages are given, to the unit of boxes
_FROM_PAGE = re.compile(
    rb":position([HV])\s[^>]*relativeFrom=[\"']page[\"'][^>]*>\s*<\w+:posOffset>\s*(-?\d+)"
)
_EXTENT = re.compile(rb"<\w+:extent\s[^>]*?\bc([xy])=[\"'](\d+)")
_PAGE = re.compile(rb"<\w+:pgSz\s[^>]*>")
_SIDES = {b"H": (re.compile(rb":w=[\"'](\d+)"), b"x"), b"V": (re.compile(rb":h=[\"'](\d+)"), b"y")}
_TEXT = re.compile(rb"<\w+:t[ >]")


def may_stand_off(xml: bytes) -> bool:
    """Whether any box is placed so far out that it may be off its page."""
    return any(_is_out(int(place), way, 0, xml) for way, place in _FROM_PAGE.findall(xml))


def stands_off(anchor: bytes, xml: bytes) -> bool:
    """Whether a drawing holds text and lies wholly off the largest page of its part."""
    if not _TEXT.search(anchor):
        return False
    sizes = {side: int(size) for side, size in _EXTENT.findall(anchor)}
    return any(
        _is_out(int(place), way, sizes.get(_SIDES[way][1], 0), xml)
        for way, place in _FROM_PAGE.findall(anchor)
    )


def _is_out(place: int, way: bytes, size: int, xml: bytes) -> bool:
    side, _ = _SIDES[way]
    pages = [int(found[1]) for page in _PAGE.findall(xml) if (found := side.search(page))]
    return bool(pages) and (place + size <= 0 or place >= max(pages) * _TO_EMU)
