"""How documents are found at each kind of publisher: one small function per strategy."""

from __future__ import annotations

from collections.abc import Iterator

from models.records.collection import Fetched, Listed
from pipelines.sources.schema import Source
from pipelines.strategies import folder, listing
from pipelines.strategies.contract import DiscoveryError, Fetch, Strategy

STRATEGIES: dict[str, Strategy] = {
    "folder": folder.discover,
    "listing": listing.discover,
}


def discover(source: Source, fetch: Fetch) -> Iterator[Listed]:
    """What the source lists now. Raises DiscoveryError where the list could not be read in full."""
    yield from STRATEGIES[source.discovery.strategy](source, fetch)


__all__ = ["STRATEGIES", "DiscoveryError", "Fetch", "Fetched", "Strategy", "discover"]
