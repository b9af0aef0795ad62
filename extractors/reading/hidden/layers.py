"""Whether layers of a file may be off: optional content that a reader shows or leaves out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

_NAME = b"/OCProperties"
# A layer that is off, that is off unless named, that is off by its use, or content that is shown
# only while a layer is off. Content of several layers that are all on (/OCMD alone) is shown.
_OFF = re.compile(
    rb"/OFF\s*\[\s*\d|/OFF\s+\d|/BaseState\s*/(?:OFF|Unchanged)|/ViewState\s*/OFF"
    rb"|/(?:All|Any)Off\b|/VE\b"
)
# Newer files keep their catalogue, which names the layers, in a packed stream of objects.
_PACKED, _STREAM = b"/ObjStm", b"stream"
_HEAD = 400  # bytes between the two
_ROOT = re.compile(rb"/Root\s+(\d+)\s+\d+\s+R")  # the number of the catalogue
_PAIRS = re.compile(rb"[\d\s]*")
_NUMBERS = 4_000  # bytes at the head of a stream: numbers and places of its objects, 200 at most
_MOST = 1 << 24  # bytes of one such stream, unpacked


def has_layers(data: bytes) -> bool:
    """Whether a PDF may have layers that are off; True where that is not known."""
    starts = list(_packed(data))
    if starts and b"/Encrypt" in data:  # the names of an encrypted file stay plain outside streams
        return True
    if _NAME not in data and starts and _is_without(data, starts):
        return False
    unpacked = [_unpacked(data, start) for start in starts]
    if None in unpacked:
        return True
    parts = [data, *(part for part in unpacked if part)]
    return any(_NAME in part for part in parts) and any(_OFF.search(part) for part in parts)


def _is_without(data: bytes, starts: Sequence[int]) -> bool:
    """Whether each catalogue is found, by itself or in its packed stream, and names no layers.

    A file of hundreds of pages has hundreds of streams: of the others only the head is unpacked,
    which gives the numbers of its objects.
    """
    roots = set(_ROOT.findall(data))
    if not roots:
        return False
    for start in starts:
        head = _unpacked(data, start, _NUMBERS)
        if head is None:
            return False
        numbers = _PAIRS.match(head)
        held = roots.intersection(numbers[0].split()[::2]) if numbers else set[bytes]()
        if held:
            whole = _unpacked(data, start)
            if whole is None or _NAME in whole:
                return False
            roots -= held
    return all(_is_plain(data, root) for root in roots)


def _is_plain(data: bytes, number: bytes) -> bool:
    """Whether an object is in the file by itself; a look back within the pattern is slow."""
    found = re.finditer(rb"%b\s+\d+\s+obj\b" % number, data)
    return any(not data[max(0, at.start() - 1) : at.start()].isdigit() for at in found)


def _packed(data: bytes) -> Iterator[int]:
    """Where the streams of objects begin."""
    at = data.find(_PACKED)
    while at >= 0:
        start = data.find(_STREAM, at, at + _HEAD)
        if start >= 0:
            start += len(_STREAM)
            yield start + 2 if data[start : start + 2] == b"\r\n" else start + 1
        at = data.find(_PACKED, at + len(_PACKED))


def _unpacked(data: bytes, start: int, most: int = _MOST) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(memoryview(data)[start : start + most], most)
    except zlib.error:
        return None  # packed in another way
