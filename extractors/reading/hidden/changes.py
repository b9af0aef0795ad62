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

_WORD_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes|styles)\d*\.xml")
_STYLES = "word/styles.xml"
# Signs that an older file may hold a deletion or a black highlight. [MS-DOC]: sprmCFRMarkDel is
# 0x0800, sprmCHighlight 0x2A0C; both with the operand 1. They may stand there by chance as well.
_SIGNS = {
    False: re.compile(rb"\x00\x08\x01|\x0c\x2a\x01"),
    True: re.compile(rb"\\(?:deleted|revised|mvf|highlight)\d*\b"),
}
_ODT_PARTS = frozenset({"content.xml", "styles.xml"})
_MIMETYPE = "mimetype"


class Accepted(NamedTuple):
    """A file as if its changes had been accepted, and what had been taken out or hidden in it."""

    data: bytes
    found: Unprinted = Unprinted()


def may_have_changes(data: bytes, *, is_rtf: bool) -> bool:
    """Whether a .doc or .rtf may hold what `accepted` takes out of a .docx."""
    return _SIGNS[is_rtf].search(data) is not None


def accepted(data: bytes, *, is_odt: bool) -> Accepted:
    """A .docx or .odt with its tracked changes accepted; a part that is no XML stays as it is."""
    count = Unprinted()
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        has_styles = not is_odt and _STYLES in archive.namelist()
        styles = styles_of(archive.read(_STYLES)) if has_styles else {}
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
