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
from extractors.reading.hidden.rows import Rows
from models.records import Hidden, HiddenKind, Reading

_DELETED = frozenset({"del", "moveFrom"})
_UNWRAPPED = frozenset({"ins", "moveTo"})
_RANGES = frozenset(
    {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
)
_FORMER = "Change"  # rPrChange and its like hold the format of before
_WORD_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes|styles)\d*\.xml")
_OF_TABLES = frozenset({*_DELETED, "hidden", "cellDel", "tcPr", "tc", "tr", "tbl"})
_WORTH = re.compile(
    rb":(?:del|ins|move(?:From|To)|[a-zA-Z]+Change|highlight|cellDel|hidden|vanish)[ />]"
)
_BLACK = b'<w:color w:val="000000"/>'
# LibreOffice prints such a paragraph where it was told to show it while it is edited.
_ODT_HIDDEN = re.compile(rb"<\w+:hidden-paragraph\s[^>]*is-hidden=[\"']true[\"']")
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


class Unprinted(NamedTuple):
    """How many places of a file hold words that its pages do not show."""

    deletions: int = 0  # tracked deletions and moves
    hidden: int = 0  # words, rows and paragraphs that are formatted as hidden

    def plus(self, other: Unprinted) -> Unprinted:
        return Unprinted(self.deletions + other.deletions, self.hidden + other.hidden)


class Accepted(NamedTuple):
    """A file as if its changes had been accepted, and what had been taken out or hidden in it."""

    data: bytes
    found: Unprinted = Unprinted()


def with_unprinted(reading: Reading, found: Unprinted) -> Reading:
    """A reading that tells of words left out before; nobody knows on which page they stood."""
    if not any(found) or not reading.pages:
        return reading
    first, *others = reading.pages
    gone = (Hidden(HiddenKind.DELETED),) * found.deletions
    gone += (Hidden(HiddenKind.NO_INK),) * found.hidden
    first = msgspec.structs.replace(first, hidden=(*first.hidden, *gone))
    return msgspec.structs.replace(reading, pages=(first, *others))


def may_have_changes(data: bytes, *, is_rtf: bool) -> bool:
    """Whether a .doc or .rtf may hold what `accepted` takes out of a .docx."""
    return _SIGNS[is_rtf].search(data) is not None


def accepted(data: bytes, *, is_odt: bool) -> Accepted:
    """A .docx or .odt with its tracked changes accepted; a part that is no XML stays as it is."""
    count = Unprinted()
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
                count = count.plus(found)
        names = archive.namelist()
        is_first = names[0] == _MIMETYPE if is_odt and _MIMETYPE in names else True
        if not parts and is_first:
            return Accepted(data)
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


def _word_part(xml: bytes) -> tuple[bytes | None, Unprinted]:
    if not _WORTH.search(xml):
        return None, Unprinted()
    found = hidden = 0
    rows = Rows(xml)

    def ended(element: Open, at: int, end: int, around: Sequence[Open]) -> Sequence[Cut]:
        nonlocal found, hidden
        name = element.name
        if name in _OF_TABLES and (cuts := rows.ended(element, at, end, around)):
            return cuts
        if name in _DELETED or name in _RANGES or (name.endswith(_FORMER) and name != _FORMER):
            has_words = at > element.inside and not any(e.name in _DELETED for e in around)
            found += name in _DELETED and has_words
            return [Cut(element.start, end)]
        if name in _UNWRAPPED:
            return [Cut(element.start, element.inside), Cut(at, end)]
        if name == "rPr":
            inside = xml[element.inside : at]
            is_of_run = bool(around) and around[-1].name == "r"
            hidden += is_of_run and _VANISH.search(inside) is not None
            return _blackened(inside, element)
        return []

    try:
        return cut(xml, ended), Unprinted(found + rows.deletions, hidden + rows.hidden)
    except XmlError:
        return None, Unprinted()


_VANISH = re.compile(rb"<\w+:vanish(?:\s[^>]*val=[\"'](?:1|true|on)[\"'][^>]*)?\s*/>")
_HIGHLIGHT = re.compile(rb"<\w+:highlight\s[^>]*val=[\"']black[\"']")
_COLOUR = re.compile(rb"<\w+:color\s[^>]*?val=[\"'](\w+)[\"'][^>]*>")


def _blackened(inside: bytes, element: Open) -> list[Cut]:
    """Black letters where a run is highlighted in black and its colour is left to the program."""
    if not _HIGHLIGHT.search(inside):
        return []
    colour = _COLOUR.search(inside)
    if colour is None:
        return [Cut(element.inside, element.inside, _BLACK)]
    if colour[1] != b"auto":
        return []
    start = element.inside + colour.start()
    return [Cut(start, start + len(colour[0]), _BLACK)]


def _odt_part(xml: bytes) -> tuple[bytes | None, Unprinted]:
    if not (b"tracked-changes" in xml or _ODT_HIDDEN.search(xml) or _ODT_GROUND.search(xml)):
        return None, Unprinted()
    found = hidden = 0
    gone: set[int] = set()

    def ended(element: Open, _: int, end: int, around: Sequence[Open]) -> Sequence[Cut]:
        nonlocal found, hidden
        name = element.name
        found += name == "deletion" and any(e.name == "tracked-changes" for e in around)
        if name == "tracked-changes" or name in {"change", "change-start", "change-end"}:
            return [Cut(element.start, end)]
        if name == "hidden-paragraph" and _ODT_HIDDEN.match(xml, element.start):
            gone.update(e.start for e in around[-1:])
        if element.start in gone:
            hidden += 1
            return [Cut(element.start, end)]
        if name == "text-properties":
            return _blackened_odt(xml, element)
        return []

    try:
        return cut(xml, ended), Unprinted(found, hidden)
    except XmlError:
        return None, Unprinted()


def _blackened_odt(xml: bytes, element: Open) -> list[Cut]:
    """The same for the style of an .odt."""
    tag = xml[element.start : element.inside]
    if not _ODT_GROUND.search(tag) or (_ODT_COLOUR.search(tag) and not _ODT_AUTO.search(tag)):
        return []
    plain = _ODT_COLOUR.sub(b"", _ODT_AUTO.sub(b"", tag))
    end = b"/>" if plain.endswith(b"/>") else b">"
    black = plain[: -len(end)] + b' fo:color="#000000"' + end
    return [Cut(element.start, element.inside, black)]
