"""`listing`: HTML pages with links to files, their next pages, and one hop to review pages."""

from __future__ import annotations

from collections.abc import Iterator

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Listing
from pipelines.strategies.contract import FetchPage, PageReader
from pipelines.strategies.crawl import Crawl


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """The documents on the source's listing pages and on pages about single reviews."""
    settings = source.discovery
    if not isinstance(settings, Listing):
        raise TypeError(f"{source.source_id} is not a listing")
    crawl = Crawl(source, settings, PageReader(source, fetch))
    crawl.start(settings.pages)
    yield from crawl.run()
