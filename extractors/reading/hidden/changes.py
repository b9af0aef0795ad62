"""Word files without their tracked changes, and with black highlighting as black as it is meant.

LibreOffice prints deleted words struck through and turns automatic letters white on a black
highlight: either way what the writer took out would be text again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from extractors.reading.hidden.cuts import Cut, Open, XmlError, cut
from models.records import Hidden, HiddenKind, Reading

_DELETED = frozenset({"del", "moveFrom"})
_UNWRAPPED = frozenset({"ins", "moveTo"})
_RANGES = frozenset(
    {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
)
_FORMER = "Change"  # rPrChange and its like hold the format of before
_WORD_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes|styles)\d*\.xml")
_WORTH = re.compile(rb":(?:del|ins|move(?:From|To)|[a-zA-Z]+Change|highlight)[ />]")
_BLACK = b'<w:color w:val="000000"/>'
_ODT_GROUND = re.compile(rb"fo:background-color=[\"']#000000[\"']")
_ODT_COLOUR = re.compile(rb"\sfo:color=[\"'][^\"']*[\"']")
_ODT_AUTO = re.compile(rb"\sstyle:use-window-font-color=[\"']true[\"']")
# Signs that an older file may hold a deletion or a black highlight. [MS-DOC]: sprmCFRMarkDel is
# 0x0800, sprmCHighlight 0x2A0C; both with the operand 1. They may stand there by chance as well.
_SIGNS = {
    False: re.compile(rb"\x00\x08\x01|\x0c\x2a\x01"),
    True: re.compile(rb"\\(?:deleted|revised|mvf|highlight)\d*\b"),
}
_ODT_PARTS = frozenset({"content.xml", "styles.xml"})
_MIMETYPE = "mimetype"


class Accepted(NamedTuple):
    """A file as if its changes had been accepted, and how many places they had taken words from."""

    data: bytes
    deletions: int


def with_deletions(reading: Reading, count: int) -> Reading:
    """A reading that tells of words taken out before; nobody knows on which page they stood."""
    if not count or not reading.pages:
        return reading
    first, *others = reading.pages
    gone = (Hidden(HiddenKind.DELETED),) * count
    first = msgspec.structs.replace(first, hidden=(*first.hidden, *gone))
    return msgspec.structs.replace(reading, pages=(first, *others))


def may_have_changes(data: bytes, *, is_rtf: bool) -> bool:
    """Whether a .doc or .rtf may hold what `accepted` takes out of a .docx."""
    return _SIGNS[is_rtf].search(data) is not None


def accepted(data: bytes, *, is_odt: bool) -> Accepted:
    """A .docx or .odt with its tracked changes accepted; a part that is no XML stays as it is."""
    count = 0
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if is_odt and name in _ODT_PARTS:
                new, found = _odt_part(archive.read(name))
            elif not is_odt and _WORD_PART.fullmatch(name):
                new, found = _word_part(archive.read(name))
            else:
                continue
            if new is not None:
                parts[name] = new
                count += found
        names = archive.namelist()
        is_first = names[0] == _MIMETYPE if is_odt and _MIMETYPE in names else True
        if not parts and is_first:
            return Accepted(data, 0)
        return Accepted(_packed(archive, parts), count)


def _packed(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    """The archive with some parts new; an .odt's mimetype goes first, unpacked, as it must."""
    out = io.BytesIO()
    entries = {entry.filename: entry for entry in archive.infolist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(entries, key=lambda name: name != _MIMETYPE):
            how = zipfile.ZIP_STORED if name == _MIMETYPE else zipfile.ZIP_DEFLATED
            new.writestr(name, parts.get(name) or archive.read(name), how)
    return out.getvalue()


def _word_part(xml: bytes) -> tuple[bytes | None, int]:
    if not _WORTH.search(xml):
        return None, 0
    found = 0

    def ended(element: Open, at: int, end: int, around: Sequence[Open]) -> Sequence[Cut]:
        nonlocal found
        name = element.name
        if name in _DELETED or name in _RANGES or (name.endswith(_FORMER) and name != _FORMER):
            has_words = at > element.inside and not any(e.name in _DELETED for e in around)
            found += name in _DELETED and has_words
            return [Cut(element.start, end)]
        if name in _UNWRAPPED:
            return [Cut(element.start, element.inside), Cut(at, end)]
        if name == "rPr":
            return _blackened(xml, element, at)
        return []

    try:
        return cut(xml, ended), found
    except XmlError:
        return None, 0


_HIGHLIGHT = re.compile(rb"<\w+:highlight\s[^>]*val=[\"']black[\"']")
_COLOUR = re.compile(rb"<\w+:color\s[^>]*?val=[\"'](\w+)[\"'][^>]*>")


def _blackened(xml: bytes, element: Open, at: int) -> list[Cut]:
    """Black letters where a run is highlighted in black and its colour is left to the program."""
    inside = xml[element.inside : at]
    if not _HIGHLIGHT.search(inside):
        return []
    colour = _COLOUR.search(inside)
    if colour is None:
        return [Cut(element.inside, element.inside, _BLACK)]
    if colour[1] != b"auto":
        return []
    start = element.inside + colour.start()
    return [Cut(start, start + len(colour[0]), _BLACK)]


def _odt_part(xml: bytes) -> tuple[bytes | None, int]:
    if b"tracked-changes" not in xml and not _ODT_GROUND.search(xml):
        return None, 0
    found = 0

    def ended(element: Open, _: int, end: int, around: Sequence[Open]) -> Sequence[Cut]:
        nonlocal found
        name = element.name
        found += name == "deletion" and any(e.name == "tracked-changes" for e in around)
        if name == "tracked-changes" or name in {"change", "change-start", "change-end"}:
            return [Cut(element.start, end)]
        if name == "text-properties":
            return _blackened_odt(xml, element)
        return []

    try:
        return cut(xml, ended), found
    except XmlError:
        return None, 0


def _blackened_odt(xml: bytes, element: Open) -> list[Cut]:
    """The same for the style of an .odt."""
    tag = xml[element.start : element.inside]
    if not _ODT_GROUND.search(tag) or (_ODT_COLOUR.search(tag) and not _ODT_AUTO.search(tag)):
        return []
    plain = _ODT_COLOUR.sub(b"", _ODT_AUTO.sub(b"", tag))
    end = b"/>" if plain.endswith(b"/>") else b">"
    black = plain[: -len(end)] + b' fo:color="#000000"' + end
    return [Cut(element.start, element.inside, black)]
