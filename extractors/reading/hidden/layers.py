"""Whether layers of a file may be off: optional content that a reader shows or leaves out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_NAME = b"/OCProperties"
# A layer that is off, that is off unless named, that is off by its use, or that hangs on others.
_OFF = re.compile(
    rb"/OFF\s*\[\s*\d|/OFF\s+\d|/BaseState\s*/(?:OFF|Unchanged)|/ViewState\s*/OFF|/OCMD\b"
)
# Newer files keep their catalogue, which names the layers, in a packed stream of objects.
_PACKED, _STREAM = b"/ObjStm", b"stream"
_HEAD = 400  # bytes between the two
_MOST = 1 << 24  # bytes of one such stream, unpacked


def has_layers(data: bytes) -> bool:
    """Whether a PDF may have layers that are off; True where that cannot be told."""
    if b"/Encrypt" in data:
        return True
    unpacked = [_unpacked(data, start) for start in _packed(data)]
    if None in unpacked:
        return True
    parts = [data, *(part for part in unpacked if part)]
    return any(_NAME in part for part in parts) and any(_OFF.search(part) for part in parts)


def _packed(data: bytes) -> Iterator[int]:
    """Where the streams of objects begin."""
    at = data.find(_PACKED)
    while at >= 0:
        start = data.find(_STREAM, at, at + _HEAD)
        if start >= 0:
            start += len(_STREAM)
            yield start + 2 if data[start : start + 2] == b"\r\n" else start + 1
        at = data.find(_PACKED, at + len(_PACKED))


def _unpacked(data: bytes, start: int) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(memoryview(data)[start : start + _MOST], _MOST)
    except zlib.error:
        return None  # packed in another way
