"""Addresses as publishers write them, made fetchable, comparable and sorted by their shape."""

from __future__ import annotations

import html
import re
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

REPORT_SUFFIXES = frozenset({".pdf", ".docx", ".doc", ".odt", ".rtf"})
OTHER_SUFFIXES = frozenset(
    {".ppt", ".pptx", ".xls", ".xlsx", ".ods", ".csv", ".zip", ".jpg", ".jpeg", ".png", ".gif"}
    | {".svg", ".webp", ".mp3", ".mp4", ".wav", ".mov", ".pub", ".ics", ".odp", ".txt", ".xml"}
)

# Query parameters that track people or bypass caches. They never select another file.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|mc_[ce]id|_ga|_gl|sessionid|timestamp|cb|_)$", re.IGNORECASE
)
# On a path that ends in a file name, these only bypass caches.
_CACHE = frozenset({"m", "v", "ver", "version", "t", "ts", "rev", "revision", "download", "dl"})
# A viewer page that carries the real address in its query.
_VIEWER_KEYS = ("file", "src", "url", "pdf")
_VIEWER_PATH = re.compile(r"viewer|pdfjs|pdf-js|gview|view\.aspx|flipbook", re.IGNORECASE)
_DRIVE_FILE = re.compile(r"^/file/d/([\w-]+)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCRIPT_FILE = re.compile(r"""['"]([^'"]+\.(?:pdf|docx?)(?:\?[^'"]*)?)['"]""", re.IGNORECASE)
_LONG_HEX = re.compile(r"[0-9a-f]{24,64}")

# Downloads without a suffix, as these content systems write them (Jadu and GOSS, Umbraco,
# Drupal, WordPress Download Manager, Liferay, modern.gov, SharePoint, Google Drive).
_DOWNLOAD = re.compile(
    r"/downloads?/file/\d+|/download/[^/]+/?$|/media/\d+/download|/documents/d/[^/]+/[^/]+$"
    r"|/assets?/(?:[^/]+/)*[0-9a-f-]{16,}|/downloadabledoc$|mgconvert2pdf\.aspx|/file/\d+/download"
    r"|/documents/s\d+|/downloadfile(\.\w+)?$|/getfile|/documentdownload",
    re.IGNORECASE,
)
_DOWNLOAD_QUERY = re.compile(
    r"(^|&)(wpdmdl=\d|download=1|export=download|dl=1|attachment_id=\d)|isatt=1", re.IGNORECASE
)
_LANDING = re.compile(r"/downloads/download/\d+", re.IGNORECASE)


class Shape(StrEnum):
    """What an address looks like, before anything is fetched."""

    FILE = "file"  # ends in the name of a report file
    DOWNLOAD = "download"  # no such name, but in the form of a download
    LANDING = "landing"  # a page that is before a file
    OTHER_FILE = "other_file"  # slides, pictures, sheets
    PAGE = "page"


def resolve(reference: str, base: str) -> str | None:
    """The full address of `reference` found on a page with base address `base`.

    Corrects mistakes in pages: spaces, unescaped characters, double escapes, backslashes. None if
    the reference is empty, stays on its page or is not a web address.
    """
    cleaned = _CONTROL.sub("", reference).strip()
    if "&amp;" in cleaned:
        cleaned = html.unescape(cleaned)
    if cleaned.lower().startswith("javascript:"):
        found = _SCRIPT_FILE.search(cleaned)
        cleaned = found.group(1) if found else ""
    if not cleaned or cleaned.startswith("#"):
        return None
    cleaned = _BARE_PERCENT.sub("%25", cleaned.replace("\\", "/"))
    try:
        full = urljoin(base, cleaned).rstrip(";")
        parts = urlsplit(full)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        return str(safe_url_string(full))
    except ValueError:
        return None


def unwrap(url: str) -> str:
    """The file behind a viewer's address, a Google Drive page or a Dropbox page, or `url`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    query = dict(parse_qsl(parts.query))
    if host == "drive.google.com":
        named = _DRIVE_FILE.match(parts.path)
        file_id = named.group(1) if named else query.get("id", "")
        if file_id:
            return f"https://drive.google.com/uc?export=download&id={file_id}"
    if host.endswith("dropbox.com") and "dl" in query:
        return urlunsplit(parts._replace(query=urlencode({**query, "dl": "1"})))
    wrapped = next((query[key] for key in _VIEWER_KEYS if key in query), None)
    is_viewer = bool(_VIEWER_PATH.search(parts.path)) or host.endswith(
        "safelinks.protection.outlook.com"
    )
    if wrapped and is_viewer:
        return resolve(wrapped, url) or url
    return url


def shape(url: str) -> Shape:
    """What kind of thing `url` looks like. A hint: the first bytes decide after fetching."""
    parts = urlsplit(url)
    suffix = PurePosixPath(unquote(parts.path)).suffix.lower()
    if suffix in REPORT_SUFFIXES:
        return Shape.FILE
    if suffix in OTHER_SUFFIXES:
        return Shape.OTHER_FILE
    if _LANDING.search(parts.path):
        return Shape.LANDING
    if _DOWNLOAD.search(parts.path) or _DOWNLOAD_QUERY.search(parts.query):
        return Shape.DOWNLOAD
    return Shape.PAGE


@lru_cache(maxsize=8192)
def identity_key(url: str) -> str:
    """A form that all spellings of one address share: no scheme, `www.`, fragment or tracking."""
    parts = urlsplit(str(safe_url_string(url)))
    is_file = PurePosixPath(unquote(parts.path)).suffix.lower() in REPORT_SUFFIXES
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name) and not (is_file and name.lower() in _CACHE)
    ]
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    path = re.sub(r"/{2,}", "/", unquote(parts.path)) or "/"
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{site(url)}{port}{path}{query}"


def asset_key(url: str) -> str:
    """The last long hexadecimal id in the address, or its identity key if it has none."""
    ids = _LONG_HEX.findall(urlsplit(url).path.lower())
    return f"{site(url)}/{ids[-1]}" if ids else identity_key(url)


def site(url: str) -> str:
    """The host in lower case without `www.`: both spellings are one site."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def file_name(url: str) -> str:
    """The last part of the address, decoded; empty if the address ends in a slash."""
    return PurePosixPath(unquote(urlsplit(url).path)).name
