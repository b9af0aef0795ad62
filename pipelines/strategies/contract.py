"""What a discovery strategy gets and gives, and how it says that it could not do its work."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.records.collection import Fetched, Listed
from pipelines.sources.schema import Source

Fetch = Callable[[str], Fetched]
Strategy = Callable[[Source, Fetch], Iterator[Listed]]


class DiscoveryError(RuntimeError):
    """The listing could not be read in full: what is missing from it is not gone.

    The message is for a person: what went wrong at which address, and what to do next.
    """


def read_page(fetch: Fetch, url: str) -> Fetched:
    """The answer for a page that the listing needs; raises DiscoveryError unless it is a 200."""
    answer = fetch(url)
    if answer.status != 200:
        raise DiscoveryError(
            f"{url} answered {answer.status}: open it in a browser; if the page has moved, "
            "put its new address in the source file"
        )
    return answer
