"""`govuk_api`: an organisation's publications by the search API, their files by the content API.

Facts: alphagov/search-api, docs/using-the-search-api.md; alphagov/content-store, openapi.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urljoin

from models.records.collection import Fetched, Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import GovukApi
from pipelines.strategies.contract import FetchPage, PageReader, is_page, json_object, why_not
from pipelines.strategies.govuk_items import ContentItem, rows_of

_FIELDS = (
    "title,link,description,public_timestamp,content_id,content_store_document_type,"
    "latest_change_note,is_withdrawn,updated_at,document_collections"
)
_MOST_REDIRECTS = 5


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """All files that the organisation has published, including withdrawn ones."""
    settings = source.discovery
    if not isinstance(settings, GovukApi):
        raise TypeError(f"{source.source_id} is not a GOV.UK source")
    reader = PageReader(source, fetch)
    walk = _Walk(source, settings, reader)
    for result in list(_results(settings, reader)):
        yield from walk.result(result)


def _results(settings: GovukApi, reader: PageReader) -> Iterator[dict[str, Any]]:
    start = 0
    while True:
        query = urlencode(
            {
                "filter_organisations": settings.organisation,
                "fields": _FIELDS,
                "order": "-public_timestamp",
                "count": settings.page_size,
                "start": start,
                "debug": "include_withdrawn",
            },
            safe=",",
        )
        found = reader.need_json(urljoin(settings.api, f"/api/search.json?{query}"))
        results = found.get("results") or []
        yield from results
        start += len(results)
        if not results or start >= int(found.get("total", start)):
            return


class _Walk:
    """Follows search results to content items, collections and redirects, each path once."""

    def __init__(self, source: Source, settings: GovukApi, reader: PageReader) -> None:
        self.source = source
        self.settings = settings
        self.reader = reader
        self.seen: set[str] = set()

    def result(self, result: dict[str, Any]) -> Iterator[Listed]:
        link = str(result.get("link") or "")
        kind = result.get("content_store_document_type")
        wanted = self.settings.document_types
        if not link.startswith("/"):
            yield Listed(
                url=link or self.settings.api,
                title=result.get("title"),
                left_out="the search result leads off GOV.UK",
            )
        elif wanted and kind and kind not in {*wanted, "document_collection"}:
            yield Listed(
                url=urljoin(self.settings.api, link),
                title=result.get("title"),
                page_url=urljoin(self.settings.api, link),
                left_out=f"is of the type `{kind}`, which is not in discovery.document_types",
            )
        else:
            yield from self.path(link)

    def path(self, path: str, depth: int = 0) -> Iterator[Listed]:
        """The files of the item at `path`; follows collections, redirects and replacements."""
        path = path.partition("#")[0].partition("?")[0]
        if path in self.seen:
            return
        self.seen.add(path)
        page = urljoin(self.settings.api, path)
        if self.reader.is_spent or depth > _MOST_REDIRECTS:
            reason = f"the limit of {self.reader.limit} pages is reached"
            yield Listed(url=page, page_url=page, left_out=f"not read: {reason}")
            return
        answer = self.reader.get(urljoin(self.settings.api, f"/api/content{path}"))
        item = json_object(answer) or {}
        if item.get("document_type") == "gone" or answer.status == 410:
            yield from self._gone(page, item, depth)
        elif not is_page(answer) or not item:
            yield Listed(url=page, page_url=page, left_out=_refusal(answer))
        elif item.get("schema_name") == "redirect":
            yield from self._redirect(page, item, depth)
        else:
            yield from rows_of(self.source, ContentItem(item, page, self.settings.api))
            yield from self._collected(item, depth)

    def _gone(self, page: str, item: dict[str, Any], depth: int) -> Iterator[Listed]:
        other = (item.get("details") or {}).get("alternative_path") or ""
        said = f"; the publisher names {other} instead" if other else ""
        yield Listed(url=page, page_url=page, left_out=f"the publisher has unpublished it{said}")
        if other.startswith("/"):
            yield from self.path(other, depth + 1)

    def _redirect(self, page: str, item: dict[str, Any], depth: int) -> Iterator[Listed]:
        moves = item.get("redirects") or []
        here = next((move for move in moves if move.get("path") == item.get("base_path")), None)
        destination = str((here or (moves[0] if moves else {})).get("destination") or "")
        if destination.startswith("/"):
            yield from self.path(destination, depth + 1)
        else:
            yield Listed(
                url=page,
                page_url=page,
                left_out=f"has moved off GOV.UK, to {destination or 'nothing'}",
            )

    def _collected(self, item: dict[str, Any], depth: int) -> Iterator[Listed]:
        if item.get("schema_name") != "document_collection":
            return
        for document in (item.get("links") or {}).get("documents") or []:
            yield from self.path(str(document.get("base_path") or ""), depth + 1)


def _refusal(answer: Fetched) -> str:
    if answer.status == 403:
        return "the content API answered 403: access is limited"
    return f"the content API gave no item: {why_not(answer)}"
