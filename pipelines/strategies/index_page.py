"""`index_page`: a page that names reviews without their files, one heading for each.

The headings read `<year> - <area or areas> - <name of the review>`; the dash may be of any length.
The rows are used to find what is missing elsewhere. Their addresses are never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import IndexPage
from pipelines.strategies.contract import DiscoveryError, FetchPage, PageReader
from pipelines.strategies.html_page import html_tree
from pipelines.strategies.wording import squeeze

_ENTRY = re.compile(
    r"^(?P<year>(?:19|20)\d\d)\s*[-\u2010-\u2015]\s*(?P<area>.+?)\s+[-\u2010-\u2015]\s*(?P<name>.+)$"
)


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """One row for each heading that names a review. Raises DiscoveryError if a page has none."""
    settings = source.discovery
    if not isinstance(settings, IndexPage):
        raise TypeError(f"{source.source_id} is not an index page")
    reader = PageReader(source, fetch)
    for page in settings.pages:
        answer = reader.need(page)
        rows = list(_entries(html_tree(answer), settings.entries, answer.url))
        if not rows:
            raise DiscoveryError(f"{page} lists no reviews: its layout may have changed")
        yield from rows


def _entries(tree: LexborHTMLParser, selector: str, page_url: str) -> Iterator[Listed]:
    for node in tree.css(selector):
        text = squeeze(node.text(separator=" "))
        match = _ENTRY.match(text)
        if match:
            slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            yield Listed(
                url=f"{page_url.partition('#')[0]}#{slug}",
                title=match["name"],
                date=match["year"],
                date_quote=match["year"],
                publisher=match["area"],
                page_url=page_url,
                key=f"index {slug}",
            )
