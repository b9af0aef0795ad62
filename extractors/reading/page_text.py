"""The characters of a page in one text in which each has its place in PDFium's order."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

_GAP = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = "\x01\x03-\x08\x0b\x0c\x0e-\x1f"
_ODD = re.compile(f"[\x02\ufffe{_CONTROLS}]")
# A control within a word, behind it or before its small letters: elsewhere it may be a bullet.
_WITHIN = re.compile(rf"(?<=[^\W\d_])[{_CONTROLS}]|[{_CONTROLS}](?=[a-z])")


def text_of(raw: Any, count: int) -> str:
    """The first characters of a PDFium text page, with U+FFFD for signs without a code."""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: count * 2].decode("utf-16-le", errors="surrogatepass")
    if len(text.rstrip("\0")) < count or _SURROGATE.search(text):
        # Some take two units, others are left out: asked one by one, every place stays right. A
        # place that is off by one gives a word the box of another, and a bar hides the wrong one.
        text = "".join(chr(pdfium.FPDFText_GetUnicode(raw, i) or ord(_GAP)) for i in range(count))
    return _with_gaps(text, raw) if _ODD.search(text) else text


def _with_gaps(text: str, raw: Any) -> str:
    """The text with its signs without a code told from the hyphens that PDFium marks.

    Where a font has no table of letters, its signs come as numbers, which are those of controls.
    """
    text = "".join(
        _GAP
        if (c == "\ufffe" and not pdfium.FPDFText_GetUnicode(raw, i))
        or (c == "\x02" and not pdfium.FPDFText_IsHyphen(raw, i))
        else c
        for i, c in enumerate(text)
    )
    return _WITHIN.sub(_GAP, text)
