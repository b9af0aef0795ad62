"""Headers that need reading: when to come back, and what the file is called."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, unquote_to_bytes, urlsplit

_LONGEST_NAME = 200
# RFC 6266 parameters: token = token or quoted string with backslash escapes
_PARAMETER = re.compile(r';\s*(filename\*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.IGNORECASE)
_EXTENDED = re.compile(r"(?P<charset>[\w!#$%&+^`{}~-]+)'[^']*'(?P<text>.*)", re.DOTALL)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")

KEPT_HEADERS = (
    "content-type",
    "content-length",
    "content-disposition",
    "content-encoding",
    "cache-control",
    "cf-mitigated",
    "link",
    "retry-after",
    "server",
    "x-robots-tag",
)


def kept(headers: dict[str, str]) -> dict[str, str]:
    """The headers worth keeping in the fetch log, each cut to a sane length."""
    return {name: headers[name][:500] for name in KEPT_HEADERS if name in headers}


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds until the server wants to be asked again (RFC 9110, 10.2.3: both forms), or None."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def file_name(disposition: str | None, listed: str, url: str) -> str:
    """What the file is called, for people: `filename*`, `filename`, the listing's word, the URL.

    Never a path: directories are cut off, and nothing in this program opens a file by this name.
    """
    candidates = [*_from_disposition(disposition or ""), listed, unquote(urlsplit(url).path)]
    return next((name for name in map(_bare, candidates) if name), "")


def _from_disposition(disposition: str) -> list[str]:
    found = {name.lower(): value.strip() for name, value in _PARAMETER.findall(";" + disposition)}
    return [_extended(found.get("filename*", "")), _quoted(found.get("filename", ""))]


def _extended(value: str) -> str:
    """An RFC 8187 value such as UTF-8''Child%20Q.pdf; empty where it is malformed."""
    match = _EXTENDED.fullmatch(value.strip('"'))
    if match is None:
        return ""
    try:
        return unquote_to_bytes(match["text"]).decode(match["charset"])
    except (LookupError, UnicodeDecodeError):
        return ""


def _quoted(value: str) -> str:
    if value.startswith('"'):
        value = re.sub(r"\\([\"\\])", r"\1", value[1:-1])  # others are paths of old browsers
    return unquote(value) if "%" in value else value


def _bare(name: str) -> str:
    last = re.split(r"[/\\]", _UNSAFE.sub("", name))[-1].strip()
    return "" if last in {".", ".."} else last[-_LONGEST_NAME:]
