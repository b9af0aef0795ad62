"""`wordpress`: a site's public pages. Its media list, if open, gives exact dates of upload.

The media list also has files that no page links to. They are deliberately not collected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import msgspec

from models.records.collection import Fetched, Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Listing, WordPress
from pipelines.strategies.contract import FetchPage, PageReader, is_page
from pipelines.strategies.crawl import Crawl
from pipelines.strategies.links import identity_key

_MOST_MEDIA_PAGES = 20  # of 100 files each


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """The documents linked from the source's pages, dated by the page or else by the upload."""
    settings = source.discovery
    if not isinstance(settings, WordPress):
        raise TypeError(f"{source.source_id} is not a WordPress source")
    reader = PageReader(source, fetch)
    listing = Listing(strategy="listing", pages=settings.pages, within=settings.within)
    crawl = Crawl(source, listing, reader)
    crawl.start(settings.pages)
    rows = list(crawl.run())
    uploads = dict(_uploads(settings, reader)) if any(_lacks_date(row) for row in rows) else {}
    for row in rows:
        uploaded = uploads.get(identity_key(row.url))
        if uploaded and _lacks_date(row):
            row = msgspec.structs.replace(row, date=uploaded, date_quote="upload in the media list")  # noqa: PLW2901
        yield row


def _lacks_date(row: Listed) -> bool:
    """Whether no date was near the link, so there is none or only the month in the address."""
    is_from_address = bool(row.date_quote) and f"/{row.date_quote}/" in row.url
    return row.left_out is None and (row.date is None or is_from_address)


def _uploads(settings: WordPress, reader: PageReader) -> Iterator[tuple[str, str]]:
    """The address and day of upload of each document in the media list; empty if it is closed."""
    for number in range(1, _MOST_MEDIA_PAGES + 1):
        path = f"/wp-json/wp/v2/media?media_type=application&per_page=100&page={number}"
        if reader.is_spent:
            return
        answer = reader.get(urljoin(settings.site, path), optional=True)
        items = _items(answer)
        for item in items:
            address, day = str(item.get("source_url") or ""), str(item.get("date_gmt") or "")[:10]
            if address and day:
                yield identity_key(address), day
        pages = answer.headers.get("x-wp-totalpages", "1")
        if not items or not pages.isdecimal() or number >= int(pages):
            return


def _items(answer: Fetched) -> list[dict[str, Any]]:
    if not is_page(answer):
        return []
    try:
        found = json.loads(answer.content)
    except ValueError:
        return []
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
