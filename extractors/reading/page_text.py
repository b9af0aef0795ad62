"""The characters of a page in one text in which each has its place in PDFium's order."""

from __future__ import annotations

import ctypes
import re
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.handles import handle_of, quick

_unicode = quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_text = quick(pdfium.FPDFText_GetText)
_is_hyphen = quick(pdfium.FPDFText_IsHyphen)
_GAP = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = "\x01\x03-\x08\x0b\x0c\x0e-\x1f"
_HYPHEN = re.compile("[\ufffe\x02]")
_ODD = re.compile(f"[\x02\ufffe{_CONTROLS}]")
# A control within a word, behind it or before its small letters: elsewhere it may be a bullet.
_WITHIN = re.compile(rf"(?<=[^\W\d_])[{_CONTROLS}]|[{_CONTROLS}](?=[a-z])")


def text_of(raw: Any, count: int) -> str:
    """The first characters of a PDFium text page, with U+FFFD for signs without a code."""
    handle, buffer = handle_of(raw), ctypes.create_string_buffer(2 * (count + 1))
    _text(handle, 0, count, buffer)
    text = buffer.raw[:-2].decode("utf-16-le", errors="surrogatepass")
    if len(text.rstrip("\0")) < count or _SURROGATE.search(text):
        # Some take two units, others are left out: asked one by one, every place stays right. A
        # place that is off by one gives a word the box of another, and a bar hides the wrong one.
        codes = map(_unicode, repeat(handle), range(count))
        text = "".join(map(chr, codes)).replace("\0", _GAP)
    return _with_gaps(text, handle) if _ODD.search(text) else text


def _with_gaps(text: str, handle: Any) -> str:
    """The text with its signs without a code distinguished from the hyphens that PDFium marks.

    Where a font has no table of letters, its signs come as numbers, which are those of controls.
    """

    def told(sign: re.Match[str]) -> str:
        ask = _unicode if sign[0] == "\ufffe" else _is_hyphen
        return sign[0] if ask(handle, sign.start()) else _GAP

    text = _HYPHEN.sub(told, text)
    return _WITHIN.sub(_GAP, text)
