"""What a file is, by its own bytes: servers' content types are hints and often wrong."""

from __future__ import annotations

import re

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
HTML = "text/html"
HEAD_BYTES = 1024  # a PDF may have this much before its header (ISO 32000-1, annex H.3.4.1)
START_BYTES = 16 * 1024  # a challenge page shows itself within this

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|script|meta|div)"
    rb"|^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*>\s*<!doctype\s+html",
    re.IGNORECASE | re.DOTALL,
)
# The head of an HTTP answer or of a mail, saved in front of the file.
_HEADERS = re.compile(rb"^(?:HTTP/\d|[A-Za-z][A-Za-z-]*: )")
# Titles and marks of the challenge pages of Cloudflare, Imperva, AWS WAF, Akamai and Sucuri.
_CHALLENGES = (
    b"<title>just a moment",
    b"<title>attention required! | cloudflare",
    b"cf-browser-verification",
    b"/cdn-cgi/challenge-platform/",
    b"_incapsula_resource",
    b"incapsula incident id",
    b"awswafcookiedomainlist",
    b"gokuprops",
    b"errors.edgesuite.net",
    b"sucuri website firewall",
)


class Sniffer:
    """Reads a stream along with its writer and says at the end what it was."""

    def __init__(self) -> None:
        self.start = b""
        self._tail = b""
        self._has_word_parts = False

    def feed(self, chunk: bytes) -> None:
        if len(self.start) < START_BYTES:
            self.start += chunk[: START_BYTES - len(self.start)]
        if not self._has_word_parts and self.head.startswith(_ZIP):
            self._has_word_parts = b"word/" in self._tail[-4:] + chunk
        self._tail = (self._tail + chunk[-HEAD_BYTES:])[-HEAD_BYTES:]

    @property
    def head(self) -> bytes:
        return self.start[:HEAD_BYTES]

    @property
    def _guess(self) -> str | None:
        if _HEADERS.match(self.head) and b"%PDF-" in self.start:
            return PDF
        return first_guess(self.head)

    @property
    def is_hopeless(self) -> bool:
        """Whether enough was read to know that this is not a document, and which page it is."""
        if len(self.start) < HEAD_BYTES or first_guess(self.head) is not None:
            return False
        if _HEADERS.match(self.head) and len(self.start) < START_BYTES:
            return False  # a PDF may come behind the head of an answer that was saved with it
        return len(self.start) == START_BYTES or not looks_like_html(self.head)

    @property
    def media_type(self) -> str | None:
        """The type of the whole stream, None where it is neither a document nor a page."""
        guess = self._guess
        if guess == DOCX and not self._has_word_parts:  # some other ZIP archive
            return None
        return guess or (HTML if looks_like_html(self.head) else None)

    @property
    def lacks_end(self) -> bool:
        """Whether it is a PDF without its end mark: perhaps cut off on its way to us."""
        return self._guess == PDF and b"%%EOF" not in self._tail


def first_guess(head: bytes) -> str | None:
    """The document type that the first bytes suggest."""
    if b"%PDF-" in head[:HEAD_BYTES]:
        return PDF
    if head.startswith(_ZIP):
        return ODT if ODT.encode() in head[:120] else DOCX
    if head.startswith(_OLE):
        return DOC
    if head.lstrip()[:5].lower() == b"{\\rtf":
        return RTF
    return None


def looks_like_html(head: bytes) -> bool:
    """Whether the bytes begin like a web page."""
    return _HTML_START.search(head[:HEAD_BYTES]) is not None


def is_challenge(headers: dict[str, str], body: bytes) -> bool:
    """Whether this answer asks for proof of being a person (by header or by its page)."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if headers.get("x-amzn-waf-action", "").lower() in {"challenge", "captcha"}:
        return True
    start = body[:START_BYTES].lower()
    return any(mark in start for mark in _CHALLENGES)
