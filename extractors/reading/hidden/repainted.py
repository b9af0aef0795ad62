"""Text that is drawn again at its place: PDFium gives the first print, the page shows the last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from struct import Struct

import pypdfium2.raw as pdfium

from extractors.reading.bulk import numbers_of
from extractors.reading.handles import asked
from extractors.reading.hidden.prints import last_prints
from extractors.reading.hidden.scene import Scene
from extractors.reading.hidden.suspects import lost_colours
from extractors.reading.looks import Looks

_FEW = 600  # texts: to ask more for their colour costs more than to compare all places
_fill_colour = asked(pdfium.FPDFPageObj_GetFillColor)
_FOUR = Struct("4I")  # red, green, blue and opacity


def last_colours(scene: Scene, looks: Looks, lost: Collection[int]) -> dict[int, int]:
    """The colour that the last print of a text has, for each text that is drawn again.

    `lost` are the colours of words that their ground has as well. If no word has one of these, and
    no print that PDFium leaves out, all prints can be seen.
    """
    if not lost:
        left_out = set(scene.texts).difference(looks.of_object, scene.blank)
        if not left_out:
            return {}
        if len(left_out) < _FEW:
            others = {*colours_of([*left_out])}.difference(look.colour for look in looks.all)
            if not (others and lost_colours(others, scene)):
                return {}
    last = last_prints(scene)
    colours = colours_of([scene.texts[end] for end in last.values()])
    return {scene.texts[first]: colour for first, colour in zip(last, colours, strict=True)}


def colours_of(items: Sequence[int]) -> list[int]:
    """The colour with which each text is filled."""
    parts = list(_FOUR.iter_unpack(numbers_of(_fill_colour, items, 4)))
    known = {part: part[0] << 16 | part[1] << 8 | part[2] for part in {*parts}}
    return [known[part] for part in parts]
