"""What a page's text objects are asked for: their sides, marks and opacity.

A page may set every letter as an object of its own. All of them are asked one question before the
next one is asked, in loops that run in C: a loop in Python would take twice as long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Collection, Sequence
from itertools import compress, count, pairwise, repeat
from operator import and_, lt

import pypdfium2.raw as pdfium

from extractors.reading.bulk import numbers_of
from extractors.reading.handles import asked
from extractors.reading.hidden.marks import KEY, STRING, is_layer

_STEP = 32
_bounds = asked(pdfium.FPDFPageObj_GetBounds)
_mark = asked(pdfium.FPDFPageObj_GetMark, ctypes.c_void_p)
_value_type = asked(pdfium.FPDFPageObjMark_GetParamValueType)
_is_transparent = asked(pdfium.FPDFPageObj_HasTransparency)


def sides_of(items: Sequence[int]) -> bytes:
    """Left, bottom, right and top of each text, four floats; zeros where it has no place."""
    return numbers_of(_bounds, items, 4)


def having_extent(sides: bytes) -> list[bool]:
    """Whether each text takes up any room; a third of a page's are but spaces.

    Without numpy: after a page's words were read, its first step costs more than all of this.
    """
    cells = memoryview(sides).cast("f").tolist()
    is_wide = map(lt, cells[::4], cells[2::4])
    return list(map(and_, is_wide, map(lt, cells[1::4], cells[3::4])))


def with_more(counts: Sequence[int], number: int) -> Sequence[int]:
    """The places at which a count is larger than a number: nearly always all of them or none."""
    if min(counts) > number:
        return range(len(counts))
    return [i for i, count in enumerate(counts) if count > number]


def replaced_and_layered(
    items: Sequence[int], *, has_layers: bool
) -> tuple[Sequence[int], Sequence[int]]:
    """The texts in whose place the file gives other text, and those in optional content."""
    replaced: set[int] = set()
    layered: set[int] = set()
    some = items
    for number in count():
        marks = list(map(_mark, some, repeat(number)))
        distinct = {*marks}  # a mark holds for many texts: each is asked once
        if None in distinct:
            distinct.remove(None)
            some, marks = list(compress(some, marks)), list(filter(None, marks))
        if not distinct:
            break
        others = {mark for mark in distinct if _value_type(mark, KEY) == STRING}
        layers = set(filter(is_layer, distinct)) if has_layers else set[int | None]()
        for found, which in ((replaced, others), (layered, layers)):
            if which:
                found.update(compress(some, map(which.__contains__, marks)))
    return _among(items, replaced), _among(items, layered)


def _among(items: Sequence[int], some: Collection[int]) -> Sequence[int]:
    """Those of the items that are among some, in their order."""
    return [item for item in items if item in some] if some else ()


def in_turn(
    items: Sequence[int], number: int, ask: Callable[..., int | None], *more: int
) -> list[int | None]:
    """The first point of the path of that number that each of some texts has.

    The texts are drawn one after the other by one stream, where what holds for a stretch begins
    and ends as brackets do: two that share an address share it with all between them.
    """
    out: list[int | None] = []
    ends = [items[i] for i in (*range(0, len(items), _STEP), -1)]
    found = list(map(ask, ends, repeat(number), *map(repeat, more)))
    for start, (first, last) in zip(range(0, len(items), _STEP), pairwise(found), strict=True):
        some = items[start : start + _STEP]
        if first == last:
            out += [first] * len(some)
        else:
            out += map(ask, some, repeat(number), *map(repeat, more))
    return out


def see_through_of(items: Sequence[int]) -> list[int]:
    """The texts with an opacity, a soft mask or a blend."""
    return list(compress(items, map(_is_transparent, items)))
