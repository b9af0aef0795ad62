"""Each source against its saved example: a change of code that changes what is found shows here.

An example is a folder `tests/sources/<source_id>/` with `example.yaml` (addresses and saved
answers) and `expected.yaml` (what must be listed). To write `expected.yaml` anew after a change
that is meant, run the tests with REVIEWS_REGENERATE=1 and read the difference before committing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from models.records.collection import Fetched, Listed
from pipelines.sources import Source, load_sources
from pipelines.strategies import FetchPage, discover
from vocabulary.yaml_text import value_of

HERE = Path(__file__).parent
SOURCES = {name: s for name, s in load_sources().items() if s.skip_reason is None}


def replay(folder: Path) -> FetchPage:
    pages = value_of((folder / "example.yaml").read_text(encoding="utf-8"))["pages"]
    answers = {
        page["url"]: Fetched(
            url=page["url"],
            status=page.get("status", 200),
            content=(folder / page["file"]).read_bytes(),
            headers=page.get("headers", {}),
        )
        for page in pages
    }

    def fetch(url: str, *, optional: bool = False) -> Fetched:
        return answers.get(url) or Fetched(url=url, status=404, content=b"")

    return fetch


def plain(row: Listed) -> dict[str, Any]:
    defaults = msgspec.to_builtins(Listed(url=""))
    values = msgspec.to_builtins(row)
    return {name: value for name, value in values.items() if value != defaults[name]}


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_the_example_gives_the_expected_rows(source: Source) -> None:
    folder = HERE / source.source_id
    assert (folder / "example.yaml").is_file(), (
        f"{source.source_id} has no saved example: add {folder / 'example.yaml'} with a fictional "
        "page in the shape of the real one"
    )
    found = [plain(row) for row in discover(source, replay(folder))]
    expected = folder / "expected.yaml"
    if os.environ.get("REVIEWS_REGENERATE") == "1":
        text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=100)
        expected.write_text(text, encoding="utf-8")
    assert found == value_of(expected.read_text(encoding="utf-8"))


def test_no_example_is_left_of_a_source_that_is_gone() -> None:
    assert {path.name for path in HERE.iterdir() if (path / "example.yaml").exists()} == set(
        SOURCES
    )
