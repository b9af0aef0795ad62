"""The strategies by name."""

from __future__ import annotations

from collections.abc import Iterator

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.strategies import (
    feed,
    folder,
    govuk_api,
    home_office_library,
    index_page,
    listing,
    manual,
    modern_gov,
    sar_library,
    sitemap,
    wordpress,
)
from pipelines.strategies.contract import FetchPage, Strategy

STRATEGIES: dict[str, Strategy] = {
    "feed": feed.discover,
    "folder": folder.discover,
    "govuk_api": govuk_api.discover,
    "home_office_library": home_office_library.discover,
    "index_page": index_page.discover,
    "listing": listing.discover,
    "manual": manual.discover,
    "modern_gov": modern_gov.discover,
    "sar_library": sar_library.discover,
    "sitemap": sitemap.discover,
    "wordpress": wordpress.discover,
}


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """What the source lists now, one row per link. Rows to be left out have a reason.

    Raises DiscoveryError if the list could not be read in full. Rows before the error count, but
    nothing may count as gone. Errors of `fetch` pass through.
    """
    yield from STRATEGIES[source.discovery.strategy](source, fetch)
