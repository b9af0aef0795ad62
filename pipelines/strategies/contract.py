"""What a discovery strategy receives and returns, and the error if it cannot do its work."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from models.records.collection import Fetched, Listed, Outcome
from vocabulary.errors import ReviewsError
from vocabulary.issues import issue_label

if TYPE_CHECKING:  # a local folder is listed without importing what reads source files
    from pipelines.sources.schema import Source


class FetchPage(Protocol):
    """Fetches a page politely. If an `optional` page is closed, the listing is still whole."""

    def __call__(self, url: str, *, optional: bool = False) -> Fetched: ...


_IF_MOVED = " Open it in a browser; if the page has moved, put its new address in the source file"
Strategy = Callable[["Source", FetchPage], Iterator[Listed]]


class DiscoveryError(ReviewsError, RuntimeError):
    """The listing could not be read in full, so documents that it lacks do not count as gone.

    The message is for a person: what went wrong at which address, and what to do next.
    """


class PageReader:
    """Reads pages for one discovery and keeps to the source's limit of pages."""

    def __init__(self, source: Source, fetch: FetchPage) -> None:
        self._fetch = fetch
        self.limit = source.politeness.max_pages
        self.pages = 0

    @property
    def is_spent(self) -> bool:
        """Whether the limit of pages is reached."""
        return self.pages >= self.limit

    def get(self, url: str, *, optional: bool = False) -> Fetched:
        """The answer, whatever its status. If `optional`, the listing is whole without it."""
        self.pages += 1
        return self._fetch(url, optional=optional)

    def need(self, url: str) -> Fetched:
        """The answer for a page that the listing needs.

        Raises DiscoveryError if the answer is not a 200, or if the limit of pages is reached.
        """
        if self.is_spent:
            raise DiscoveryError(
                f"the limit of {self.limit} pages was reached before {url}: "
                "raise politeness.max_pages in the source file"
            )
        answer = self.get(url)
        if not is_page(answer):
            next_step = _IF_MOVED if answer.status not in {0, 200} else ""
            raise DiscoveryError(f"{url}: {why_not(answer)}.{next_step}")
        return answer

    def need_json(self, url: str) -> dict[str, Any]:
        """The JSON object at `url`. Raises DiscoveryError if there is none."""
        found = json_object(self.need(url))
        if found is None:
            raise DiscoveryError(
                f"{url} did not return JSON: the interface may have changed or moved"
            )
        return found


def is_page(answer: Fetched) -> bool:
    """Whether the answer is the requested page and not an error or a challenge."""
    return answer.status == 200 and answer.outcome in {Outcome.FETCHED, Outcome.NOT_MODIFIED}


def why_not(answer: Fetched) -> str:
    """Why a page could not be fetched, for a person."""
    if answer.status not in {0, 200}:
        return f"the page answered {answer.status}"
    return f"the page could not be fetched ({answer.message or issue_label(answer.outcome)})"


def json_object(answer: Fetched) -> dict[str, Any] | None:
    """The JSON object in an answer, or None."""
    try:
        found = json.loads(answer.content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
