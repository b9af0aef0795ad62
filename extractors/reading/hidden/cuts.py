"""Parts of an XML file cut out of its bytes; everything else stays byte for byte as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.parsers import expat


class Open(NamedTuple):
    """An element that has begun: its name without the namespace, and where its tag is."""

    name: str
    start: int
    inside: int  # where its content begins


class Cut(NamedTuple):
    """Bytes to be replaced."""

    start: int
    end: int
    by: bytes = b""


Ended = Callable[[Open, int, int, Sequence[Open]], Sequence[Cut]]


class XmlError(ValueError):
    """The bytes are no XML that can be read."""


def cut(xml: bytes, ended: Ended) -> bytes:
    """The XML without what `ended` asks for.

    It is called at the end of every element with the element, where its end tag begins, where it
    ends, and the elements around it; it gives what to replace. Cuts within cuts are swallowed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    stack: list[Open] = []
    cuts: list[Cut] = []

    def started(name: str, _: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        stack.append(Open(name.rpartition(":")[2], at, _behind_tag(xml, at)))

    def finished(_: str) -> None:
        element, at = stack.pop(), parser.CurrentByteIndex
        if xml.endswith(b"/>", element.start, element.inside):
            at = end = element.inside
        else:
            end = _behind_tag(xml, at)
        cuts.extend(ended(element, at, end, stack))

    parser.StartElementHandler, parser.EndElementHandler = started, finished
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise XmlError(str(error)) from error
    return _applied(xml, cuts)


def _behind_tag(xml: bytes, start: int) -> int:
    """Where the tag that begins at `start` ends; a ">" within quotes does not end it."""
    quote = 0
    for at in range(start, len(xml)):
        sign = xml[at]
        if quote:
            quote = 0 if sign == quote else quote
        elif sign in b"\"'":
            quote = sign
        elif sign == 0x3E:
            return at + 1
    return len(xml)


def _applied(xml: bytes, cuts: Sequence[Cut]) -> bytes:
    out, at = bytearray(), 0
    for start, end, by in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if start < at:
            continue
        out += xml[at:start] + by
        at = end
    return bytes(out + xml[at:])
