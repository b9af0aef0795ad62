"""`sitemap`: addresses of a sitemap, or of an index of sitemaps, that contain given words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Listing, Sitemap
from pipelines.strategies.anchors import Anchor
from pipelines.strategies.contract import FetchPage, PageReader
from pipelines.strategies.crawl import Crawl, Stop
from pipelines.strategies.judge import PageView, is_file
from pipelines.strategies.links import file_name, resolve, site
from pipelines.strategies.wording import readable
from pipelines.strategies.xml_text import child_text, local_name, parse_xml


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """Files among the matching addresses, and files on the matching pages.

    Raises DiscoveryError if the sitemap, or one that it names, cannot be read.
    """
    settings = source.discovery
    if not isinstance(settings, Sitemap):
        raise TypeError(f"{source.source_id} is not a sitemap")
    reader = PageReader(source, fetch)
    crawl = Crawl(source, Listing(strategy="listing", hop=False), reader)
    crawl.hosts.add(site(settings.sitemap))
    view = PageView(settings.sitemap, "", frozenset(crawl.hosts), is_review_page=True)
    wanted = [words.lower() for words in settings.contains]
    for url in _addresses(settings.sitemap, reader):
        path = unquote(urlsplit(url).path).lower()
        if not any(words in path for words in wanted):
            continue
        anchor = Anchor(url, readable(file_name(url)))
        if is_file(anchor):
            yield from crawl.judged(view, [anchor])
        elif settings.hop:
            crawl.visit(Stop(url, 1))
    yield from crawl.run()


def _addresses(first: str, reader: PageReader) -> Iterator[str]:
    waiting, seen = deque([first]), {first}
    while waiting:
        answer = reader.need(waiting.popleft())
        for element in parse_xml(answer):
            url = resolve(child_text(element, "loc"), answer.url)
            if url is None:
                continue
            if local_name(element) == "url":
                yield url
            elif local_name(element) == "sitemap" and url not in seen:
                seen.add(url)
                waiting.append(url)
