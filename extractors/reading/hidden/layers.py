"""Whether a file has optional content: layers that a reader shows or leaves out."""

from __future__ import annotations

import re
import zlib

_NAME = b"/OCProperties"
# Newer files keep their catalogue, which names the layers, in a packed stream of objects.
_PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST = 1 << 24  # bytes of one such stream, unpacked


def has_layers(data: bytes) -> bool:
    """Whether a PDF may have optional content; True where that cannot be told."""
    if _NAME in data or b"/Encrypt" in data:
        return True
    return any(_names_layers(data, found.end()) for found in _PACKED.finditer(data))


def _names_layers(data: bytes, start: int) -> bool:
    try:
        return _NAME in zlib.decompressobj().decompress(data[start : start + _MOST], _MOST)
    except zlib.error:
        return True  # packed in another way
