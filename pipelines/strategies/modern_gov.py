"""`modern_gov`: papers on councils' committee sites, on given pages or by the site's search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode, urljoin

import msgspec

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Listing, ModernGov
from pipelines.strategies.contract import FetchPage, PageReader
from pipelines.strategies.crawl import Crawl

# Above the papers are paragraphs with the meeting's date and name, then the item's.
_HEADING = "p.mgAiTitleTxt, p.mgSubTitleTxt, h2.mgSubTitleTxt"
_NEXT = 'a[title="Next page of search results"]'
_RESULT_NUMBER = re.compile(r"\s*\(\d+(?:\.\d+)?\)\s*$")


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """Papers whose words are about reviews, from given pages and from searches.

    The date is the meeting's, as the heading above the paper prints it.
    """
    settings = source.discovery
    if not isinstance(settings, ModernGov):
        raise TypeError(f"{source.source_id} is not a modern.gov source")
    listing = Listing(strategy="listing", heading=_HEADING, next_page=_NEXT, hop=False)
    crawl = Crawl(source, listing, PageReader(source, fetch), all_reviews=False)
    crawl.start(settings.pages)
    if settings.site:
        crawl.start(_search(settings.site, words) for words in settings.search)
    for row in crawl.run():
        title = _RESULT_NUMBER.sub("", row.title) if row.title else row.title
        yield msgspec.structs.replace(row, title=title, url=row.url.partition("#")[0])


def _search(site: str, words: str) -> str:
    query = {"SS": words, "DT": "3", "ADV": "0", "CA": "false", "SB": "true", "PG": "1"}
    return urljoin(site, f"/ieSearchResults2.aspx?{urlencode(query)}")
