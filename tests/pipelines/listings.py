"""A listing source, its pages and the rows read from them. All boards and cases are fictional."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from models.records.collection import Fetched, Listed
from pipelines.sources import Source
from pipelines.strategies import FetchPage, discover

START = "https://board.example/about/reviews/"


def make(politeness: Mapping[str, Any] | None = None, **settings: Any) -> Source:
    content = {
        "source_id": "calderbrook",
        "title": "Calderbrook SCP (fictional)",
        "publisher": "Calderbrook Safeguarding Children Partnership",
        "nation": "england",
        "sector": "child",
        "kinds": ["lcspr"],
        "areas": ["Calderbrook"],
        "discovery": {"strategy": "listing", "pages": [START]} | settings,
        "politeness": dict(politeness or {}),
        "licence": {"name": "unknown", "evidence": "fictional"},
        "last_checked": {"on": None, "how": "not_checked"},
        "verified": False,
        "unknown": ["everything: it is fictional"],
    }
    return Source.model_validate_json(json.dumps(content), strict=True)


def serve(pages: Mapping[str, str | bytes | int | Fetched]) -> FetchPage:
    def fetch(url: str, *, optional: bool = False) -> Fetched:
        found = pages.get(url, 404)
        if isinstance(found, Fetched):
            return found
        if isinstance(found, int):
            return Fetched(url=url, status=found, content=b"<p>sorry</p>")
        content = found.encode() if isinstance(found, str) else found
        return Fetched(url=url, status=200, content=content)

    return fetch


def rows(page: str, source: Source | None = None, **others: Any) -> list[Listed]:
    return list(discover(source or make(), serve({START: page, **others})))


def kept(found: list[Listed]) -> list[str]:
    return [row.url for row in found if row.left_out is None]
