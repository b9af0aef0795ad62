"""Sources and answers for strategies. All publishers and cases are fictional."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from models.records.collection import Fetched, Listed
from pipelines.sources import Source
from pipelines.strategies import discover

BASE: dict[str, Any] = {
    "source_id": "calderbrook",
    "title": "Calderbrook SCP (fictional)",
    "publisher": "Calderbrook Safeguarding Children Partnership",
    "nation": "england",
    "sector": "child",
    "kinds": ["lcspr"],
    "licence": {"name": "unknown", "evidence": "fictional"},
    "last_checked": {"on": None, "how": "not_checked"},
    "verified": False,
    "unknown": ["everything: it is fictional"],
}


class Publisher:
    """Answers by address; `asked` keeps what was fetched, in order."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []

    def __call__(self, url: str, *, optional: bool = False) -> Fetched:
        self.asked.append(url)
        found = self.answers.get(url, 404)
        if isinstance(found, Fetched):
            return found
        if isinstance(found, int):
            return Fetched(url=url, status=found, content=b"")
        if isinstance(found, dict | list):
            found = json.dumps(found)
        content = found.encode() if isinstance(found, str) else found
        return Fetched(url=url, status=200, content=content)


@pytest.fixture
def source_of() -> Callable[..., Source]:
    """A source with the given discovery settings; other fields as keyword arguments."""

    def make(discovery: Mapping[str, Any], **fields: Any) -> Source:
        content = BASE | fields | {"discovery": discovery}
        return Source.model_validate_json(json.dumps(content), strict=True)

    return make


@pytest.fixture
def publisher() -> type[Publisher]:
    return Publisher


@pytest.fixture
def rows_of(source_of: Callable[..., Source]) -> Callable[..., list[Listed]]:
    """What a source lists when the publisher gives these answers."""

    def run(discovery: Mapping[str, Any], answers: Any, **fields: Any) -> list[Listed]:
        fetch = answers if callable(answers) else Publisher(answers)
        return list(discover(source_of(discovery, **fields), fetch))

    return run
