"""PDFs whose fonts say which letters their signs are, rightly or wrongly."""

from __future__ import annotations


def coded(text: bytes, mapping: bytes, glyph: bytes = b"fi") -> bytes:
    """A PDF whose sign 01 is a glyph ("fi") and whose table of letters holds `mapping`."""
    table = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange " + mapping + b" endcmap"
    shown = b" T* ".join(b"(" + line + b") Tj" for line in text.split(b"\n"))
    content = b"BT /F1 11 Tf 14 TL 60 700 Td " + shown + b" ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >> stream\n%b\nendstream" % (len(content), content),
        (
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R "
            b"/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding "
            b"/Differences [1 /%b] >> >>" % glyph
        ),
        b"<< /Length %d >> stream\n%b\nendstream" % (len(table), table),
    )
    body = b"".join(b"%d 0 obj %b endobj\n" % (i, each) for i, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n"
