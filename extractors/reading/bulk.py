"""One question of PDFium asked for many characters or objects, in loops that run in C.

A loop in Python takes twice as long as the calls themselves, and a page has thousands.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

_AT_ONCE = 2_048  # answers that are kept in one piece of memory
_NUMBER = ctypes.sizeof(ctypes.c_float)
_FOUR = 4 * _NUMBER
_MEMORY = (ctypes.c_float * (4 * _AT_ONCE + 2))()
_BYTES = memoryview(_MEMORY).cast("B")
_AT = [
    [ctypes.byref(_MEMORY, _FOUR * i + _NUMBER * part) for i in range(_AT_ONCE)]
    for part in range(4)
]
_NOTHING = bytes(_FOUR)


def numbers_of(
    ask: Callable[..., int], items: Sequence[int | None], pointers: int, text: Any = None
) -> bytes:
    """Four numbers of four bytes each for every item; zeros where it has none.

    The question takes a pointer to each number, or one to all of them. Of the six of a matrix the
    last two are lost: the next answer overwrites them. Items are objects, or with `text`, the
    handle of a text page, the places of its characters.
    """
    parts = []
    for start in range(0, len(items), _AT_ONCE):
        some = items[start : start + _AT_ONCE]
        asked = (some,) if text is None else (repeat(text), some)
        known = list(map(ask, *asked, *_AT[:pointers]))
        if not all(known):
            for i in (i for i, is_known in enumerate(known) if not is_known):
                _BYTES[_FOUR * i : _FOUR * (i + 1)] = _NOTHING
        parts.append(_BYTES[: _FOUR * len(some)].tobytes())
    return b"".join(parts)
