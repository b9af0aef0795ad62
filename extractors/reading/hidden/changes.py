"""Word files without their tracked changes, and with black highlighting that stays black.

LibreOffice prints deleted words struck through, and turns automatic letters white on a black
highlight. Either way, what the writer took out would become text again.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from extractors.reading.hidden.odt_part import odt_part
from extractors.reading.hidden.unprinted import Unprinted
from extractors.reading.hidden.word_part import word_part
from extractors.reading.hidden.word_styles import styles_of

# Programs name the parts as they like; those that are left out are never printed.
_WORD_PART = re.compile(r"word/(?!(?:comments|people|settings|webSettings|fontTable))[^/]+\.xml")
_STYLES = re.compile(r"word/styles\d*\.xml")
# Signs that an older file may hold a deletion, a black highlight or letters that are closer
# than usual, an .rtf also hidden text. [MS-DOC]: sprmCFRMarkDel is 0x0800, sprmCHighlight 0x2A0C,
# both with the operand 1; sprmCDxaSpace is 0x8840, here with an operand below -50 (twentieths of a
# point). They may be there by chance as well.
_SIGNS = {
    False: re.compile(
        rb"\x00\x08\x01|\x0c\x2a\x01|\x40\x88(?:[\x00-\xce]\xff|.[\xf8-\xfe])", re.DOTALL
    ),
    True: re.compile(rb"\\(?:(?:deleted|revised|mvf|highlight)\d*|v|expnd(?:tw)?-\d{2,5})\b"),
}
_ODT_PARTS = frozenset({"content.xml", "styles.xml"})
_MIMETYPE = "mimetype"


class FinalFile(NamedTuple):
    """A file as if its changes had been accepted, and what had been taken out or hidden in it."""

    data: bytes
    found: Unprinted = Unprinted()


def may_have_changes(data: bytes, *, is_rtf: bool) -> bool:
    """Whether a .doc or .rtf may hold what `accepted` takes out of a .docx."""
    return _SIGNS[is_rtf].search(data) is not None


def accepted(data: bytes, *, is_odt: bool) -> FinalFile:
    """A .docx or .odt with its tracked changes accepted; a part that is no XML stays as it is."""
    count = Unprinted()
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        named = [] if is_odt else [n for n in archive.namelist() if _STYLES.fullmatch(n)]
        styles = styles_of(archive.read(named[0])) if named else {}
        for name in archive.namelist():
            if is_odt and name in _ODT_PARTS:
                new, found = odt_part(archive.read(name))
            elif not is_odt and _WORD_PART.fullmatch(name):
                new, found = word_part(archive.read(name), styles)
            else:
                continue
            if new is not None:
                parts[name] = new
                count = count.plus(found)
        names = archive.namelist()
        is_first = names[0] == _MIMETYPE if is_odt and _MIMETYPE in names else True
        if not parts and is_first:
            return FinalFile(data)
        return FinalFile(_packed(archive, parts), count)


def _packed(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    """The archive with some parts new; an .odt's mimetype goes first, unpacked, as it must."""
    out = io.BytesIO()
    entries = {entry.filename: entry for entry in archive.infolist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(entries, key=lambda name: name != _MIMETYPE):
            how = zipfile.ZIP_STORED if name == _MIMETYPE else zipfile.ZIP_DEFLATED
            new.writestr(name, parts.get(name) or archive.read(name), how)
    return out.getvalue()
