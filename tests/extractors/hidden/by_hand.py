"""Invented PDFs written byte by byte: one page, with whatever hides one of its sentences."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

FONTS = b"/Font<</F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>"
# Three lines at 700, 680 and 660; the second holds what is to be hidden.
ABOVE = b"BT /F1 11 Tf 60 700 Td (Recommendation 1: The invented board should listen.) Tj ET\n"
SECRET = b"BT /F1 11 Tf 60 680 Td (The mother is called Quillfeather by all.) Tj ET\n"
BELOW = b"BT /F1 11 Tf 60 660 Td (Recommendation 2: The invented trust should ask.) Tj ET\n"
OVER = b"50 674 260 16 re f\n"  # where the second line stands


def pdf(
    content: bytes,
    *,
    resources: bytes = b"",
    page: bytes = b"",
    catalog: bytes = b"",
    extra: Mapping[int, bytes] | None = None,
) -> bytes:
    """A PDF of one page of A4; `extra` are objects numbered from 10."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<<" + FONTS + resources + b">>" + page + b">>",
        4: stream(content),
        **(extra or {}),
    }
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start)
    return bytes(out)


def stream(content: bytes, head: bytes = b"") -> bytes:
    """A stream object, packed as programs pack it."""
    packed = zlib.compress(content)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (head, len(packed), packed)


def picture(pixels: bytes, width: int, height: int, head: bytes = b"") -> bytes:
    """A grey picture."""
    sides = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (width, height)
    return stream(pixels, sides + b"/ColorSpace/DeviceGray/BitsPerComponent 8" + head)


def form(content: bytes, head: bytes = b"", resources: bytes = FONTS) -> bytes:
    """A drawing within the drawing, as large as the page."""
    return stream(
        content,
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<" + resources + b">>" + head,
    )


def note(kind: bytes, appearance: int | None = None, more: bytes = b"") -> bytes:
    """An annotation over the second line."""
    look = b"/AP<</N %d 0 R>>" % appearance if appearance else b""
    return (
        b"<</Type/Annot/Subtype/%b/Rect[50 674 310 690]/F 4%b%b>>" % (kind, look, more)
    )  # fmt: skip


def page_of(parts: Sequence[bytes]) -> bytes:
    """The three lines in their order."""
    return b"".join(parts)


ALL = ABOVE + SECRET + BELOW


def colour(operands: bytes, what: bytes) -> bytes:
    return b"q " + operands + b" " + what + b" Q\n"
